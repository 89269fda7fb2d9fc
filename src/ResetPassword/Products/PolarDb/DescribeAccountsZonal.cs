using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// Lists the accounts of a cluster of an edge zone, as DescribeAccounts does, and also from where another answer ended. The vendor documents no errors of it.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describeaccountszonal</remarks>
internal sealed class DescribeAccountsZonal() : PolarDbOperation<DescribeAccountsZonal.Request>("get")
{
    private static readonly Parameter MaxResults = Parameter.Optional("MaxResults", "The most accounts of an answer, instead of PageSize.", "10")
        .Integer(1, 100);
    private static readonly Parameter NextToken = Parameter.Optional("NextToken", "Where the answer before ended, instead of PageNumber.", "MA");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, DescribeAccounts.Name, DescribeAccounts.PageNumber, DescribeAccounts.PageSize, MaxResults, NextToken,
        Parameter.Optional("NodeType", "The kind of nodes; there is one here.", "Search"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidPageSize.ByAnalogy(), PolarDbErrors.InvalidPageNumber.ByAnalogy(), PolarDbErrors.ClusterNotFound.ByAnalogy(),
        PolarDbErrors.InvalidClusterId.ByAnalogy(), PolarDbErrors.ClusterReleased.ByAnalogy(), PolarDbErrors.InvalidNextToken, PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters)
    {
        var size = parameters.FindInteger(MaxResults) ?? parameters.FindInteger(DescribeAccounts.PageSize) ?? DescribeAccounts.DefaultPageSize;
        var number = parameters.FindInteger(DescribeAccounts.PageNumber) ?? 1;
        long? skipped = parameters.Has(NextToken) ? PageTokens.Find(parameters.Find(NextToken)) : (number - 1) * size;
        return new(parameters.Find(DescribeAccounts.Name) ?? "", number, size, skipped);
    }

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Skipped).Must(skipped => skipped is not null).OrError(PolarDbErrors.InvalidNextToken);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRelease(cluster) is { } refusal)
            return refusal;

        DatabaseAccount[] all = [.. cluster.Accounts.Where(account => request.AccountName == "" || account.Name == request.AccountName)];
        var skipped = (int)Math.Min(request.Skipped ?? 0, all.Length);
        var shown = all.Skip(skipped).Take((int)request.Size).ToArray();
        var next = skipped + shown.Length;
        return new Decision.Answer(new()
        {
            ["PageNumber"] = (int)request.PageNumber,
            ["PageRecordCount"] = shown.Length,
            ["Accounts"] = shown.Select(DescribeAccounts.ReplyOf).ToArray<object>(),
            ["MaxResults"] = (int)request.Size,
            ["NextToken"] = next < all.Length ? PageTokens.Of(next) : "",
        });
    }

    /// <param name="Skipped">How many accounts come before; null where the token is none.</param>
    internal sealed record Request(string AccountName, long PageNumber, long Size, long? Skipped);
}
