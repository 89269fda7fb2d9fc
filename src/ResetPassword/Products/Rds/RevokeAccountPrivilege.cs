using ResetPassword.Gateway;
using ResetPassword.Store;

namespace ResetPassword.Products.Rds;

/// <summary>Takes an account's privileges on a database away.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-revokeaccountprivilege</remarks>
internal sealed class RevokeAccountPrivilege() : RdsOperation<RevokeAccountPrivilege.Request>("delete")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The database.", "testdb");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, DBName];

    public override IReadOnlyList<ApiError> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.Get(DBName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return Rows.InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return Rows.InstanceState;
        if (instance.LockMode != RdsInstances.Model.Unlocked)
            return Rows.InstanceLocked;
        if (RdsErrors.FindKindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return Rows.AccountNotFound;
        if (account.Status != RdsInstances.Model.Usable)
            return Rows.AccountStatus;
        if (!instance.Databases.ContainsKey(request.DBName))
            return Rows.DatabaseNotFound;
        if (instance[RdsInstances.EngineReachable] == "false")
            return RdsErrors.ConnectFailed;
        if (instance[RdsInstances.EngineRefusesUpdates] == "true")
            return RdsErrors.UpdateFailed;
        return Decision.Become(instance.With(account with { Privileges = account.Privileges.Remove(request.DBName) }), new InstanceEvent.PrivilegesChanged(account.Key));
    }

    internal sealed record Request(string AccountName, string DBName);

    // The metadata lists the first two; the others are those of GrantAccountPrivilege.
    internal static class Rows
    {
        public static readonly ApiError AccountStatus    = RdsErrors.AccountStatus.ByAnalogy();
        public static readonly ApiError InstanceState    = RdsErrors.InstanceState.ByAnalogy();
        public static readonly ApiError InstanceLocked   = RdsErrors.InstanceLocked.ByAnalogy();
        public static readonly ApiError InstanceNotFound = RdsErrors.InstanceNotFound.ByAnalogy();
        public static readonly ApiError AccountNotFound  = RdsErrors.AccountNotFound.ByAnalogy();
        public static readonly ApiError DatabaseNotFound = GrantAccountPrivilege.Rows.DatabaseNotFound;

        public static readonly IReadOnlyList<ApiError> All =
        [
            RdsErrors.UpdateFailed, RdsErrors.ConnectFailed, AccountStatus, InstanceState, DatabaseNotFound, InstanceNotFound, InstanceLocked, AccountNotFound,
            RdsErrors.InstanceType.ByAnalogy(), RdsErrors.CharacterType.ByAnalogy(), RdsProduct.Denied,
        ];
    }
}
