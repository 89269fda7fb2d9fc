using ResetPassword.Store;

namespace ResetPassword.Products.PolarDb;

/// <summary>What a PolarDB cluster may look like. The states are spelled as the vendor does.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/cluster-status-table</remarks>
internal static class PolarDbInstances
{
    public const string MySql = "MySQL";

    /// <summary>A cluster with this status is gone and only remembered.</summary>
    public const string Released = "Deleted";

    public static readonly ModelProperty TaskInProgress = ModelProperty.Boolean("taskInProgress", false, "Whether another task runs on the cluster.");

    public static readonly InstanceModel Model = new()
    {
        IdPrefix = "pc-",
        Statuses =
        [
            "Running", "Creating", "Rebooting", "Starting", "Stopped", "Deleting", Released, "INS_MAINTAINING", "Switching", "Transing", "ClassChanging",
            "ClassChanged", "MinorVersionUpgrading", "MajorVersionUpgrading", "STORAGE_EXPANDIN", "UPGRADE_FORBIDDEN", "SSL_MODIFYING", "TDEModifying",
            "DBNodeCreating", "DBNodeDeleting", "StandbyTransing", "NetAddressCreating", "NetAddressDeleting", "NetAddressModifying", "CONFIG_SWITCHING",
            "ROLE_SWITCHING", "WarmCreating", "ConfigSwitching", "Maintaining",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration"],
        Engines = [MySql, "PostgreSQL", "Oracle"],
        Properties = [TaskInProgress],
        AccountTypes = ["Normal", "Super", "DynamoDB", "ReadOnly"],
        AccountStatuses = ["Available", "Creating", "Deleting"],
    };
}
