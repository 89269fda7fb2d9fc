using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.SelectDb;

/// <summary>
/// An instance as the describes show it, with its clusters. What an emulator cannot know is empty, zero or false; the names are spelled as the vendor does.
/// </summary>
internal static class InstanceReplies
{
    private const string EndpointLabel = "selectdbfe";

    /// <summary>One instance of a list.</summary>
    public static Reply OfList(Instance instance) => new()
    {
        ["Category"] = "basic",
        ["ChargeType"] = instance[SelectDbInstances.ChargeType],
        ["ClusterCount"] = Clusters.Of(instance).Count(),
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
        ["MaintainEndTimeStr"] = MaintainTime.EndOf(instance),
        ["MaintainEndtime"] = MaintainTime.EndOf(instance),
        ["MaintainStartTimeStr"] = MaintainTime.StartOf(instance),
        ["MaintainStarttime"] = MaintainTime.StartOf(instance),
        ["MultiZone"] = Array.Empty<object>(),
        ["ObjectStoreSize"] = 0,
        ["ParentInstance"] = "",
        ["RegionId"] = instance.Region,
        ["ResourceCpu"] = Clusters.Of(instance).Sum(Clusters.CpuCoresOf),
        ["ResourceGroupId"] = instance[SelectDbInstances.ResourceGroupId],
        ["ResourceMemory"] = Clusters.Of(instance).Sum(Clusters.MemoryOf),
        ["ScaleMax"] = 0,
        ["ScaleMin"] = 0,
        ["ScaleReplica"] = 0,
        ["Serverless"] = false,
        ["Status"] = instance.Status,
        ["StorageSize"] = Clusters.Of(instance).Sum(cluster => (long)Clusters.CacheSizeOf(cluster)),
        ["StorageType"] = "",
        ["Tags"] = TagsOf(instance),
        ["TenantClusterId"] = "",
        ["TenantToken"] = "",
        ["TenantUserId"] = "",
        ["VpcId"] = instance[SelectDbInstances.VpcId],
        ["VswitchId"] = instance[SelectDbInstances.VSwitchId],
        ["ZoneId"] = instance[SelectDbInstances.Zone],
        ["connectionString"] = MySqlAddressOf(instance, Clusters.FrontEndIdOf(instance)).Host,
    };

    /// <summary>The details of one instance. <c>CanUpgradeVersionCommunityMap</c> would be empty, and so is left out.</summary>
    public static Reply OfAttribute(Instance instance) => new()
    {
        ["CanUpgradeVersions"] = EngineVersions.After(instance.EngineVersion),
        ["ChargeType"] = instance[SelectDbInstances.ChargeType],
        ["CommunityVersion"] = instance.EngineVersion,
        ["ConfigPatternType"] = "",
        ["CreateTime"] = VendorTime.Write(instance.CreatedAt),
        ["DBClusterList"] = Clusters.Of(instance).Select(cluster => ClusterOf(instance, cluster)).ToArray<object>(),
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
        ["MaintainEndtime"] = MaintainTime.EndOf(instance),
        ["MaintainStarttime"] = MaintainTime.StartOf(instance),
        ["MultiZone"] = Array.Empty<object>(),
        ["OTelBearerToken"] = "",
        ["OTelGrafanaServiceStatus"] = "",
        ["ObjectStoreSize"] = 0,
        ["RegionId"] = instance.Region,
        ["ResourceCpu"] = Clusters.Of(instance).Sum(Clusters.CpuCoresOf),
        ["ResourceGroupId"] = instance[SelectDbInstances.ResourceGroupId],
        ["SecGroupConnValid"] = "",
        ["Serverless"] = false,
        ["Status"] = instance.Status,
        ["StorageSize"] = Clusters.Of(instance).Sum(cluster => (long)Clusters.CacheSizeOf(cluster)),
        ["SubDomain"] = "",
        ["Tags"] = TagsOf(instance),
        ["VSwitchId"] = instance[SelectDbInstances.VSwitchId],
        ["VirtualClusterList"] = Array.Empty<object>(),
        ["VpcId"] = instance[SelectDbInstances.VpcId],
        ["ZoneId"] = instance[SelectDbInstances.Zone],
    };

    /// <summary>
    /// The addresses of one instance: that of its VPC, that of its page on the Web, and the public one where it has one. Each cluster is reached by the first.
    /// </summary>
    public static Reply OfNet(Instance instance) => new()
    {
        ["DBInstanceNetInfos"] = NetsOf(instance).ToArray<object>(),
        ["DBClustersNetInfos"] = Clusters.Of(instance).Select(cluster => VpcNetOf(instance, cluster.Name)).ToArray<object>(),
    };

    /// <summary>Who may connect to one instance.</summary>
    public static Reply OfSecurity(Instance instance) => new()
    {
        ["DBInstanceName"] = instance.Id,
        ["GroupItems"] = SelectDbInstances.Whitelist.GroupsOf(instance).Select(GroupOf).ToArray<object>(),
    };

    /// <summary>The public connection string, or null where there is none.</summary>
    public static string? PublicHostOf(Instance instance) =>
        instance[SelectDbInstances.PublicPrefix] is { Length: > 0 } prefix ? MySqlAddressOf(instance, prefix).Host : null;

