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
