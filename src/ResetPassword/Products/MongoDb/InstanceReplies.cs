using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.MongoDb;

/// <summary>
/// An instance as DescribeDBInstances and DescribeDBInstanceAttribute show it. What an emulator cannot know is empty, zero or false; the names are spelled
/// as the vendor does.
/// </summary>
internal static class InstanceReplies
{
    private const string Domain = ".mongodb.rds" + HostName.VendorDomain;

    private const int Port = 3717;

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
        ["ExpireTime"] = "",
        ["HiddenZoneId"] = "",
        ["KindCode"] = "18",
        ["LastDowngradeTime"] = "",
        ["LockMode"] = instance.LockMode,
        ["MongosList"] = Nodes("MongosAttribute", MongosOf(instance), OfList),
        ["NetworkType"] = instance[MongoDbInstances.NetworkType],
        ["RegionId"] = instance.Region,
        ["ReleaseTime"] = "",
        ["ReplicationFactor"] = instance[MongoDbInstances.ReplicationFactor],
        ["ResourceGroupId"] = instance[MongoDbInstances.ResourceGroupId],
        ["SecondaryZoneId"] = "",
        ["ShardList"] = Nodes("ShardAttribute", ShardsOf(instance), OfListedShard),
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
        ["ConfigserverList"] = Nodes("ConfigserverAttribute", ConfigServersOf(instance), node => OfConfigServer(node, instance)),
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
        ["Encrypted"] = false,
        ["EncryptionKey"] = "",
        ["Engine"] = instance.Engine,
        ["EngineVersion"] = instance.EngineVersion,
        ["ExpireTime"] = "",
        ["HiddenZoneId"] = "",
        ["KindCode"] = "18",
        ["LastDowngradeTime"] = "",
        ["LockMode"] = instance.LockMode,
        ["MaintainEndTime"] = "22:00Z",
        ["MaintainStartTime"] = "18:00Z",
        ["MaxConnections"] = 500,
        ["MaxIOPS"] = 1000,
        ["MaxMBPS"] = 0,
        ["MongosList"] = Nodes("MongosAttribute", MongosOf(instance), node => OfMongos(node, instance)),
        ["NetworkType"] = instance[MongoDbInstances.NetworkType],
        ["ProtocolType"] = instance[MongoDbInstances.ProtocolType],
        ["ProvisionedIops"] = 0,
        ["ReadonlyReplicas"] = instance[MongoDbInstances.ReadonlyReplicas],
        ["RegionId"] = instance.Region,
        ["ReplacateId"] = "",
        ["ReplicaSetName"] = $"mgset-{instance.Id}",
        ["ReplicaSets"] = new Reply { ["ReplicaSet"] = ReplicasOf(instance) },
        ["ReplicationFactor"] = instance[MongoDbInstances.ReplicationFactor],
        ["ResourceGroupId"] = instance[MongoDbInstances.ResourceGroupId],
        ["SearchNodeClass"] = "",
        ["SearchNodeCount"] = 0,
        ["SearchNodeStorage"] = 0,
        ["SecondaryZoneId"] = "",
        ["ShardList"] = Nodes("ShardAttribute", ShardsOf(instance), node => OfShard(node, instance)),
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

    /// <summary>The host name that a database client would connect to; nothing is there.</summary>
    public static string DomainOf(Instance instance) => $"{instance.Id}{Domain}";

    private static Reply Nodes(string name, IEnumerable<NamedNode> nodes, Func<NamedNode, Reply> replyOf) =>
        new() { [name] = nodes.Select(replyOf).ToArray<object>() };

    private static Reply OfList(NamedNode node) => new() { ["NodeId"] = node.Id, ["NodeClass"] = node.Node.Class, ["NodeDescription"] = "" };

    private static Reply OfListedShard(NamedNode node) => new()
    {
        ["NodeId"] = node.Id,
        ["NodeClass"] = node.Node.Class,
        ["NodeDescription"] = "",
        ["NodeStorage"] = node.Node.Storage,
        ["ReadonlyReplicas"] = node.Node.ReadonlyReplicas,
    };

