using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Takes an account's privileges on a database away.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-revokeaccountprivilege</remarks>
internal sealed class RevokeAccountPrivilege() : RdsOperation<RevokeAccountPrivilege.Request>("delete")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The database.", "testdb");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, DBName];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.Get(DBName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusalOfBusy(instance) ?? RdsErrors.FindKindRefusal(instance)) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        if (account.Status != RdsInstances.Model.Usable)
            return RdsErrors.AccountStatus;
        if (!instance.Databases.ContainsKey(request.DBName))
            return GrantAccountPrivilege.Rows.DatabaseNotFound;
        if (RdsErrors.FindEngineRefusal(instance, RdsErrors.UpdateFailed) is { } engineRefusal)
            return engineRefusal;
        return Decision.Become(instance.With(account with { Privileges = account.Privileges.Remove(request.DBName) }),
            new InstanceEvent.PrivilegesChanged(account.Key));
    }

    internal sealed record Request(string AccountName, string DBName);

    // The metadata lists the first two; the others are those of GrantAccountPrivilege, but for a busy instance.
    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.UpdateFailed, RdsErrors.ConnectFailed, RdsErrors.AccountStatus.ByAnalogy(), RdsErrors.InstanceBusy.ByAnalogy(),
            GrantAccountPrivilege.Rows.DatabaseNotFound, RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.InstanceLocked.ByAnalogy(),
            RdsErrors.AccountNotFound.ByAnalogy(), RdsErrors.InstanceType.ByAnalogy(), RdsErrors.CharacterType.ByAnalogy(), RdsErrors.Denied,
        ];
    }
}
