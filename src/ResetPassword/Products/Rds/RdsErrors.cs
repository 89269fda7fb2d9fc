using ResetPassword.Model;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Rows that the vendor's API metadata lists with the same text for several actions. Where an action lacks one, it is taken by analogy.</summary>
internal static class RdsErrors
{
    public static readonly ApiError ConnectFailed      = new(400, "Database.ConnectError",       "Database connect error. please check instance status and database processlist", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError UpdateFailed       = new(400, "Account.UpdateError",         "Update Account failed, please check your input value", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPassword    = new(400, "InvalidAccountPassword.Format", "Specified account password is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidAccountName = new(400, "InvalidAccountName.Malformed", "The specified parameter \"AccountName\" is not valid.", By.Parameter, Source: Recorded);
    public static readonly ApiError AccountStatus      = new(400, "IncorrectAccountStatus",      "Current account status does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError GdnRole            = new(400, "GdnRole.NotSupport",          "Specified gdn role is not support.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceState      = new(403, "IncorrectDBInstanceState",    "Current DB instance state does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceBusy       = new(403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to status of instance.", By.State, Source: Recorded);
    public static readonly ApiError InstanceType       = new(403, "IncorrectDBInstanceType",     "Current DB instance engine and type does not support operations.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError AccountType        = new(403, "IncorrectAccountType",        "Current account type does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError CharacterType      = new(403, "IncorrectDBInstanceCharacterType", "Current DB Instance character_type does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceNotFound   = new(404, "InvalidDBInstanceName.NotFound", "The database instance does not exist.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceLocked     = new(404, "IncorrectDBInstanceLockMode", "Current DB instance lock mode does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError AccountNotFound    = new(404, "InvalidAccountName.NotFound", "Specified account name does not exist.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError RegionNotFound     = new(404, "InvalidRegionId.NotFound",    "The provided RegionId does not exist in our records.", By.Parameter, Source: Analogy);
    public static readonly ApiError InstanceIdNotFound = new(404, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError LockNotSupported   = new(400, "IncorrectDBInstanceLockMode.ValueNotSupported", "The Current DB instance lock mode does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidDescription = new(400, "InvalidDBDescription.Format", "Specified DB description is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPort        = new(400, "InvalidPort.Malformed",       "Specified port is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TakenPrefix        = new(404, "InvalidConnectionString.Duplicate", "Specified connection string already exists in the Aliyun RDS.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError Denied             = new(403, "Forbidden.RAM",               "User not authorized to operate on the specified resource, or this API doesn't support RAM.", By.Policy, Source: DocumentedElsewhere);

    /// <summary>The row of a busy instance in the table of an action that answers another one, or in any state: a fault rule can cause it.</summary>
    public static readonly ErrorRow BusyByFault = InstanceBusy.ByAnalogy() with { ReachedBy = By.Fault };

    /// <summary>What keeps an action from going to an instance of another kind: read-only, or part of a sharded deployment.</summary>
    public static ApiError? FindKindRefusal(Instance instance) => FindKindRefusal(instance, InstanceType);

    /// <summary>As <see cref="FindKindRefusal(Instance)"/>, for actions whose page has another text for a read-only one.</summary>
    public static ApiError? FindKindRefusal(Instance instance, ApiError readOnly)
    {
        if (instance[RdsInstances.Kind] is "ReadOnly" or "Guard")
            return readOnly;
        return instance[RdsInstances.CharacterType] != RdsInstances.CharacterType.Default ? CharacterType : null;
    }

    /// <summary>What keeps the secondary instance of a global database network from a change.</summary>
    public static ApiError? FindRoleRefusal(Instance instance) => instance[RdsInstances.GdnRole] == "Secondary" ? GdnRole : null;

    /// <summary>What the engine lets a change fail with: it is not reached, or refuses it.</summary>
    /// <param name="refused">The action's row of a change that the engine refuses.</param>
    public static ApiError? FindEngineRefusal(Instance instance, ApiError refused)
    {
        if (!instance.Is(RdsInstances.EngineReachable))
            return ConnectFailed;
        return instance.Is(RdsInstances.EngineRefusesUpdates) ? refused : null;
    }

    /// <summary>What keeps an instance from a change: its state, then its lock. For actions whose own page has a row for the state.</summary>
    public static ApiError? FindRefusal(Instance instance) => FindRefusal(instance, InstanceState);

    /// <summary>
    /// As <see cref="FindRefusal(Instance)"/>, for actions whose page has no row for the state, and for CreateAccount: what the service was seen to answer to
    /// creates, and what the vendor's Terraform provider tries them again on.
    /// </summary>
    public static ApiError? FindRefusalOfBusy(Instance instance) => FindRefusal(instance, InstanceBusy);

    private static ApiError? FindRefusal(Instance instance, ApiError notRunning)
    {
        if (instance.Status != RdsInstances.Model.Running)
            return notRunning;
        return instance.LockMode != RdsInstances.Model.Unlocked ? InstanceLocked : null;
    }
}
