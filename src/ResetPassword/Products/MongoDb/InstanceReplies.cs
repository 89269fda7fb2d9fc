using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.MongoDb;

/// <summary>
/// An instance as DescribeDBInstances and DescribeDBInstanceAttribute show it. What an emulator cannot know is empty, zero or false; the names are spelled
/// as the vendor does.
/// </summary>
internal static class InstanceReplies
{
    // An instance that was created later than this could be paid for longer than there are times.
    private static readonly DateTimeOffset LastPaid = DateTimeOffset.MaxValue.AddMonths(-MongoDbInstances.MaxPeriod);

    /// <summary>One instance of a list.</summary>
    public static Reply OfList(Instance instance) => new()
    {
        ["BackupRetentionPolicy"] = 0,
        ["CapacityUnit"] = "",
        ["ChargeType"] = instance[MongoDbInstances.ChargeType],
        ["CreationTime"] = VendorTime.Write(instance.CreatedAt),
        ["DBInstanceClass"] = instance[MongoDbInstances.InstanceClass],
        ["DBInstanceDescription"] = instance[MongoDbInstances.Description],
        ["DBInstanceId"] = instance.Id,
        ["DBInstanceStatus"] = instance.Status,
        ["DBInstanceStorage"] = int.Parse(instance[MongoDbInstances.Storage], CultureInfo.InvariantCulture),
        ["DBInstanceType"] = instance[MongoDbInstances.DBInstanceType],
        ["DestroyTime"] = "",
        ["Engine"] = instance.Engine,
        ["EngineVersion"] = instance.EngineVersion,
        ["ExpireTime"] = ExpireTimeOf(instance),
        ["HiddenZoneId"] = instance[MongoDbInstances.HiddenZone],
        ["KindCode"] = "18",
        ["LastDowngradeTime"] = "",
        ["LockMode"] = instance.LockMode,
        ["MongosList"] = ListOf("MongosAttribute", Nodes.MongosOf(instance), OfList),
        ["NetworkType"] = instance[MongoDbInstances.NetworkType],
        ["RegionId"] = instance.Region,
        ["ReleaseTime"] = "",
        ["ReplicationFactor"] = instance[MongoDbInstances.ReplicationFactor],
        ["ResourceGroupId"] = instance[MongoDbInstances.ResourceGroupId],
        ["SecondaryZoneId"] = instance[MongoDbInstances.SecondaryZone],
        ["ShardList"] = ListOf("ShardAttribute", Nodes.ShardsOf(instance), OfListedShard),
        ["StorageType"] = instance[MongoDbInstances.StorageType],
        ["Tags"] = new Reply { ["Tag"] = Tags.RepliesOf(instance) },
        ["VpcAuthMode"] = "Close",
        ["ZoneId"] = instance[MongoDbInstances.Zone],
    };

    /// <summary>The details of one instance.</summary>
    public static Reply OfAttribute(Instance instance) => new()
    {
        ["AIGatewayEnabled"] = false,
        ["BurstingEnabled"] = false,
        ["CapacityUnit"] = "",
        ["ChargeType"] = instance[MongoDbInstances.ChargeType],
        ["ColdDataEnabled"] = false,
        ["ConfigserverList"] = ListOf("ConfigserverAttribute", Nodes.ConfigServersOf(instance), OfConfigServer),
        ["CreationTime"] = VendorTime.Write(instance.CreatedAt),
        ["CurrentKernelVersion"] = "",
        ["DBInstanceClass"] = instance[MongoDbInstances.InstanceClass],
        ["DBInstanceDescription"] = instance[MongoDbInstances.Description],
        ["DBInstanceId"] = instance.Id,
        ["DBInstanceOrderStatus"] = "",
        ["DBInstanceReleaseProtection"] = instance.Is(MongoDbInstances.ReleaseProtection),
        ["DBInstanceStatus"] = instance.Status,
        ["DBInstanceStorage"] = int.Parse(instance[MongoDbInstances.Storage], CultureInfo.InvariantCulture),
        ["DBInstanceType"] = instance[MongoDbInstances.DBInstanceType],
        ["DestroyTime"] = "",
        ["DisasterRecoveryInfo"] = "",
        ["Encrypted"] = instance.Is(MongoDbInstances.Encrypted),
        ["EncryptionKey"] = instance[MongoDbInstances.EncryptionKey],
        ["Engine"] = instance.Engine,
        ["EngineVersion"] = instance.EngineVersion,
        ["ExpireTime"] = ExpireTimeOf(instance),
        ["HiddenZoneId"] = instance[MongoDbInstances.HiddenZone],
        ["KindCode"] = "18",
        ["LastDowngradeTime"] = "",
        ["LockMode"] = instance.LockMode,
        ["MaintainEndTime"] = "22:00Z",
        ["MaintainStartTime"] = "18:00Z",
        ["MaxConnections"] = 500,
        ["MaxIOPS"] = 1000,
        ["MaxMBPS"] = 0,
        ["MongosList"] = ListOf("MongosAttribute", Nodes.MongosOf(instance), OfMongos),
        ["NetworkType"] = instance[MongoDbInstances.NetworkType],
        ["ProtocolType"] = instance[MongoDbInstances.ProtocolType],
        ["ProvisionedIops"] = int.Parse(instance[MongoDbInstances.ProvisionedIops], CultureInfo.InvariantCulture),
        ["ReadonlyReplicas"] = instance[MongoDbInstances.ReadonlyReplicas],
        ["RegionId"] = instance.Region,
        ["ReplacateId"] = "",
        ["ReplicaSetName"] = $"mgset-{instance.Id}",
        ["ReplicaSets"] = new Reply { ["ReplicaSet"] = Nodes.MembersOf(instance).Where(node => node.HasAddress).Select(OfMember).ToArray<object>() },
        ["ReplicationFactor"] = instance[MongoDbInstances.ReplicationFactor],
        ["ResourceGroupId"] = instance[MongoDbInstances.ResourceGroupId],
        ["SearchNodeClass"] = "",
        ["SearchNodeCount"] = 0,
        ["SearchNodeStorage"] = 0,
        ["SecondaryZoneId"] = instance[MongoDbInstances.SecondaryZone],
        ["ShardList"] = ListOf("ShardAttribute", Nodes.ShardsOf(instance), OfShard),
        ["ShardSearchNodes"] = new Reply
        {
            ["ShardSearchNodes"] = Array.Empty<object>(),
        },
        ["StorageEngine"] = instance[MongoDbInstances.StorageEngine],
        ["StorageType"] = instance[MongoDbInstances.StorageType],
        ["SyncPercent"] = "",
        ["Tags"] = new Reply { ["Tag"] = Tags.RepliesOf(instance) },
        ["UseClusterBackup"] = false,
        ["VPCCloudInstanceIds"] = "",
        ["VPCId"] = instance[MongoDbInstances.VpcId],
        ["VSwitchId"] = instance[MongoDbInstances.VSwitchId],
        ["VpcAuthMode"] = "Close",
        ["ZoneId"] = instance[MongoDbInstances.Zone],
    };

