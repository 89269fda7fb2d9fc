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

    /// <summary>The edition that has one node only.</summary>
    public const string SingleNode = "Basic";

    /// <summary>A prepaid cluster with this status of renewal is renewed by itself.</summary>
    public const string AutoRenewal = "AutoRenewal";

    /// <summary>How many nodes a cluster can have.</summary>
    public const int MaxNodes = 16;

    public const string NodeIdPrefix = "pi-";

    /// <summary>A cluster with this status is gone and only remembered.</summary>
    public const string Released = "Deleted";

    public static readonly ModelProperty TaskInProgress = ModelProperty.Boolean("taskInProgress", false, "Whether another task runs on the cluster.");
    public static readonly ModelProperty GdnRole = new("gdnRole", "None", ["None", "Primary", "Secondary"], "The role in a global database network.");

    public static readonly ModelProperty Description = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty NodeClass = ModelProperty.Text("nodeClass", "polar.mysql.x4.medium", "The specification of the nodes.");
    public static readonly ModelProperty NodeCount =
        ModelProperty.Number("nodeCount", 2, "How many nodes, at most 16: the first writes, the others read.", max: MaxNodes);
    public static readonly ModelProperty NodeIds = ModelProperty.Text(
        "nodeIds", "", "The ids of the nodes, with commas between them and the writer's first, where they are not made from the cluster's id.");
    public static readonly ModelProperty Category =
        new("category", "Normal", ["Normal", SingleNode, "ArchiveNormal", "NormalMultimaster", "SENormal"], "The edition.");
    public static readonly ModelProperty PayType =
        new("payType", "Postpaid", ["Postpaid", "Prepaid"], "The billing method: a prepaid cluster cannot be deleted.");
    public static readonly ModelProperty DeletionLock = ModelProperty.Boolean("deletionLock", false, "Whether DeleteDBCluster is refused.");
    public static readonly ModelProperty NetworkType = ModelProperty.Text("networkType", "VPC", "The kind of network.");
    public static readonly ModelProperty Zone = ModelProperty.Text("zone", "cn-hangzhou-h", "The zone.");
    public static readonly ModelProperty VpcId = ModelProperty.Text("vpcId", "vpc-emulated", "The VPC.");
    public static readonly ModelProperty VSwitchId = ModelProperty.Text("vSwitchId", "vsw-emulated", "The vSwitch.");
    public static readonly ModelProperty SecurityIPList = ModelProperty.Text("securityIPList", "127.0.0.1", "The addresses that may connect.");
    public static readonly ModelProperty SecurityGroupIds =
        ModelProperty.Text("securityGroupIds", "", "The security groups that may connect, with commas between them.");
    public static readonly ModelProperty ResourceGroupId = ModelProperty.Text("resourceGroupId", "rg-emulated", "The resource group.");
    public static readonly ModelProperty StorageType = ModelProperty.Text("storageType", "PSL5", "The storage type.");
    public static readonly ModelProperty StorageSpace = ModelProperty.Number("storageSpace", 0, "The storage, in GB; 0 where it grows by itself.");
    public static readonly ModelProperty ProvisionedIops = ModelProperty.Number("provisionedIops", 0, "The provisioned IOPS.");
    public static readonly ModelProperty ServerlessType = ModelProperty.Text("serverlessType", "", "The kind of serverless cluster, or nothing.");
    public static readonly ModelProperty ScaleMin = ModelProperty.Number("scaleMin", 0, "The least units of a serverless node.");
    public static readonly ModelProperty ScaleMax = ModelProperty.Number("scaleMax", 0, "The most units of a serverless node.");
    public static readonly ModelProperty ScaleRoNumMin = ModelProperty.Number("scaleRoNumMin", 0, "The least read-only nodes of a serverless cluster.");
    public static readonly ModelProperty ScaleRoNumMax = ModelProperty.Number("scaleRoNumMax", 0, "The most read-only nodes of a serverless cluster.");
    public static readonly ModelProperty AllowShutDown = ModelProperty.Boolean("allowShutDown", false, "Whether a serverless cluster may stop.");
    public static readonly ModelProperty MinorVersion =
        ModelProperty.Text("minorVersion", "", "The engine's minor version; 8.0.1 of MySQL 8.0 where nothing is said.");
    public static readonly ModelProperty TimeZone = ModelProperty.Text("timeZone", "SYSTEM", "The time zone of MySQL.");
    public static readonly ModelProperty LowerCaseTableNames =
        new("lowerCaseTableNames", "1", ["0", "1"], "1 where MySQL does not tell the case of table names.");
    public static readonly ModelProperty BinaryLog = new("binaryLog", "OFF", ["ON", "OFF"], "Whether MySQL writes a binary log.");
    public static readonly ModelProperty XEngine = new("xEngine", "OFF", ["ON", "OFF"], "Whether MySQL 8.0 has an X-Engine.");
    public static readonly ModelProperty XEngineMemory = ModelProperty.Number("xEngineMemory", 0, "The memory of the X-Engine, in percent.", max: 90);
    public static readonly ModelProperty SecondsUntilAutoPause =
        ModelProperty.Number("secondsUntilAutoPause", 0, "How long a serverless cluster is idle before it stops.");
    public static readonly ModelProperty ScaleApRoNumMin = ModelProperty.Number("scaleApRoNumMin", 0, "The least column store nodes of a serverless cluster.");
    public static readonly ModelProperty ScaleApRoNumMax = ModelProperty.Number("scaleApRoNumMax", 0, "The most column store nodes of a serverless cluster.");
    public static readonly ModelProperty ServerlessRuleMode =
        new("serverlessRuleMode", "normal", ["normal", "flexible"], "How soon a serverless cluster scales.");
    public static readonly ModelProperty CpuEnlargeThreshold =
        ModelProperty.Number("cpuEnlargeThreshold", 0, "The load at which a serverless cluster scales up, in percent.", max: 100);
    public static readonly ModelProperty CpuShrinkThreshold =
        ModelProperty.Number("cpuShrinkThreshold", 0, "The load at which a serverless cluster scales down, in percent.", max: 100);
    public static readonly ModelProperty RenewalStatus =
        new("renewalStatus", "Normal", ["Normal", AutoRenewal, "NotRenewal"], "Whether a prepaid cluster is renewed by itself.");
    public static readonly ModelProperty RenewalDuration = ModelProperty.Number("renewalDuration", 1, "For how long a prepaid cluster is renewed.", max: 12);
    public static readonly ModelProperty RenewalUnit = new("renewalUnit", "Month", ["Month", "Year"], "The unit of renewalDuration.");
    public static readonly ModelProperty AccountQuota = ModelProperty.Number("accountQuota", 500, "How many accounts the cluster may have.");
    public static readonly ModelProperty DatabaseQuota = ModelProperty.Number("databaseQuota", 500, "How many databases the cluster may have.");

    public static readonly Whitelist Whitelist = new(SecurityIPList, maxGroups: 50);

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
            TaskInProgress, GdnRole, Description, NodeClass, NodeCount, NodeIds, Category, PayType, RenewalStatus, RenewalDuration, RenewalUnit,
            DeletionLock, NetworkType, Zone, VpcId, VSwitchId, SecurityIPList, SecurityGroupIds, ResourceGroupId, StorageType, StorageSpace,
            ServerlessType, ScaleMin, ScaleMax, ScaleRoNumMin, ScaleRoNumMax, ScaleApRoNumMin, ScaleApRoNumMax, AllowShutDown, SecondsUntilAutoPause,
            ServerlessRuleMode, CpuEnlargeThreshold, CpuShrinkThreshold, MinorVersion, TimeZone, LowerCaseTableNames, BinaryLog, XEngine, XEngineMemory,
            AccountQuota, DatabaseQuota, ProvisionedIops,
        ],
        Parts = [Whitelist.Groups, ClusterEndpoint.Kind, NodeCreations.Kind],
        AccountProperties = [AccountDescription, LockState, PasswordValidTime, OwnsObjects, CreatedWith],
        DatabaseStatuses = ["Running", "Creating", "Deleting"],
        AccountTypes = ["Normal", "Super", "DynamoDB", "ReadOnly"],
        AccountStatuses = ["Available", "Creating", "Deleting"],
        Servers = new Dictionary<string, ServerKind> { [MySql] = ServerKind.MySql, [PostgreSql] = ServerKind.PostgreSql },
        IsLocked = account => account[LockState] == "Lock",
    };

    /// <summary>The versions of each engine.</summary>
    public static IReadOnlyList<string> VersionsOf(string engine) => engine switch
    {
        PostgreSql => ["11", "14", "15", "16", "17", "18"],
        Oracle => ["11", "14"],
        _ => ["5.6", "5.7", "8.0"],
    };

    public static long AccountQuotaOf(Instance cluster) => long.Parse(cluster[AccountQuota], CultureInfo.InvariantCulture);

    public static long DatabaseQuotaOf(Instance cluster) => long.Parse(cluster[DatabaseQuota], CultureInfo.InvariantCulture);

    /// <summary>The nodes' ids, the writer's first: those that it has by name, and numbers after its own id for as many as there are besides.</summary>
    public static IEnumerable<string> NodeIdsOf(Instance cluster)
    {
        var named = IdsIn(cluster[NodeIds]);
        var numbered = Enumerable.Range(1, MaxNodes)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{NodeIdPrefix}{cluster.Id[Model.IdPrefix.Length..]}{number}"));
        return named.Concat(numbered.Except(named)).Take(NodeCountOf(cluster));
    }

    /// <summary>The cluster with these nodes, the writer's id first.</summary>
    public static Instance WithNodes(Instance cluster, IReadOnlyList<string> ids) =>
        cluster.With(NodeIds, string.Join(',', ids)).With(NodeCount, ids.Count.ToString(CultureInfo.InvariantCulture));

    /// <summary>The ids in a text with commas between them, each once.</summary>
    public static string[] IdsIn(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    public static int NodeCountOf(Instance cluster) => int.Parse(cluster[NodeCount], CultureInfo.InvariantCulture);
}
