using ResetPassword.Model;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Of the rows that the vendor attaches to every action of the product, those that more than one action causes.</summary>
internal static class SelectDbErrors
{
    public static readonly ApiError InstanceState    = new(403, "InvalidDBInstanceState.NotSupport", "The specified instance state does't support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceLocked   = new(404, "DBInstanceLocked",                  "The current instance lock mode does not support this operation.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError RegionNotFound   = new(404, "InvalidRegionId.NotFound",          "The provided RegionId does not exist in our records.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceNotFound = new(404, "InvalidDBInstanceId.NotFound",      "The DBInstanceId provided does not exist in our records.", By.Parameter, Source: Analogy);
    public static readonly ApiError ClusterNotFound  = new(404, "InvalidDBClusterId.NotFound",       "The DBClusterId provided does not exist in our records.", By.Parameter, Source: Analogy);
    public static readonly ApiError ClusterState     = new(403, "DBClusterNotSupported",             "The requested operation can not be performed while the cluster is not sale.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError Capacity         = new(403, "InsufficientResourceCapacity",      "The resource is out of usage.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidCacheSize = new(400, "InvalidCacheSize.Malformed",        "The specified parameter CacheSize is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidZone      = new(400, "InvalidZoneId.Malformed",           "The specified parameter ZoneId is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidScaleMax  = new(400, "InvalidScaleMax.Malformed",         "The specified parameter ScaleMax is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidScaleMin  = new(400, "InvalidScaleMin.Malformed",         "The specified parameter ScaleMin is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidAddresses = new(400, "InvalidSecurityIPList.Malformed",   "The specified parameter SecurityIPList is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError TooManyAddresses = new(400, "InvalidSecurityIPList.QuotaExceeded", "Specified security IP list is not valid: Exceeding the allowed amount of IP address in the list.", By.State, Source: Analogy);
    public static readonly ApiError InvalidTag       = new(400, "InvalidTag.Malformed",              "The specified parameter Tag is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidResources = new(400, "InvalidResourceId.Malformed",       "The specified parameter ResourceId is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidConfigKey = new(400, "InvalidConfigKey.Malformed",        "The specified parameter ConfigKey is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidVersion   = new(400, "InvalidEngineVersion.Malformed",    "The specified parameter EngineVersion is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidValue     = new(400, "InvalidValue.Malformed",            "The specified parameter Value is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError Denied           = new(400, "Forbidden",                         "User not authorized to operate on the specified resource, or this API does not support RAM.", By.Policy, Source: DocumentedElsewhere);

    /// <summary>What reading one instance can be refused with.</summary>
    public static readonly IReadOnlyList<ErrorRow> OfReading = [InstanceNotFound, RegionNotFound, Denied];

    /// <summary>What keeps an instance from a change: its state, then its lock.</summary>
    public static ApiError? FindRefusal(Instance instance)
    {
        if (instance.Status != SelectDbInstances.Model.Running)
            return InstanceState;
        return instance.LockMode != SelectDbInstances.Model.Unlocked ? InstanceLocked : null;
    }
}
