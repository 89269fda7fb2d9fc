using System.Collections.Frozen;
using ResetPassword.Model;

namespace ResetPassword.Products.SelectDb;

/// <summary>What a SelectDB instance may look like.</summary>
internal static class SelectDbInstances
{
    public static readonly ModelProperty ClusterRunning =
        ModelProperty.Boolean("clusterRunning", true, "Whether the cluster runs: the instance's first one, or this.");
    public static readonly ModelProperty ClusterName =
        ModelProperty.Text("clusterName", "be", "The name of the cluster: of the instance's first one, or this.");
    public static readonly ModelProperty ClusterCreated =
        ModelProperty.Text("clusterCreated", "", "When the cluster was created; empty where that was together with the instance.");
    public static readonly ModelProperty ChangingCluster =
        ModelProperty.Text("changingCluster", "", "The id of the cluster that the instance's status is about; empty where it is about all of it.");

    public static readonly ModelProperty Description = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty InstanceClass = ModelProperty.Text("instanceClass", "selectdb.xlarge", "The instance type.");
    public static readonly ModelProperty CacheSize = ModelProperty.Number("cacheSize", 200, "The cache, in GB.");
    public static readonly ModelProperty ChargeType = new("chargeType", "Postpaid", ["Postpaid", "Prepaid"], "The billing method.");
    public static readonly ModelProperty Zone = ModelProperty.Text("zone", "cn-hangzhou-h", "The zone.");
    public static readonly ModelProperty VpcId = ModelProperty.Text("vpcId", "vpc-emulated", "The VPC.");
    public static readonly ModelProperty VSwitchId = ModelProperty.Text("vSwitchId", "vsw-emulated", "The vSwitch.");
    public static readonly ModelProperty SecurityIPList = ModelProperty.Text("securityIPList", "127.0.0.1", "The addresses that may connect.");
    public static readonly ModelProperty ResourceGroupId = ModelProperty.Text("resourceGroupId", "rg-emulated", "The resource group.");
    public static readonly ModelProperty DeployScheme = ModelProperty.Text("deployScheme", "single_az", "Over how many zones it is spread.");

    public static readonly ModelProperty PublicPrefix =
        ModelProperty.Text("publicPrefix", "", "What the public connection string begins with; empty where there is none.");
    public static readonly ModelProperty MaintainTime = ModelProperty.Text("maintainTime", "", "The maintenance window, such as 02:00-06:00.");

    public static readonly Whitelist Whitelist = new(SecurityIPList, maxGroups: 200, maxAddresses: 200, maxAddressesOfGroup: 50);

    /// <summary>What a cluster has is named as what the instance has for its first one.</summary>
    public static readonly PartKind Clusters = new("clusters", "The clusters besides the first one, by id.",
        [ClusterName, ClusterRunning, ClusterCreated, InstanceClass, CacheSize, ChargeType, Zone, VSwitchId])
    {
        FindFault = SelectDb.Clusters.FindFault,
    };

    /// <summary>The regions that have the product, of the vendor's endpoint list.</summary>
    /// <remarks>github.com/aliyun/alibabacloud-sdk, selectdb-20230522</remarks>
    public static readonly FrozenSet<string> Regions = FrozenSet.Create(
        "ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "cn-beijing", "cn-chengdu", "cn-guangzhou", "cn-hangzhou", "cn-heyuan", "cn-hongkong", "cn-huhehaote", "cn-qingdao", "cn-shanghai",
        "cn-shanghai-finance-1", "cn-shenzhen", "cn-wulanchabu", "cn-zhangjiakou", "eu-central-1", "eu-west-1", "na-south-1", "us-east-1",
        "us-west-1");

    public static readonly InstanceModel Model = new()
    {
        Regions = Regions,
        Statuses =
        [
            "ACTIVATION", "CREATING", "RESOURCE_CHANGING", "ORDER_PREPARING", "READONLY_RESOURCE_CHANGING", "DELETING", "RESOURCE_PREPARING",
            "CLASS_CHANGING", "MODULE_UPGRADING", "NET_CREATING", "NET_DELETING", "STOPPING", "STOPPED", "STARTING", "RESTART", "RESTARTING", "MODIFY_PARAM",
        ],

        // The vendor documents 0 and says no more of the others than that they lock.
        LockModes = ["0", "1"],
        Engines = ["selectdb"],
        Properties =
        [
            ClusterRunning, ClusterName, ClusterCreated, ChangingCluster, Description, InstanceClass, CacheSize, ChargeType, Zone, VpcId, VSwitchId,
            SecurityIPList, ResourceGroupId, DeployScheme, PublicPrefix, MaintainTime,
        ],
        Parts = [Whitelist.Groups, Clusters, ClusterConfigs.Changes],
        AccountTypes = ["Super", "Normal"],
    };
}