    /// <summary>What the address of the web page begins with.</summary>
    public static string WebPageOf(Instance instance) => $"{instance.Id}-webui";

    private static Reply GroupOf(Part group) => new()
    {
        ["GroupName"] = group.Name,

        // So misspelt in the vendor's answer.
        ["AecurityIPType"] = group[Whitelist.AddressType].ToLowerInvariant(),
        ["GroupTag"] = group[Whitelist.Attribute],
        ["SecurityIPList"] = group[Whitelist.Addresses],
        ["WhitelistNetType"] = group[Whitelist.NetworkType].ToLowerInvariant(),
    };

    // Terraform takes the sizes for numbers, although the documentation has the cache as a text, and the instance's name for its id.
    private static Reply ClusterOf(Instance instance, Part cluster) => new()
    {
        ["CacheStorageSizeGB"] = Clusters.CacheSizeOf(cluster),
        ["CacheStorageType"] = "cloud_essd",
        ["ChargeType"] = cluster[SelectDbInstances.ChargeType],
        ["ClusterBinding"] = "",
        ["ClusterNodeCount"] = 1,
        ["ClusterNodeType"] = "",
        ["CpuCores"] = Clusters.CpuCoresOf(cluster),
        ["CreatedTime"] = Clusters.CreatedTimeOf(instance, cluster),
        ["DbClusterClass"] = cluster[SelectDbInstances.InstanceClass],
        ["DbClusterId"] = cluster.Name,
        ["DbClusterName"] = cluster[SelectDbInstances.ClusterName],
        ["DbInstanceName"] = instance.Id,
        ["Memory"] = Clusters.MemoryOf(cluster),
        ["ModifiedTime"] = Clusters.CreatedTimeOf(instance, cluster),
        ["PerformanceLevel"] = "PL1",
        ["ScaleMax"] = 0,
        ["ScaleMin"] = 0,
        ["ScalingRulesEnable"] = false,
        ["StartTime"] = Clusters.CreatedTimeOf(instance, cluster),
        ["Status"] = Clusters.StatusOf(instance, cluster),
        ["SubDomain"] = "",
        ["VSwitchId"] = cluster[SelectDbInstances.VSwitchId],
        ["ZoneId"] = cluster[SelectDbInstances.Zone],
    };

    private static IEnumerable<Reply> NetsOf(Instance instance)
    {
        var webPage = WebPageOf(instance);
        yield return VpcNetOf(instance, Clusters.FirstIdOf(instance));
        yield return PublicNetOf(instance, webPage, [PortOf("HttpPort", HttpAddressOf(instance, webPage))]);
        if (instance[SelectDbInstances.PublicPrefix] is { Length: > 0 } prefix)
            yield return PublicNetOf(instance, prefix, PortsOf(instance, prefix));
    }

    private static Reply VpcNetOf(Instance instance, string clusterId) => new()
    {
        ["NetType"] = "VPC",
        ["VpcInstanceId"] = Clusters.FrontEndIdOf(instance),
        ["VpcId"] = instance[SelectDbInstances.VpcId],
        ["VswitchId"] = instance[SelectDbInstances.VSwitchId],
        ["UserVisible"] = true,
        ["ConnectionString"] = MySqlAddressOf(instance, Clusters.FrontEndIdOf(instance)).Host,
        ["Ip"] = "127.0.0.1",
        ["PortList"] = PortsOf(instance, Clusters.FrontEndIdOf(instance)),
        ["ClusterId"] = clusterId,
    };

    private static Reply PublicNetOf(Instance instance, string prefix, object[] ports) => new()
    {
        ["NetType"] = "PUBLIC",
        ["VpcInstanceId"] = "",
        ["VpcId"] = "",
        ["VswitchId"] = "",
        ["UserVisible"] = true,
        ["ConnectionString"] = MySqlAddressOf(instance, prefix).Host,
        ["Ip"] = "127.0.0.1",
        ["PortList"] = ports,
        ["ClusterId"] = Clusters.FirstIdOf(instance),
    };

    private static object[] PortsOf(Instance instance, string prefix) =>
        [PortOf("MySQLPort", MySqlAddressOf(instance, prefix)), PortOf("HttpPort", HttpAddressOf(instance, prefix))];

    private static Reply PortOf(string protocol, Address address) =>
        new() { ["Protocol"] = protocol, ["Port"] = int.Parse(address.Port, CultureInfo.InvariantCulture) };

    private static Address MySqlAddressOf(Instance instance, string prefix) => Address.Of(instance, EndpointLabel, "9030", prefix);

    private static Address HttpAddressOf(Instance instance, string prefix) => Address.Of(instance, EndpointLabel, "8080", prefix);

    private static object[] TagsOf(Instance instance) => [.. instance.Tags.Select(tag => new Reply { ["TagKey"] = tag.Key, ["TagValue"] = tag.Value })];

    private static string LockReasonOf(Instance instance) => instance.LockMode == SelectDbInstances.Model.Unlocked ? "nolock" : "lock";
}
