using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Deletes a database account of an AnalyticDB for PostgreSQL instance; the privileged one cannot be deleted, nor one that owns a database.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-deleteaccount</remarks>
internal sealed class DeleteAccount() : AnalyticDbOperation<DeleteAccount.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [AccountName, DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.AccountNotFound,
        AnalyticDbErrors.AccountType, AnalyticDbErrors.AccountStatus, AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return AnalyticDbErrors.AccountNotFound;
        if (account.Type == "Super")
            return AnalyticDbErrors.AccountType;
        if (account.Status != AnalyticDbInstances.Model.Usable || DatabaseRules.OwnsAny(instance, account))
            return AnalyticDbErrors.AccountStatus;
        return Decision.Delete(instance, account, "3", context);
    }

    internal sealed record Request(string AccountName);
}
