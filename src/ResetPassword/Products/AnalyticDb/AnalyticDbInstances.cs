using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>What an AnalyticDB for PostgreSQL instance may look like. The states are spelled as the vendor does.</summary>
internal static class AnalyticDbInstances
{
    /// <summary>How it is deployed: the same for all.</summary>
    public const string DeployType = "cluster";

    /// <summary>What a node can have.</summary>
    public static readonly string[] Specs = ["2C16G", "4C32G", "16C128G", "2C8G", "4C16G", "8C32G", "16C64G"];

    /// <summary>The status of an instance after PauseInstance.</summary>
    public const string Stopped = "STOPPED";

    private const string Service = "gpdb";

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
    public static readonly ModelProperty ConnectionPrefix =
        ModelProperty.Text("connectionPrefix", "", "What the name of its host begins with; the id and -master where it is empty.");
    public static readonly ModelProperty Port = ModelProperty.Text("port", "5432", "The port of its host.");
    public static readonly ModelProperty MaintainStartTime = ModelProperty.Text("maintainStartTime", "18:00Z", "When its maintenance window begins.");
    public static readonly ModelProperty MaintainEndTime = ModelProperty.Text("maintainEndTime", "22:00Z", "When its maintenance window ends.");
    public static readonly ModelProperty SslEnabled = ModelProperty.Boolean("sslEnabled", false, "Whether connections are encrypted.");
    public static readonly ModelProperty ResourceManagementMode =
        new("resourceManagementMode", "resourceQueue", ["resourceQueue", "resourceGroup"], "How the resources of queries are managed.");
    public static readonly ModelProperty DataShareStatus =
        new("dataShareStatus", "closed", ["closed", "opened"], "Whether a serverless instance shares its data.");
    public static readonly ModelProperty MasterNodes = ModelProperty.Number("masterNodes", 1, "How many coordinator nodes.");
    public static readonly ModelProperty MasterCu = ModelProperty.Number("masterCu", 0, "The units of the coordinator nodes.");
    public static readonly ModelProperty DiskPerformanceLevel =
        new("diskPerformanceLevel", "", ["", "pl0", "pl1", "pl2"], "The performance level of the disks.");
    public static readonly ModelProperty ServerlessMode =
        new("serverlessMode", "", ["", "Manual", "Auto"], "How a serverless instance is scheduled.");
    public static readonly ModelProperty ServerlessResource = ModelProperty.Number("serverlessResource", 0, "The limit of a serverless instance.");
    public static readonly ModelProperty IdleTime = ModelProperty.Number("idleTime", 0, "After how many seconds a serverless instance idles.");
    public static readonly ModelProperty CacheStorageSize = ModelProperty.Text("cacheStorageSize", "", "The cache of a serverless instance, in GB.");
    public static readonly ModelProperty EncryptionType = new("encryptionType", "", ["", "NULL", "CloudDisk"], "How its disks are encrypted.");
    public static readonly ModelProperty EncryptionKey = ModelProperty.Text("encryptionKey", "", "The id of the key of disk encryption.");
    public static readonly ModelProperty VectorConfigurationStatus =
        new("vectorConfigurationStatus", "disabled", ["disabled", "enabled"], "Whether the vector engine is on.");
    public static readonly ModelProperty MinorVersion = ModelProperty.Text("minorVersion", "", "The minor version of the engine.");
    public static readonly ModelProperty DatabaseQuota = ModelProperty.Number("databaseQuota", 500, "How many databases the instance may have.");
    public static readonly ModelProperty AccountQuota = ModelProperty.Number("accountQuota", 200, "How many accounts the instance may have.");
    public static readonly ModelProperty AccountDescription = ModelProperty.Text("description", "", "The description.");

    public static readonly ModelProperty Owner = ModelProperty.Text("owner", "", "The account that owns the database.");
    public static readonly ModelProperty Collate = ModelProperty.Text("collate", "en_US.utf8", "How texts are compared.");
    public static readonly ModelProperty Ctype = ModelProperty.Text("ctype", "en_US.utf8", "How characters are classified.");

