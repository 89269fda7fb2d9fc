using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Lists the accounts of an AnalyticDB for PostgreSQL instance: the privileged one unless another type or a name is asked for.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describeaccounts</remarks>
internal sealed class DescribeAccounts() : AnalyticDbOperation<DescribeAccounts.Request>("get")
{
    private static readonly Parameter Name = Parameter.Optional("AccountName", "Only this account.", "testaccount_1");
    private static readonly Parameter AccountType = Parameter.Optional("AccountType", "Super (the default without a name), Normal or All.", "All")
        .OneOf(["Super", "Normal", "All"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, Name, AccountType];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters)
    {
        var name = parameters.Find(Name) ?? "";
        return new(name, parameters.Find(AccountType) ?? (name == "" ? "Super" : "All"));
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        var found = instance.Accounts.Where(account => (request.AccountName == "" || account.Name == request.AccountName)
            && (request.AccountType == "All" || account.Type == request.AccountType));
        return new Decision.Answer(new()
        {
            ["Accounts"] = new Reply
            {
                ["DBInstanceAccount"] = found.Select(account => ReplyOf(account, instance))
            .ToArray<object>()
            }
        });
    }

    /// <summary>An account as this action and GetAccount show it.</summary>
    public static Reply ReplyOf(DatabaseAccount account, Instance instance) => new()
    {
        ["AccountStatus"] = account.Status,
        ["AccountDescription"] = account[AnalyticDbInstances.AccountDescription],
        ["DBInstanceId"] = instance.Id,
        ["AccountName"] = account.Name,
        ["AccountType"] = account.Type,
    };

    internal sealed record Request(string AccountName, string AccountType);
}
