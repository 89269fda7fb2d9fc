using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Whether CreateAccount would take a name: an answer without an error means yes.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-checkaccountname</remarks>
internal sealed class CheckAccountName() : PolarDbOperation<CheckAccountName.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, AccountName.Like(AccountRules.IsName, PolarDbErrors.InvalidAccountName)];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterReleased;
        return cluster.FindAccount(request.AccountName) is null ? new Decision.Answer(Reply.Empty) : PolarDbErrors.Duplicate;
    }

    internal sealed record Request(string AccountName);

    internal static class Rows
    {
        // The only not-found row that the action lists.
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.Duplicate, PolarDbErrors.InvalidAccountName, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterReleased.Via(By.Parameter),
            PolarDbErrors.Denied,
        ];
    }
}