    public static readonly ModelProperty AddressType =
        new("addressType", "Primary", ["Primary", "Cluster"], "The endpoint that it is the public one of: that of the primary coordinator node, or of all.");
    public static readonly ModelProperty PublicPort = ModelProperty.Text("port", "5432", "The port of the host.");

    public static readonly PartKind PublicConnections =
        new("publicConnections", "The public endpoints, by what the names of their hosts begin with.", [AddressType, PublicPort]);

    public static readonly Whitelist Whitelist = new(SecurityIPList, maxGroups: 50, maxAddresses: int.MaxValue);

    public static readonly InstanceModel Model = new()
    {
        Statuses =
        [
            "Running", "Creating", "Deleting", "Rebooting", "DBInstanceClassChanging", "Transfering", "EngineVersionUpgrading", "TransferingToOtherInstance",
            "GuardDBInstanceCreating", "Restoring", "Importing", "ImportingFromOtherInstance", "DBInstanceNetTypeChanging", "GuardSwitching", "IDLE",

            // github.com/aliyun/terraform-provider-alicloud, resource_alicloud_gpdb_connection.go: what it waits for.
            "NetAddressCreating", "NetAddressDeleting", "NET_MODIFYING",

            // And resource_alicloud_gpdb_instance.go.
            "STOPPING", Stopped, "STARTING",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota"],
        Engines = ["gpdb"],
        Properties =
        [
            Description, Category, Mode, ProductType, PayType, Spec, SegmentNodes, StorageType, StorageSize, NetworkType, Zone, VpcId, VSwitchId,
            SecurityIPList, ResourceGroupId, ConnectionPrefix, Port, MaintainStartTime, MaintainEndTime, SslEnabled, ResourceManagementMode, DataShareStatus,
            MasterNodes, MasterCu, DiskPerformanceLevel, ServerlessMode, ServerlessResource, IdleTime, CacheStorageSize, EncryptionType, EncryptionKey,
            VectorConfigurationStatus, MinorVersion, DatabaseQuota, AccountQuota,
        ],
        Parts = [Whitelist.Groups, PublicConnections, EngineParameters.Changed],
        DatabaseStatuses = ["Running", "Creating", "Deleting"],
        DatabaseProperties = [Owner, Collate, Ctype],
        DefaultCharacterSet = "UTF8",
        HasPrivileges = false,
        AccountProperties = [AccountDescription],
        AccountTypes = ["Super", "Normal"],

        // In use, being created, being deleted; there is no 2.
        AccountStatuses = ["1", "0", "3"],
        Servers = new Dictionary<string, ServerKind> { ["gpdb"] = ServerKind.PostgreSql },
        OwnerOf = database => database[Owner] is { Length: > 0 } owner ? owner : null,
    };

    /// <summary>Whether the status is that of an instance in use: a serverless one may be idle.</summary>
    public static bool IsUsable(Instance instance) =>
        instance.Status == Model.Running || (instance.Status == "IDLE" && IsServerless(instance));

    public static bool IsServerless(Instance instance) => instance[Mode].StartsWith("Serverless", StringComparison.Ordinal);

    /// <summary>Where a database client would connect to; nothing is there.</summary>
    public static Address AddressOf(Instance instance) => Address.Of(instance, Service, instance[Port], PrefixOf(instance));

    /// <summary>Where a database client would connect to from outside.</summary>
    public static Address AddressOf(Instance instance, Part publicConnection) =>
        Address.Of(instance, Service, publicConnection[PublicPort], publicConnection.Name);

    /// <summary>What the name of its host begins with.</summary>
    public static string PrefixOf(Instance instance) => instance[ConnectionPrefix] is { Length: > 0 } prefix ? prefix : $"{instance.Id}-master";

    public static long StorageOf(Instance instance) => long.Parse(instance[StorageSize], CultureInfo.InvariantCulture);

    public static long DatabaseQuotaOf(Instance instance) => long.Parse(instance[DatabaseQuota], CultureInfo.InvariantCulture);

    public static long AccountQuotaOf(Instance instance) => long.Parse(instance[AccountQuota], CultureInfo.InvariantCulture);
}
