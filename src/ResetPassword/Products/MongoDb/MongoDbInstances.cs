using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.MongoDb;

/// <summary>What a MongoDB instance may look like.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/instance-states</remarks>
internal static class MongoDbInstances
{
    /// <summary>The most months that an instance can be paid for in advance.</summary>
    public const int MaxPeriod = 60;

    public const int MaxPort = 65_535;

    private static readonly string[] BothCharacterTypes = ["db", "cs"];

    public static readonly ModelProperty DBInstanceType = new("dbInstanceType", "replicate", ["replicate", "sharding"],
        "Replica set (replicate) or sharded cluster (sharding), whose accounts each name a characterType.");

    public static readonly ModelProperty Description = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty InstanceClass = ModelProperty.Text("instanceClass", "dds.mongo.standard", "The instance type of a replica set.");
    public static readonly ModelProperty Storage = ModelProperty.Number("storage", 20, "The storage of a replica set, in GB.");
    public static readonly ModelProperty StorageType =
        ModelProperty.Text("storageType", "cloud_essd1", "The storage type; on local_ssd a sharded cluster has no accounts but root.");
    public static readonly ModelProperty StorageEngine = ModelProperty.Text("storageEngine", "WiredTiger", "The storage engine.");
    public static readonly ModelProperty ReplicationFactor = ModelProperty.Text("replicationFactor", "3", "How many nodes a replica set has.");
    public static readonly ModelProperty ReadonlyReplicas = ModelProperty.Text("readonlyReplicas", "0", "How many read-only nodes a replica set has.");
    public static readonly ModelProperty Mongos = ModelProperty.Text("mongos", "mdb.shard.2x.xlarge.d/0/0,mdb.shard.2x.xlarge.d/0/0",
        "The mongos nodes of a sharded cluster: class/storage/read-only replicas, with commas between them.");
    public static readonly ModelProperty Shards =
        ModelProperty.Text("shards", "mdb.shard.2x.xlarge.d/20/0,mdb.shard.2x.xlarge.d/20/0", "The shards of a sharded cluster, written alike.");
    public static readonly ModelProperty ConfigServers =
        ModelProperty.Text("configServers", "mdb.shard.2x.xlarge.d/20/0", "The configuration servers of a sharded cluster, written alike.");
    public static readonly ModelProperty ProtocolType = ModelProperty.Text("protocolType", "mongodb", "The protocol of a sharded cluster.");
    public static readonly ModelProperty ChargeType =
        new("chargeType", "PostPaid", ["PostPaid", "PrePaid"], "The billing method: a prepaid instance cannot be deleted.");
    public static readonly ModelProperty ReleaseProtection = ModelProperty.Boolean("releaseProtection", false, "Whether DeleteDBInstance is refused.");
    public static readonly ModelProperty NetworkType = ModelProperty.Text("networkType", "VPC", "VPC or Classic.");
    public static readonly ModelProperty Zone = ModelProperty.Text("zone", "cn-hangzhou-h", "The zone.");
    public static readonly ModelProperty VpcId = ModelProperty.Text("vpcId", "vpc-emulated", "The VPC.");
    public static readonly ModelProperty VSwitchId = ModelProperty.Text("vSwitchId", "vsw-emulated", "The vSwitch.");
    public static readonly ModelProperty SecurityIPList = ModelProperty.Text("securityIPList", "127.0.0.1", "The addresses that may connect.");
    public static readonly ModelProperty ResourceGroupId = ModelProperty.Text("resourceGroupId", "rg-emulated", "The resource group.");
    public static readonly ModelProperty SecondaryZone = ModelProperty.Text("secondaryZone", "", "The zone of the secondary node, where that is another one.");
    public static readonly ModelProperty HiddenZone = ModelProperty.Text("hiddenZone", "", "The zone of the hidden node, where that is another one.");
    public static readonly ModelProperty Encrypted = ModelProperty.Boolean("encrypted", false, "Whether disks are said to be encrypted; none is.");
    public static readonly ModelProperty EncryptionKey = ModelProperty.Text("encryptionKey", "", "The key of disk encryption.");
    public static readonly ModelProperty ProvisionedIops = ModelProperty.Number("provisionedIops", 0, "Provisioned IOPS.");
    public static readonly ModelProperty AutoRenew = ModelProperty.Boolean("autoRenew", false, "Whether a prepaid instance is said to be renewed.");
    public static readonly ModelProperty Period =
        ModelProperty.Number("period", 1, "For how many months a prepaid instance is paid: what its ExpireTime is made of.", max: MaxPeriod);
    public static readonly ModelProperty AccountQuota = ModelProperty.Number("accountQuota", 10, "How many accounts a sharded cluster may have.");
    public static readonly ModelProperty AccountDescription = ModelProperty.Text("description", "", "The description.");

