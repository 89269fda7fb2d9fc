using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>What a PolarDB cluster may look like. The states are spelled as the vendor does.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/cluster-status-table</remarks>
internal static class PolarDbInstances
{
    public const string MySql = "MySQL";
    public const string PostgreSql = "PostgreSQL";
    public const string Oracle = "Oracle";

    /// <summary>A cluster with this status is gone and only remembered.</summary>
    public const string Released = "Deleted";

    public static readonly ModelProperty TaskInProgress = ModelProperty.Boolean("taskInProgress", false, "Whether another task runs on the cluster.");
    public static readonly ModelProperty GdnRole = new("gdnRole", "None", ["None", "Primary", "Secondary"], "The role in a global database network.");

    public static readonly ModelProperty Description = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty NodeClass = ModelProperty.Text("nodeClass", "polar.mysql.x4.medium", "The specification of the nodes.");
    public static readonly ModelProperty NodeCount =
        ModelProperty.Number("nodeCount", 2, "How many nodes, at most 16: the first writes, the others read.", max: 16);
    public static readonly ModelProperty Category =
        new("category", "Normal", ["Normal", "Basic", "ArchiveNormal", "NormalMultimaster", "SENormal"], "The edition.");
    public static readonly ModelProperty PayType =
        new("payType", "Postpaid", ["Postpaid", "Prepaid"], "The billing method: a prepaid cluster cannot be deleted.");
    public static readonly ModelProperty DeletionLock = ModelProperty.Boolean("deletionLock", false, "Whether DeleteDBCluster is refused.");
    public static readonly ModelProperty NetworkType = ModelProperty.Text("networkType", "VPC", "The kind of network.");
    public static readonly ModelProperty Zone = ModelProperty.Text("zone", "cn-hangzhou-h", "The zone.");
    public static readonly ModelProperty VpcId = ModelProperty.Text("vpcId", "vpc-emulated", "The VPC.");
    public static readonly ModelProperty VSwitchId = ModelProperty.Text("vSwitchId", "vsw-emulated", "The vSwitch.");
    public static readonly ModelProperty ResourceGroupId = ModelProperty.Text("resourceGroupId", "rg-emulated", "The resource group.");
    public static readonly ModelProperty StorageType = ModelProperty.Text("storageType", "PSL5", "The storage type.");
    public static readonly ModelProperty StorageSpace = ModelProperty.Number("storageSpace", 0, "The storage, in GB; 0 where it grows by itself.");
    public static readonly ModelProperty ServerlessType = ModelProperty.Text("serverlessType", "", "The kind of serverless cluster, or nothing.");
    public static readonly ModelProperty AccountQuota = ModelProperty.Number("accountQuota", 500, "How many accounts the cluster may have.");
    public static readonly ModelProperty DatabaseQuota = ModelProperty.Number("databaseQuota", 500, "How many databases the cluster may have.");

    public static readonly ModelProperty AccountDescription = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty LockState = new("lockState", "UnLock", ["UnLock", "Lock"], "Whether the account is locked.");
    public static readonly ModelProperty PasswordValidTime = ModelProperty.Text("passwordValidTime", "undefined", "Until when the password is valid.");
    public static readonly ModelProperty OwnsObjects =
        ModelProperty.Boolean("ownsObjects", false, "Whether objects in the databases depend on the account, which then cannot be deleted.");
    public static readonly ModelProperty CreatedWith =
        ModelProperty.Text("createdWith", "", "What tells the request that created it from another with the same ClientToken.");

    public static readonly InstanceModel Model = new()
    {
        IdPrefix = "pc-",
        Statuses =
        [
            "Running", "Creating", "Rebooting", "Starting", "Stopped", "Deleting", Released, "INS_MAINTAINING", "Switching", "Transing", "ClassChanging",
            "ClassChanged", "MinorVersionUpgrading", "MajorVersionUpgrading", "STORAGE_EXPANDIN", "UPGRADE_FORBIDDEN", "SSL_MODIFYING", "TDEModifying",
            "DBNodeCreating", "DBNodeDeleting", "StandbyTransing", "NetAddressCreating", "NetAddressDeleting", "NetAddressModifying", "CONFIG_SWITCHING",
            "ROLE_SWITCHING", "WarmCreating", "ConfigSwitching", "Maintaining",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration"],
        Engines = [MySql, PostgreSql, Oracle],
        Properties =
        [
            TaskInProgress, GdnRole, Description, NodeClass, NodeCount, Category, PayType, DeletionLock, NetworkType, Zone, VpcId, VSwitchId,
            ResourceGroupId, StorageType, StorageSpace, ServerlessType, AccountQuota, DatabaseQuota,
        ],
        AccountProperties = [AccountDescription, LockState, PasswordValidTime, OwnsObjects, CreatedWith],
        DatabaseStatuses = ["Running", "Creating", "Deleting"],
        AccountTypes = ["Normal", "Super", "DynamoDB", "ReadOnly"],
        AccountStatuses = ["Available", "Creating", "Deleting"],
    };

    /// <summary>The versions of each engine.</summary>
    public static IReadOnlyList<string> VersionsOf(string engine) => engine switch
    {
        PostgreSql => ["11", "14", "15", "16", "17", "18"],
        Oracle => ["11", "14"],
        _ => ["5.6", "5.7", "8.0"],
    };

    /// <summary>The host name that a database client would connect to; nothing is there.</summary>
    public static string ConnectionStringOf(Instance cluster) => $"{cluster.Id}.rwlb.rds{HostName.VendorDomain}";

    public static long AccountQuotaOf(Instance cluster) => long.Parse(cluster[AccountQuota], CultureInfo.InvariantCulture);

    public static long DatabaseQuotaOf(Instance cluster) => long.Parse(cluster[DatabaseQuota], CultureInfo.InvariantCulture);

    /// <summary>The nodes' ids: the writer's first.</summary>
    public static IEnumerable<string> NodeIdsOf(Instance cluster) =>
        Enumerable.Range(1, NodeCountOf(cluster))
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"pi-{cluster.Id[Model.IdPrefix.Length..]}{number}"));

    public static int NodeCountOf(Instance cluster) => int.Parse(cluster[NodeCount], CultureInfo.InvariantCulture);
}
