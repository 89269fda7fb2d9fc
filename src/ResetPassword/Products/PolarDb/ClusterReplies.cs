using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// A cluster as DescribeDBClusters and DescribeDBClusterAttribute show it: names and shapes differ between the two. What an emulator cannot know is empty,
/// zero or false.
/// </summary>
internal static class ClusterReplies
{
    private const string Engine = "POLARDB";

    /// <summary>One cluster of a list.</summary>
    public static Reply OfList(Instance cluster) => new()
    {
        ["VpcId"] = cluster[PolarDbInstances.VpcId],
        ["VswitchId"] = cluster[PolarDbInstances.VSwitchId],
        ["ExpireTime"] = "",
        ["Expired"] = "false",
        ["DBNodeNumber"] = PolarDbInstances.NodeCountOf(cluster),
        ["CreateTime"] = VendorTime.Write(cluster.CreatedAt),
        ["PayType"] = cluster[PolarDbInstances.PayType],
        ["StoragePayType"] = "",
        ["ServerlessType"] = cluster[PolarDbInstances.ServerlessType],
        ["StrictConsistency"] = "OFF",
        ["HotStandbyCluster"] = "OFF",
        ["DBNodeClass"] = cluster[PolarDbInstances.NodeClass],
        ["Tags"] = new Reply { ["Tag"] = Tags.RepliesOf(cluster) },
        ["DBType"] = cluster.Engine,
        ["LockMode"] = cluster.LockMode,
        ["DBNodes"] = new Reply { ["DBNode"] = PolarDbInstances.NodeIdsOf(cluster).Select((id, index) => NodeOfList(cluster, id, index)).ToArray<object>() },
        ["RegionId"] = cluster.Region,
        ["DeletionLock"] = DeletionLockOf(cluster),
        ["DBVersion"] = cluster.EngineVersion,
        ["DBClusterId"] = cluster.Id,
        ["DBClusterStatus"] = cluster.Status,
        ["ResourceGroupId"] = cluster[PolarDbInstances.ResourceGroupId],
        ["StorageUsed"] = 0,
        ["StorageSpace"] = StorageSpaceOf(cluster),
        ["StorageType"] = cluster[PolarDbInstances.StorageType],
        ["SearchStorageUsed"] = 0,
        ["DBClusterNetworkType"] = cluster[PolarDbInstances.NetworkType],
        ["DBClusterDescription"] = cluster[PolarDbInstances.Description],
        ["ZoneId"] = cluster[PolarDbInstances.Zone],
        ["Engine"] = Engine,
        ["Category"] = cluster[PolarDbInstances.Category],
        ["AiType"] = "",
        ["CpuCores"] = "",
        ["MemorySize"] = "",
        ["RemoteMemorySize"] = "",
        ["ConnectionResourceQuota"] = 0,
        ["ConnectionResourceUsed"] = 0,
        ["SubCategory"] = "Exclusive",
    };