    private static string ExpireTimeOf(Instance instance) => MongoDbInstances.IsPrepaid(instance) && instance.CreatedAt < LastPaid
        ? VendorTime.WriteMinutes(instance.CreatedAt.AddMonths(int.Parse(instance[MongoDbInstances.Period], CultureInfo.InvariantCulture)))
        : "";

    private static Reply ListOf(string name, IEnumerable<Node> nodes, Func<Node, Reply> replyOf) => new() { [name] = nodes.Select(replyOf).ToArray<object>() };

    private static Reply OfList(Node node) => new() { ["NodeId"] = node.Id, ["NodeClass"] = node.Size.Class, ["NodeDescription"] = node.Description };

    private static Reply OfListedShard(Node node) => new()
    {
        ["NodeId"] = node.Id,
        ["NodeClass"] = node.Size.Class,
        ["NodeDescription"] = node.Description,
        ["NodeStorage"] = node.Size.Storage,
        ["ReadonlyReplicas"] = node.Size.ReadonlyReplicas,
    };

    // ConnectSting is the vendor's spelling, beside the right one.
    private static Reply OfMongos(Node node) => new()
    {
        ["ConnectSting"] = node.Private.Host,
        ["ConnectString"] = node.Private.Host,
        ["CurrentKernelVersion"] = "",
        ["LockMode"] = node.Instance.LockMode,
        ["MaxConnections"] = 1000,
        ["MaxIOPS"] = 1000,
        ["NodeClass"] = node.Size.Class,
        ["NodeDescription"] = node.Description,
        ["NodeId"] = node.Id,
        ["Port"] = PortOf(node),
        ["Status"] = "Running",
        ["VPCId"] = node.Instance[MongoDbInstances.VpcId],
        ["VSwitchId"] = node.Instance[MongoDbInstances.VSwitchId],
        ["VpcCloudInstanceId"] = node.Id,
    };

    private static Reply OfShard(Node node) => new()
    {
        ["ConnectString"] = node.Private.Host,
        ["CurrentKernelVersion"] = "",
        ["LockMode"] = node.Instance.LockMode,
        ["MaxConnections"] = 1000,
        ["MaxDiskMbps"] = "",
        ["MaxIOPS"] = 1000,
        ["NodeClass"] = node.Size.Class,
        ["NodeDescription"] = node.Description,
        ["NodeId"] = node.Id,
        ["NodeStorage"] = node.Size.Storage,
        ["Port"] = PortOf(node),
        ["ReadonlyReplicas"] = node.Size.ReadonlyReplicas,
        ["ReplicaSetName"] = $"mgset-{node.Id}",
        ["Status"] = "Running",
    };

    private static Reply OfConfigServer(Node node) => new()
    {
        ["ConnectString"] = node.Private.Host,
        ["CurrentKernelVersion"] = "",
        ["LockMode"] = node.Instance.LockMode,
        ["MaxConnections"] = 1000,
        ["MaxIOPS"] = 1000,
        ["NodeClass"] = node.Size.Class,
        ["NodeDescription"] = node.Description,
        ["NodeId"] = node.Id,
        ["NodeStorage"] = node.Size.Storage,
        ["Port"] = PortOf(node),
        ["Status"] = "Running",
    };

    private static Reply OfMember(Node node) => new()
    {
        ["ConnectionDomain"] = node.Private.Host,
        ["ConnectionPort"] = node.Private.Port,
        ["NetworkType"] = node.Instance[MongoDbInstances.NetworkType],
        ["ReplicaSetRole"] = node.Role,
        ["VPCCloudInstanceId"] = node.Instance.Id,
        ["VPCId"] = node.Instance[MongoDbInstances.VpcId],
        ["VSwitchId"] = node.Instance[MongoDbInstances.VSwitchId],
    };

    // A number here, and text in every other answer.
    private static int PortOf(Node node) => int.Parse(node.Private.Port, CultureInfo.InvariantCulture);
}