    // ConnectSting is the vendor's spelling, beside the right one.
    private static Reply OfMongos(NamedNode node, Instance instance) => new()
    {
        ["ConnectSting"] = $"{node.Id}{Domain}",
        ["ConnectString"] = $"{node.Id}{Domain}",
        ["CurrentKernelVersion"] = "",
        ["LockMode"] = instance.LockMode,
        ["MaxConnections"] = 1000,
        ["MaxIOPS"] = 1000,
        ["NodeClass"] = node.Node.Class,
        ["NodeDescription"] = "",
        ["NodeId"] = node.Id,
        ["Port"] = Port,
        ["Status"] = "Running",
        ["VPCId"] = instance[MongoDbInstances.VpcId],
        ["VSwitchId"] = instance[MongoDbInstances.VSwitchId],
        ["VpcCloudInstanceId"] = node.Id,
    };

    private static Reply OfShard(NamedNode node, Instance instance) => new()
    {
        ["ConnectString"] = $"{node.Id}{Domain}",
        ["CurrentKernelVersion"] = "",
        ["LockMode"] = instance.LockMode,
        ["MaxConnections"] = 1000,
        ["MaxDiskMbps"] = "",
        ["MaxIOPS"] = 1000,
        ["NodeClass"] = node.Node.Class,
        ["NodeDescription"] = "",
        ["NodeId"] = node.Id,
        ["NodeStorage"] = node.Node.Storage,
        ["Port"] = Port,
        ["ReadonlyReplicas"] = node.Node.ReadonlyReplicas,
        ["ReplicaSetName"] = $"mgset-{node.Id}",
        ["Status"] = "Running",
    };

    private static Reply OfConfigServer(NamedNode node, Instance instance) => new()
    {
        ["ConnectString"] = $"{node.Id}{Domain}",
        ["CurrentKernelVersion"] = "",
        ["LockMode"] = instance.LockMode,
        ["MaxConnections"] = 1000,
        ["MaxIOPS"] = 1000,
        ["NodeClass"] = node.Node.Class,
        ["NodeDescription"] = "",
        ["NodeId"] = node.Id,
        ["NodeStorage"] = node.Node.Storage,
        ["Port"] = Port,
        ["Status"] = "Running",
    };

    private static object[] ReplicasOf(Instance instance) => instance[MongoDbInstances.DBInstanceType] == "sharding"
        ? []
        : [OfReplica("Primary", DomainOf(instance), instance), OfReplica("Secondary", $"{instance.Id}-2{Domain}", instance)];

    private static Reply OfReplica(string role, string domain, Instance instance) => new()
    {
        ["ConnectionDomain"] = domain,
        ["ConnectionPort"] = Port.ToString(CultureInfo.InvariantCulture),
        ["NetworkType"] = instance[MongoDbInstances.NetworkType],
        ["ReplicaSetRole"] = role,
        ["VPCCloudInstanceId"] = instance.Id,
        ["VPCId"] = instance[MongoDbInstances.VpcId],
        ["VSwitchId"] = instance[MongoDbInstances.VSwitchId],
    };

    private static IEnumerable<NamedNode> MongosOf(Instance instance) => NodesOf(instance, MongoDbInstances.Mongos, "s");

    private static IEnumerable<NamedNode> ShardsOf(Instance instance) => NodesOf(instance, MongoDbInstances.Shards, "d");

    private static IEnumerable<NamedNode> ConfigServersOf(Instance instance) => NodesOf(instance, MongoDbInstances.ConfigServers, "cs");

    // s-… for a mongos, d-… for a shard, …-cs for a configuration server.
    private static IEnumerable<NamedNode> NodesOf(Instance instance, ModelProperty nodes, string kind)
    {
        if (instance[MongoDbInstances.DBInstanceType] != "sharding")
            return [];
        return ClusterNodes.Read(instance[nodes])
            .Select((node, i) => new NamedNode(kind == "cs" ? $"{instance.Id}-cs" : $"{kind}-{instance.Id}-{i + 1}", node));
    }

    private sealed record NamedNode(string Id, ClusterNode Node);
}
