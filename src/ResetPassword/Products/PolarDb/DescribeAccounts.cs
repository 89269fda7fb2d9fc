using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists the accounts of a PolarDB cluster, or the one that is named: an unknown name gives an empty list. Its lists are plain arrays.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describeaccounts</remarks>
internal sealed class DescribeAccounts() : PolarDbOperation<DescribeAccounts.Request>("get")
{
    public const long DefaultPageSize = 30;

    public static readonly Parameter Name = Parameter.Optional("AccountName", "The account to show; all when left out.", "testacc");
    public static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1")
        .Integer(min: 1, invalid: PolarDbErrors.InvalidPageNumber);
    public static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many accounts a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"], PolarDbErrors.InvalidPageSize);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, Name, PageNumber, PageSize,
        Parameter.Optional("NodeType", "The kind of nodes; there is one here.", "Search"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidPageSize, PolarDbErrors.InvalidPageNumber, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId,
        PolarDbErrors.ClusterReleased, PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Find(Name) ?? "", parameters.FindInteger(PageNumber) ?? 1, parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRelease(cluster) is { } refusal)
            return refusal;

        var page = Page.Of([.. cluster.Accounts.Where(account => request.AccountName == "" || account.Name == request.AccountName)], request.PageNumber,
            request.PageSize);
        return new Decision.Answer(new()
        {
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
            ["Accounts"] = page.Items.Select(ReplyOf).ToArray<object>(),
        });
    }

    internal static Reply ReplyOf(DatabaseAccount account) => new()
    {
        ["AccountStatus"] = account.Status,
        // What an account owns is not among them, as on RDS.
        ["DatabasePrivileges"] = account.Privileges
            .Where(privilege => privilege.Value != Privileges.Owner)
            .Select(privilege => new Reply { ["DBName"] = privilege.Key, ["AccountPrivilege"] = privilege.Value })
            .ToArray<object>(),
        ["AccountDescription"] = account[PolarDbInstances.AccountDescription],
        ["AccountPasswordValidTime"] = account[PolarDbInstances.PasswordValidTime],
        ["AccountType"] = account.Type,
        ["AccountLockState"] = account[PolarDbInstances.LockState],
        ["AccountName"] = account.Name,
    };

    internal sealed record Request(string AccountName, long PageNumber, long PageSize);
}
