using ResetPassword.Store;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>What an AnalyticDB for PostgreSQL instance may look like. The states are spelled as the vendor does.</summary>
internal static class AnalyticDbInstances
{
    public static readonly InstanceModel Model = new()
    {
        Statuses =
        [
            "Running", "Creating", "Deleting", "Rebooting", "DBInstanceClassChanging", "Transfering", "EngineVersionUpgrading", "TransferingToOtherInstance",
            "GuardDBInstanceCreating", "Restoring", "Importing", "ImportingFromOtherInstance", "DBInstanceNetTypeChanging", "GuardSwitching", "IDLE",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota"],
        Engines = ["gpdb"],
        AccountTypes = ["Super", "Normal"],

        // In use, being created, being deleted; there is no 2.
        AccountStatuses = ["1", "0", "3"],
    };
}
