using ResetPassword.Store;

namespace ResetPassword.Products.Rds;

/// <summary>What an RDS instance may look like.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/instance-state-table</remarks>
internal static class RdsInstances
{
    public static readonly ModelProperty Kind = new("kind", "Primary", ["Primary", "ReadOnly", "Guard", "Temp"], "The role of the instance: a read-only or disaster recovery (Guard) instance has no accounts of its own to reset.");
    public static readonly ModelProperty CharacterType = new("characterType", "normal", ["normal", "logic", "db", "mongos", "cs"], "The instance's part in a sharded deployment.");
    public static readonly ModelProperty GdnRole = new("gdnRole", "None", ["None", "Primary", "Secondary"], "The role in a global database network.");
    public static readonly ModelProperty Category = new("category", "HighAvailability", ["Basic", "HighAvailability", "AlwaysOn", "Finance", "cluster"], "The edition; AlwaysOn is SQL Server's Cluster Edition.");
    public static readonly ModelProperty EngineReachable = ModelProperty.Boolean("engineReachable", true, "Whether the service can connect to the database engine.");
    public static readonly ModelProperty EngineRefusesUpdates = ModelProperty.Boolean("engineRefusesUpdates", false, "Whether the database engine fails to update the account.");

    public static readonly InstanceModel Model = new()
    {
        Statuses =
        [
            "Running", "Creating", "Deleting", "Rebooting", "Stopping", "Stopped", "DBInstanceClassChanging", "TRANSING", "EngineVersionUpgrading",
            "TransingToOthers", "GuardDBInstanceCreating", "Restoring", "Importing", "ImportingFromOthers", "DBInstanceNetTypeChanging", "GuardSwitching",
            "INS_CLONING", "Released", "CONFIG_ENCRYPTING", "SSL_MODIFYING", "TDE_MODIFYING",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota", "LockReadInstanceByDiskQuota", "Released"],
        Engines = ["MySQL", "SQLServer", "PostgreSQL", "MariaDB"],
        Properties = [Kind, CharacterType, GdnRole, Category, EngineReachable, EngineRefusesUpdates],
        AccountTypes = ["Normal", "Super", "Sysadmin"],
        AccountStatuses = ["Available", "Unavailable", "Lock"],
    };

    /// <summary>PostgreSQL, and SQL Server 2017 Cluster Edition: accounts made by SQL statements cannot be reset (the page's note).</summary>
    public static bool RefusesSqlAccounts(Instance instance) =>
        instance.Engine == "PostgreSQL"
        || (instance.Engine == "SQLServer" && instance[Category] == "AlwaysOn" && instance.EngineVersion.StartsWith("2017", StringComparison.Ordinal));
}