    public static readonly ModelProperty NodeDescription = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty NodePrefix =
        ModelProperty.Text("connectionPrefix", "", "What the node's host name begins with; its own name where this is empty.");
    public static readonly ModelProperty NodePort = ModelProperty.Number("port", 3717, "The node's port.", max: MaxPort);
    public static readonly ModelProperty NodeIsPublic = ModelProperty.Boolean("isPublic", false, "Whether the node has a public address too.");
    public static readonly ModelProperty NodePublicPrefix =
        ModelProperty.Text("publicPrefix", "", "What the public host name begins with; the node's own name and -pub where this is empty.");
    public static readonly ModelProperty NodePublicPort = ModelProperty.Number("publicPort", 3717, "The port of the public address.", max: MaxPort);

    public static readonly PartKind NodeStates = new("nodes", "What calls have given to nodes, by the node's name.",
        [NodeDescription, NodePrefix, NodePort, NodeIsPublic, NodePublicPrefix, NodePublicPort]);

    public static readonly Whitelist Whitelist = new(SecurityIPList, maxGroups: 100);

    public static readonly InstanceModel Model = new()
    {
        Statuses =
        [
            "Running", "Creating", "DBInstanceClassChanging", "DBInstanceNetTypeChanging", "Deleting", "EngineVersionUpgrading", "GuardSwitching",
            "HASwitching",
            "Importing", "ImportingFromOthers", "LinkSwitching", "MinorVersionUpgrading", "NET_CREATING", "NET_DELETING", "NodeCreating", "NodeDeleting",
            "NodeRestarting", "Rebooting", "Restoring", "SSLModifying", "TempDBInstanceCreating", "Transing", "TransingToOthers",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota", "Released"],
        Engines = ["MongoDB"],
        Properties =
        [
            DBInstanceType, Description, InstanceClass, Storage, StorageType, StorageEngine, ReplicationFactor, ReadonlyReplicas, Mongos, Shards,
            ConfigServers, ProtocolType, ChargeType, ReleaseProtection, NetworkType, Zone, VpcId, VSwitchId, SecurityIPList, ResourceGroupId,
            SecondaryZone, HiddenZone, Encrypted, EncryptionKey, ProvisionedIops, AutoRenew, Period, AccountQuota,
        ],
        Parts = [Whitelist.Groups, NodeStates],
        AccountProperties = [AccountDescription],
        AllCharacterTypes = BothCharacterTypes,
        CharacterTypes = CharacterTypesOf,
    };

    public static bool IsSharded(Instance instance) => instance[DBInstanceType] == "sharding";

    public static bool IsPrepaid(Instance instance) => instance[ChargeType] == "PrePaid";

    /// <summary>What a call must name as CharacterType: <c>db</c> or <c>cs</c> on a sharded cluster, nothing on a replica set.</summary>
    public static IReadOnlyList<string> CharacterTypesOf(Instance instance) => IsSharded(instance) ? BothCharacterTypes : [];

    public static long AccountQuotaOf(Instance instance) => long.Parse(instance[AccountQuota], CultureInfo.InvariantCulture);
}
