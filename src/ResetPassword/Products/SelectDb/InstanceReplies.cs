using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.SelectDb;

/// <summary>
/// An instance as the describes show it, with the one cluster it has. What an emulator cannot know is empty, zero or false; the names are spelled as the
/// vendor does.
/// </summary>
internal static class InstanceReplies
{
    private const int CpuCores = 4;
    private const int MemoryGigabytes = 32;

    /// <summary>One instance of a list.</summary>
    public static Reply OfList(Instance instance) => new()
    {
        ["Category"] = "basic",
        ["ChargeType"] = instance[SelectDbInstances.ChargeType],
        ["ClusterCount"] = 1,
        ["DBInstanceId"] = instance.Id,
        ["DeployScheme"] = instance[SelectDbInstances.DeployScheme],
        ["Description"] = instance[SelectDbInstances.Description],
        ["Engine"] = instance.Engine,
        ["EngineMinorVersion"] = instance.EngineVersion,
        ["EngineVersion"] = instance.EngineVersion,
        ["ExpireTime"] = "",
        ["FEClusterList"] = Array.Empty<object>(),
        ["GmtCreated"] = VendorTime.WriteMinutes(instance.CreatedAt),
        ["GmtModified"] = VendorTime.WriteMinutes(instance.CreatedAt),
        ["InstanceUsedType"] = "Instance",
        ["IsDeleted"] = false,
        ["LockMode"] = int.Parse(instance.LockMode, CultureInfo.InvariantCulture),
        ["LockReason"] = LockReasonOf(instance),
        ["MaintainEndTimeStr"] = "",
        ["MaintainEndtime"] = "",
        ["MaintainStartTimeStr"] = "",
        ["MaintainStarttime"] = "",
        ["MultiZone"] = Array.Empty<object>(),
        ["ObjectStoreSize"] = 0,
        ["ParentInstance"] = "",
        ["RegionId"] = instance.Region,
        ["ResourceCpu"] = CpuCores,
        ["ResourceGroupId"] = instance[SelectDbInstances.ResourceGroupId],
        ["ResourceMemory"] = MemoryGigabytes,
        ["ScaleMax"] = 0,
        ["ScaleMin"] = 0,
        ["ScaleReplica"] = 0,
        ["Serverless"] = false,
        ["Status"] = instance.Status,
        ["StorageSize"] = CacheSizeOf(instance),
        ["StorageType"] = "",
        ["Tags"] = TagsOf(instance),
        ["TenantClusterId"] = "",
        ["TenantToken"] = "",
        ["TenantUserId"] = "",
        ["VpcId"] = instance[SelectDbInstances.VpcId],
        ["VswitchId"] = instance[SelectDbInstances.VSwitchId],
        ["ZoneId"] = instance[SelectDbInstances.Zone],
        ["connectionString"] = ConnectionStringOf(instance),
    };

    /// <summary>The details of one instance. <c>CanUpgradeVersionCommunityMap</c> would be empty, and so is left out.</summary>
    public static Reply OfAttribute(Instance instance) => new()
    {
        ["CanUpgradeVersions"] = Array.Empty<object>(),
        ["ChargeType"] = instance[SelectDbInstances.ChargeType],
        ["CommunityVersion"] = instance.EngineVersion,
        ["ConfigPatternType"] = "",
        ["CreateTime"] = VendorTime.Write(instance.CreatedAt),
        ["DBClusterList"] = (object[])[ClusterOf(instance)],
        ["DBInstanceId"] = instance.Id,
        ["DeployScheme"] = instance[SelectDbInstances.DeployScheme],
        ["Description"] = instance[SelectDbInstances.Description],
        ["Engine"] = instance.Engine,
        ["EngineMinorVersion"] = instance.EngineVersion,
        ["EngineVersion"] = instance.EngineVersion,
        ["ExpireTime"] = "",
        ["FEClusterList"] = Array.Empty<object>(),
        ["GmtModified"] = VendorTime.WriteMinutes(instance.CreatedAt),
        ["LangfuseInstanceIds"] = Array.Empty<object>(),
        ["LockMode"] = int.Parse(instance.LockMode, CultureInfo.InvariantCulture),
        ["LockReason"] = LockReasonOf(instance),
        ["MCPServerServiceStatus"] = "",
        ["MaintainEndtime"] = "",
        ["MaintainStarttime"] = "",
        ["MultiZone"] = Array.Empty<object>(),
        ["OTelBearerToken"] = "",
        ["OTelGrafanaServiceStatus"] = "",
        ["ObjectStoreSize"] = 0,
        ["RegionId"] = instance.Region,
        ["ResourceCpu"] = CpuCores,
        ["ResourceGroupId"] = instance[SelectDbInstances.ResourceGroupId],
        ["SecGroupConnValid"] = "",
        ["Serverless"] = false,
        ["Status"] = instance.Status,
        ["StorageSize"] = CacheSizeOf(instance),
        ["SubDomain"] = "",
        ["Tags"] = TagsOf(instance),
        ["VSwitchId"] = instance[SelectDbInstances.VSwitchId],
        ["VirtualClusterList"] = Array.Empty<object>(),
        ["VpcId"] = instance[SelectDbInstances.VpcId],
        ["ZoneId"] = instance[SelectDbInstances.Zone],
    };

