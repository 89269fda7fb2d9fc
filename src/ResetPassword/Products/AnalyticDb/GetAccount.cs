using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Shows one account of an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-getaccount</remarks>
internal sealed class GetAccount() : AnalyticDbOperation<GetAccount.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [AccountName, DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.AccountNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return AnalyticDbErrors.AccountNotFound;
        return new Decision.Answer(DescribeAccounts.ReplyOf(account, instance));
    }

    internal sealed record Request(string AccountName);
}
