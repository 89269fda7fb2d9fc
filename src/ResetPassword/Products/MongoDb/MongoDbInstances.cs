using ResetPassword.Store;

namespace ResetPassword.Products.MongoDb;

/// <summary>What a MongoDB instance may look like.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/instance-states</remarks>
internal static class MongoDbInstances
{
    public static readonly ModelProperty DBInstanceType = new("dbInstanceType", "replicate", ["replicate", "sharding"], "Replica set (replicate) or sharded cluster (sharding), whose accounts each name a characterType.");

    public static readonly InstanceModel Model = new()
    {
        Statuses =
        [
            "Running", "Creating", "DBInstanceClassChanging", "DBInstanceNetTypeChanging", "Deleting", "EngineVersionUpgrading", "GuardSwitching", "HASwitching",
            "Importing", "ImportingFromOthers", "LinkSwitching", "MinorVersionUpgrading", "NET_CREATING", "NET_DELETING", "NodeCreating", "NodeDeleting",
            "NodeRestarting", "Rebooting", "Restoring", "SSLModifying", "TempDBInstanceCreating", "Transing", "TransingToOthers",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota", "Released"],
        Engines = ["MongoDB"],
        Properties = [DBInstanceType],
        CharacterTypes = CharacterTypesOf,
    };

    /// <summary>What a call must name as CharacterType: <c>db</c> or <c>cs</c> on a sharded cluster, nothing on a replica set.</summary>
    public static IReadOnlyList<string> CharacterTypesOf(Instance instance) => instance[DBInstanceType] == "sharding" ? ["db", "cs"] : [];
}