    /// <summary>The details of one cluster: flat, its lists plain arrays.</summary>
    public static Reply OfAttribute(Instance cluster) => new()
    {
        ["DeletionLock"] = DeletionLockOf(cluster),
        ["Category"] = cluster[PolarDbInstances.Category],
        ["ResourceGroupId"] = cluster[PolarDbInstances.ResourceGroupId],
        ["DataLevel1BackupChainSize"] = 0,
        ["DBClusterId"] = cluster.Id,
        ["DBType"] = cluster.Engine,
        ["DBClusterNetworkType"] = cluster[PolarDbInstances.NetworkType],
        ["IsLatestVersion"] = true,
        ["HasCompleteStandbyRes"] = false,
        // Of any other word, Terraform waits for a second zone.
        ["HotStandbyCluster"] = "StandbyClusterOFF",
        ["DataSyncMode"] = "",
        ["StandbyHAMode"] = "",
        ["CompressStorageMode"] = "",
        ["StorageMax"] = 0,
        ["DBVersion"] = cluster.EngineVersion,
        ["DBNodes"] = PolarDbInstances.NodeIdsOf(cluster).Select((id, index) => NodeOfAttribute(cluster, id, index)).ToArray<object>(),
        ["ZoneIds"] = cluster[PolarDbInstances.Zone],
        ["MaintainTime"] = "18:00Z-19:00Z",
        ["Engine"] = Engine,
        ["Tags"] = Tags.RepliesOf(cluster),
        ["VPCId"] = cluster[PolarDbInstances.VpcId],
        ["DBClusterStatus"] = cluster.Status,
        ["VSwitchId"] = cluster[PolarDbInstances.VSwitchId],
        ["DBClusterDescription"] = cluster[PolarDbInstances.Description],
        ["Expired"] = "false",
        ["PayType"] = cluster[PolarDbInstances.PayType],
        ["StoragePayType"] = "",
        ["LockMode"] = cluster.LockMode,
        ["StorageUsed"] = 0,
        ["CompressStorageUsed"] = 0,
        ["StorageSpace"] = StorageSpaceOf(cluster),
        ["DBVersionStatus"] = "Stable",
        ["CreationTime"] = VendorTime.Write(cluster.CreatedAt),
        ["SQLSize"] = 0,
        ["InodeTotal"] = 0,
        ["InodeUsed"] = 0,
        ["BlktagTotal"] = 0,
        ["BlktagUsed"] = 0,
        ["RegionId"] = cluster.Region,
        ["ExpireTime"] = "",
        ["SubCategory"] = "Exclusive",
        ["IsProxyLatestVersion"] = true,
        ["StorageType"] = cluster[PolarDbInstances.StorageType],
        ["ServerlessType"] = cluster[PolarDbInstances.ServerlessType],
        ["StrictConsistency"] = "OFF",
        ["ProxyCpuCores"] = "",
        ["ProxyStandardCpuCores"] = "",
        ["ProxyType"] = "",
        ["ProxyStatus"] = "",
        ["ProxyServerlessType"] = "",
        ["Architecture"] = "X86",
        ["AiType"] = "",
        ["AutoUpgradeMinorVersion"] = "",
        ["Branch"] = new Reply { ["BranchLsn"] = "", ["BranchTime"] = "", ["ChildBranch"] = Array.Empty<object>(), ["ParentInsName"] = "" },
        ["BurstingEnabled"] = "",
        ["ColumnTable"] = "",
        ["ConnectionResourceQuota"] = 0,
        ["ConnectionResourceUsed"] = 0,
        ["ImciAutoIndex"] = "",
        ["ImperceptibleSwitch"] = "",
        ["ProvisionedIops"] = int.Parse(cluster[PolarDbInstances.ProvisionedIops], CultureInfo.InvariantCulture),
        ["RowCompression"] = "",
        ["SearchClusterStatus"] = "",
        ["SearchCompressStorageUsed"] = 0,
        ["SearchStorageUsed"] = 0,
        ["StorageAutoScale"] = "",
        ["StorageUpperBound"] = 0,
        ["AiCreatingTime"] = "",
        ["SupportInstantSwitchWithImci"] = "",
        ["Orca"] = "",
        ["SourceDBCluster"] = "",
        ["SourceRegionId"] = "",
        ["RestoreType"] = "",
        ["RestoreDataPoint"] = "",
    };

    private static Reply NodeOfList(Instance cluster, string id, int index) => new()
    {
        ["DBNodeClass"] = cluster[PolarDbInstances.NodeClass],
        ["ZoneId"] = cluster[PolarDbInstances.Zone],
        ["DBNodeRole"] = RoleOf(index),
        ["DBNodeId"] = id,
        ["RegionId"] = cluster.Region,
        ["Serverless"] = "",
        ["ImciSwitch"] = "OFF",
        ["HotReplicaMode"] = "OFF",
    };

    private static Reply NodeOfAttribute(Instance cluster, string id, int index) => new()
    {
        ["CreationTime"] = VendorTime.Write(cluster.CreatedAt),
        ["FailoverPriority"] = 1,
        ["MaxIOPS"] = 0,
        ["DBNodeClass"] = cluster[PolarDbInstances.NodeClass],
        ["CpuCores"] = "",
        ["MemorySize"] = "",
        ["DBNodeRole"] = RoleOf(index),
        ["ZoneId"] = cluster[PolarDbInstances.Zone],
        ["MaxConnections"] = 0,
        ["DBNodeStatus"] = PolarDbInstances.Model.Running,
        ["DBNodeId"] = id,
        ["ImciSwitch"] = "OFF",
        ["HotReplicaMode"] = "OFF",
        ["AddedCpuCores"] = "",
        ["MasterId"] = "",
        ["SccMode"] = "OFF",
        ["ServerWeight"] = "1",
        ["ServerlessType"] = cluster[PolarDbInstances.ServerlessType],
        ["SubCluster"] = "",
        ["RemoteMemorySize"] = "",
        ["DBNodeCXLRemoteMemory"] = "",
        ["DBNodeDescription"] = "",
        ["MirrorInsName"] = "",
        ["MultiMasterLocalStandby"] = "",
        ["MultiMasterPrimaryNode"] = "",
        ["RemoteMemoryMax"] = 0,
        ["RemoteMemoryMin"] = 0,
        ["RemoteMemoryRecommended"] = 0,
        ["SubGroupDescription"] = "",
        ["Orca"] = "",
    };

    private static string RoleOf(int index) => index == 0 ? "Writer" : "Reader";

    private static int DeletionLockOf(Instance cluster) => cluster.Is(PolarDbInstances.DeletionLock) ? 1 : 0;

    // In bytes.
    private static long StorageSpaceOf(Instance cluster) => long.Parse(cluster[PolarDbInstances.StorageSpace], CultureInfo.InvariantCulture) << 30;
}
