using System.Collections.Frozen;
using ResetPassword.Model;

namespace ResetPassword.Products.SelectDb;

/// <summary>What a SelectDB instance may look like.</summary>
internal static class SelectDbInstances
{
    public static readonly ModelProperty ClusterRunning = ModelProperty.Boolean("clusterRunning", true, "Whether the instance's cluster runs.");

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
        Properties = [ClusterRunning, Description, InstanceClass, CacheSize, ChargeType, Zone, VpcId, VSwitchId, SecurityIPList, ResourceGroupId, DeployScheme],
        AccountTypes = ["Super", "Normal"],
    };
}
