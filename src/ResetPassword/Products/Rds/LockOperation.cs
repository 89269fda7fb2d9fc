using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>
/// Locks or unlocks a database account. Both are PostgreSQL's alone; no page lists errors, so all rows are those of the other account actions.
/// </summary>
internal abstract class LockOperation(string status) : RdsOperation<LockOperation.Request>("update")
{
    private static readonly IReadOnlyList<ErrorRow> Rows =
    [
        RdsErrors.ConnectFailed.ByAnalogy(), RdsErrors.UpdateFailed.ByAnalogy(), RdsErrors.AccountStatus.ByAnalogy(),
        RdsErrors.InstanceType.ByAnalogy(), RdsErrors.InstanceBusy.ByAnalogy(), RdsErrors.InstanceNotFound.ByAnalogy(),
        RdsErrors.InstanceLocked.ByAnalogy(), RdsErrors.AccountNotFound.ByAnalogy(), RdsErrors.Denied,
    ];

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName];

    public override IReadOnlyList<ErrorRow> Errors => Rows;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (RdsErrors.FindRefusalOfBusy(instance) is { } refusal)
            return refusal;
        if (instance.Engine != RdsInstances.PostgreSQL)
            return RdsErrors.InstanceType;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        if (account.Status == "Unavailable")
            return RdsErrors.AccountStatus;
        if (RdsErrors.FindEngineRefusal(instance, RdsErrors.UpdateFailed) is { } engineRefusal)
            return engineRefusal;
        return Decision.Become(instance.With(account with { Status = status }), new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName);
}

/// <summary>Locks a database account of an RDS for PostgreSQL instance: its status is Lock until it is unlocked.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-lockaccount</remarks>
internal sealed class LockAccount() : LockOperation(RdsInstances.LockedAccount);

/// <summary>Unlocks a database account of an RDS for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-unlockaccount</remarks>
internal sealed class UnlockAccount() : LockOperation("Available");
