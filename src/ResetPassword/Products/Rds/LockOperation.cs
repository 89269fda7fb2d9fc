using ResetPassword.Gateway;
using ResetPassword.Store;

namespace ResetPassword.Products.Rds;

/// <summary>Locks or unlocks a database account. Both are PostgreSQL's alone; no page lists errors, so all rows are those of the other account actions.</summary>
internal abstract class LockOperation(string status) : RdsOperation<LockOperation.Request>("update")
{
    private static readonly ApiError InstanceType = RdsErrors.InstanceType.ByAnalogy();
    private static readonly ApiError InstanceState = RdsErrors.InstanceState.ByAnalogy();
    private static readonly ApiError InstanceNotFound = RdsErrors.InstanceNotFound.ByAnalogy();
    private static readonly ApiError InstanceLocked = RdsErrors.InstanceLocked.ByAnalogy();
    private static readonly ApiError AccountNotFound = RdsErrors.AccountNotFound.ByAnalogy();
    private static readonly ApiError AccountStatus = RdsErrors.AccountStatus.ByAnalogy();
    private static readonly IReadOnlyList<ApiError> Rows = [AccountStatus, InstanceType, InstanceState, InstanceNotFound, InstanceLocked, AccountNotFound, RdsProduct.Denied];

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName];

    public override IReadOnlyList<ApiError> Errors => Rows;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return InstanceState;
        if (instance.LockMode != RdsInstances.Model.Unlocked)
            return InstanceLocked;
        if (instance.Engine != "PostgreSQL")
            return InstanceType;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return AccountNotFound;
        if (account.Status == "Unavailable")
            return AccountStatus;
        return Decision.Become(instance.With(account with { Status = status }), new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName);
}

/// <summary>Locks a database account of an RDS for PostgreSQL instance: its status is Lock until it is unlocked.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-lockaccount</remarks>
internal sealed class LockAccount() : LockOperation("Lock");

/// <summary>Unlocks a database account of an RDS for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-unlockaccount</remarks>
internal sealed class UnlockAccount() : LockOperation("Available");
