using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>
/// Deletes a database account of an RDS instance. A locked account of PostgreSQL stays, although the answer is that of a deletion: the vendor's Terraform
/// provider then unlocks it and deletes it again.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-deleteaccount</remarks>
internal sealed class DeleteAccount() : RdsOperation<DeleteAccount.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusal(instance) ?? RdsErrors.FindKindRefusal(instance) ?? RdsErrors.FindRoleRefusal(instance)) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        if (FindRefusal(instance, account) is { } accountRefusal)
            return accountRefusal;
        if (RdsErrors.FindEngineRefusal(instance, Rows.DeleteFailed) is { } engineRefusal)
            return engineRefusal;
        if (account.Status == RdsInstances.LockedAccount)
            return new Decision.Answer(Reply.Empty);
        return Decision.Delete(instance, account, "Unavailable", context);
    }

    private static ApiError? FindRefusal(Instance instance, DatabaseAccount account)
    {
        if (account.CreatedBy == "sql" && RdsInstances.RefusesSqlAccounts(instance))
            return RdsErrors.AccountType;
        if (account.Status != RdsInstances.Model.Usable && !(account.Status == RdsInstances.LockedAccount && instance.Engine == RdsInstances.PostgreSQL))
            return RdsErrors.AccountStatus;
        return account.Is(RdsInstances.OwnsObjects) ? Rows.OwnsObjects : null;
    }

    internal sealed record Request(string AccountName);

    internal static class Rows
    {
        public static readonly ApiError DeleteFailed = new(400, "Account.DelError",       "Delete Account failed, please check your input value or may your request is waiting lock in your instance.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError OwnsObjects  = new(401, "AccountActionForbidden", "Some objects depend on account.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.ConnectFailed, RdsErrors.GdnRole, RdsErrors.AccountStatus, DeleteFailed, OwnsObjects, RdsErrors.InstanceType, RdsErrors.AccountType,
            RdsErrors.InstanceState, RdsErrors.CharacterType, RdsErrors.InstanceNotFound, RdsErrors.InstanceLocked, RdsErrors.AccountNotFound,
            RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
