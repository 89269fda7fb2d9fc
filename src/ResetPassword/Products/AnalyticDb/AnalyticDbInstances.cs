using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>What an AnalyticDB for PostgreSQL instance may look like. The states are spelled as the vendor does.</summary>
internal static class AnalyticDbInstances
{
    /// <summary>The port of the connection string, and how it is deployed: the same for all.</summary>
    public const string Port = "5432";
    public const string DeployType = "cluster";

    public static readonly ModelProperty Description = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty Category = new("category", "HighAvailability", ["HighAvailability", "Basic"], "The edition.");
    public static readonly ModelProperty Mode =
        new("mode", "StorageElastic", ["StorageElastic", "Serverless", "ServerlessPro", "Classic"], "The resource type.");
    public static readonly ModelProperty ProductType = new("productType", "standard", ["standard", "cost-effective"], "The product type.");
    public static readonly ModelProperty PayType =
        new("payType", "Postpaid", ["Postpaid", "Prepaid"], "The billing method: a prepaid instance cannot be deleted.");
    public static readonly ModelProperty Spec = ModelProperty.Text("spec", "2C16G", "Cores and memory of a node.");
    public static readonly ModelProperty SegmentNodes = ModelProperty.Number("segmentNodes", 4, "How many compute nodes.");
    public static readonly ModelProperty StorageType = ModelProperty.Text("storageType", "cloud_essd", "The storage type.");
    public static readonly ModelProperty StorageSize = ModelProperty.Number("storageSize", 50, "The storage of a node, in GB.");
    public static readonly ModelProperty NetworkType = ModelProperty.Text("networkType", "VPC", "VPC or Classic.");
    public static readonly ModelProperty Zone = ModelProperty.Text("zone", "cn-hangzhou-h", "The zone.");
    public static readonly ModelProperty VpcId = ModelProperty.Text("vpcId", "vpc-emulated", "The VPC.");
    public static readonly ModelProperty VSwitchId = ModelProperty.Text("vSwitchId", "vsw-emulated", "The vSwitch.");
    public static readonly ModelProperty SecurityIPList = ModelProperty.Text("securityIPList", "127.0.0.1", "The addresses that may connect.");
    public static readonly ModelProperty ResourceGroupId = ModelProperty.Text("resourceGroupId", "rg-emulated", "The resource group.");
    public static readonly ModelProperty AccountQuota = ModelProperty.Number("accountQuota", 200, "How many accounts the instance may have.");
    public static readonly ModelProperty AccountDescription = ModelProperty.Text("description", "", "The description.");

    public static readonly InstanceModel Model = new()
    {
        Statuses =
        [
            "Running", "Creating", "Deleting", "Rebooting", "DBInstanceClassChanging", "Transfering", "EngineVersionUpgrading", "TransferingToOtherInstance",
            "GuardDBInstanceCreating", "Restoring", "Importing", "ImportingFromOtherInstance", "DBInstanceNetTypeChanging", "GuardSwitching", "IDLE",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota"],
        Engines = ["gpdb"],
        Properties =
        [
            Description, Category, Mode, ProductType, PayType, Spec, SegmentNodes, StorageType, StorageSize, NetworkType, Zone, VpcId, VSwitchId,
            SecurityIPList, ResourceGroupId, AccountQuota,
        ],
        AccountProperties = [AccountDescription],
        AccountTypes = ["Super", "Normal"],

        // In use, being created, being deleted; there is no 2.
        AccountStatuses = ["1", "0", "3"],
    };

    /// <summary>Whether the status is that of an instance in use: a serverless one may be idle.</summary>
    public static bool IsUsable(Instance instance) =>
        instance.Status == Model.Running || (instance.Status == "IDLE" && instance[Mode].StartsWith("Serverless", StringComparison.Ordinal));

    /// <summary>The host name that a database client would connect to; nothing is there.</summary>
    public static string ConnectionStringOf(Instance instance) => $"{instance.Id}-master.gpdb.rds{HostName.VendorDomain}";

    public static long AccountQuotaOf(Instance instance) => long.Parse(instance[AccountQuota], CultureInfo.InvariantCulture);
}