    /// <summary>The addresses of one instance: those of its VPC.</summary>
    public static Reply OfNet(Instance instance) => new()
    {
        ["DBInstanceNetInfos"] = (object[])[NetOf(instance)],
        ["DBClustersNetInfos"] = (object[])[NetOf(instance)],
    };

    /// <summary>Who may connect to one instance.</summary>
    public static Reply OfSecurity(Instance instance) => new()
    {
        ["DBInstanceName"] = instance.Id,
        ["GroupItems"] = (object[])
        [
            new Reply
            {
                ["GroupName"] = "default",

                // So misspelt in the vendor's answer.
                ["AecurityIPType"] = "ipv4",
                ["GroupTag"] = "",
                ["SecurityIPList"] = instance[SelectDbInstances.SecurityIPList],
                ["WhitelistNetType"] = "mix",
            },
        ],
    };

    // Terraform asks for the cluster of this id, and takes its sizes for numbers, although the documentation has the cache as a text.
    private static Reply ClusterOf(Instance instance) => new()
    {
        ["CacheStorageSizeGB"] = CacheSizeOf(instance),
        ["CacheStorageType"] = "cloud_essd",
        ["ChargeType"] = instance[SelectDbInstances.ChargeType],
        ["ClusterBinding"] = "",
        ["ClusterNodeCount"] = 1,
        ["ClusterNodeType"] = "",
        ["CpuCores"] = CpuCores,
        ["CreatedTime"] = VendorTime.Write(instance.CreatedAt),
        ["DbClusterClass"] = instance[SelectDbInstances.InstanceClass],
        ["DbClusterId"] = ClusterIdOf(instance),
        ["DbClusterName"] = "be",
        ["DbInstanceName"] = instance[SelectDbInstances.Description],
        ["Memory"] = MemoryGigabytes,
        ["ModifiedTime"] = VendorTime.Write(instance.CreatedAt),
        ["PerformanceLevel"] = "PL1",
        ["ScaleMax"] = 0,
        ["ScaleMin"] = 0,
        ["ScalingRulesEnable"] = false,
        ["StartTime"] = VendorTime.Write(instance.CreatedAt),
        ["Status"] = instance.Status,
        ["SubDomain"] = "",
        ["VSwitchId"] = instance[SelectDbInstances.VSwitchId],
        ["ZoneId"] = instance[SelectDbInstances.Zone],
    };

    private static Reply NetOf(Instance instance) => new()
    {
        ["NetType"] = "VPC",
        ["VpcInstanceId"] = $"{instance.Id}-fe",
        ["VpcId"] = instance[SelectDbInstances.VpcId],
        ["VswitchId"] = instance[SelectDbInstances.VSwitchId],
        ["UserVisible"] = true,
        ["ConnectionString"] = ConnectionStringOf(instance),
        ["Ip"] = "127.0.0.1",
        ["PortList"] = (object[])
        [
            new Reply { ["Protocol"] = "MySQLPort", ["Port"] = 9030 },
            new Reply { ["Protocol"] = "HttpPort", ["Port"] = 8080 },
        ],
        ["ClusterId"] = ClusterIdOf(instance),
    };

    private static object[] TagsOf(Instance instance) => [.. instance.Tags.Select(tag => new Reply { ["TagKey"] = tag.Key, ["TagValue"] = tag.Value })];

    private static string ClusterIdOf(Instance instance) => $"{instance.Id}-be";

    private static string ConnectionStringOf(Instance instance) => $"{instance.Id}-fe.selectdbfe.rds{HostName.VendorDomain}";

    private static string LockReasonOf(Instance instance) => instance.LockMode == SelectDbInstances.Model.Unlocked ? "nolock" : "lock";

    private static int CacheSizeOf(Instance instance) => int.Parse(instance[SelectDbInstances.CacheSize], CultureInfo.InvariantCulture);
}
