using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.Rds;

/// <summary>What an RDS instance may look like.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/instance-state-table</remarks>
internal static class RdsInstances
{
    public const string PostgreSQL = "PostgreSQL";
    public const string SQLServer = "SQLServer";

    /// <summary>The status of an account after LockAccount.</summary>
    public const string LockedAccount = "Lock";

    public static readonly ModelProperty Kind = new("kind", "Primary", ["Primary", "ReadOnly", "Guard", "Temp"],
        "The role of the instance: a read-only or disaster recovery (Guard) instance has no accounts of its own to reset.");
    public static readonly ModelProperty CharacterType =
        new("characterType", "normal", ["normal", "logic", "db", "mongos", "cs"], "The instance's part in a sharded deployment.");
    public static readonly ModelProperty GdnRole = new("gdnRole", "None", ["None", "Primary", "Secondary"], "The role in a global database network.");
    public static readonly ModelProperty Category = new("category", "HighAvailability",
        ["HighAvailability", "Basic", "AlwaysOn", "Finance", "cluster", "serverless_basic", "serverless_standard", "serverless_ha"],
    "The edition; AlwaysOn is SQL Server's Cluster Edition.");
    public static readonly ModelProperty EngineReachable =
        ModelProperty.Boolean("engineReachable", true, "Whether the service can connect to the database engine.");
    public static readonly ModelProperty EngineRefusesUpdates =
        ModelProperty.Boolean("engineRefusesUpdates", false, "Whether the database engine fails to update the account.");

    public static readonly ModelProperty Description = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty InstanceClass = ModelProperty.Text("instanceClass", "mysql.n2.medium.2c", "The instance type.");
    public static readonly ModelProperty Storage = ModelProperty.Number("storage", 100, "The storage, in GB.");
    public static readonly ModelProperty StorageType =
        ModelProperty.Text("storageType", "cloud_essd", "The storage type; the names of PostgreSQL's accounts are shorter on local_ssd.");
    public static readonly ModelProperty PayType =
        new("payType", "Postpaid", ["Postpaid", "Prepaid", "Serverless"], "The billing method: a prepaid instance cannot be deleted.");
    public static readonly ModelProperty AutoRenew = ModelProperty.Boolean("autoRenew", false, "Whether a prepaid instance is renewed by itself.");
    public static readonly ModelProperty NetType = ModelProperty.Text("netType", "Intranet", "Intranet or Internet.");
    public static readonly ModelProperty NetworkType = ModelProperty.Text("networkType", "VPC", "VPC or Classic.");
    public static readonly ModelProperty ConnectionMode = ModelProperty.Text("connectionMode", "Standard", "Standard or Safe.");
    public static readonly ModelProperty Zone = ModelProperty.Text("zone", "cn-hangzhou-h", "The zone.");
    public static readonly ModelProperty VpcId = ModelProperty.Text("vpcId", "vpc-emulated", "The VPC.");
    public static readonly ModelProperty VSwitchId = ModelProperty.Text("vSwitchId", "vsw-emulated", "The vSwitch.");
    public static readonly ModelProperty SecurityIPList = ModelProperty.Text("securityIPList", "127.0.0.1", "The addresses that may connect.");
    public static readonly ModelProperty ResourceGroupId = ModelProperty.Text("resourceGroupId", "rg-emulated", "The resource group.");
    public static readonly ModelProperty Port = ModelProperty.Text("port", "3306", "The port of the connection string.");
    public static readonly ModelProperty ConnectionPrefix =
        ModelProperty.Text("connectionPrefix", "", "What the internal connection string begins with; the id where it is empty.");
    public static readonly ModelProperty PublicConnectionPrefix =
        ModelProperty.Text("publicConnectionPrefix", "", "What the public connection string begins with; there is none where it is empty.");
    public static readonly ModelProperty PublicPort = ModelProperty.Text("publicPort", "3306", "The port of the public connection string.");
    public static readonly ModelProperty PrivateIpAddress = ModelProperty.Text("privateIpAddress", "192.168.0.1", "The internal address.");
    public static readonly ModelProperty BabelfishPort = ModelProperty.Text("babelfishPort", "", "The port of Babelfish, where PostgreSQL has it.");
    public static readonly ModelProperty PgBouncerPort = ModelProperty.Text("pgBouncerPort", "", "The port of PgBouncer, where PostgreSQL has it.");
    public static readonly ModelProperty MonitoringPeriod = new("monitoringPeriod", "300", ["5", "10", "60", "300"], "How often it is measured, in seconds.");
    public static readonly ModelProperty MaintainTime = ModelProperty.Text("maintainTime", "18:00Z-22:00Z", "When it may be maintained.");
    public static readonly ModelProperty HaConfig = new("haConfig", "Auto", ["Auto", "Manual"], "Whether it switches to its secondary node by itself.");
    public static readonly ModelProperty ManualHaTime = ModelProperty.Text("manualHaTime", "", "Until when it does not switch by itself.");
    public static readonly ModelProperty TimeZone = ModelProperty.Text("timeZone", "", "The time zone of the engine; its own default where it is empty.");
    public static readonly ModelProperty MinorVersion = ModelProperty.Text("minorVersion", "", "The minor version of the engine.");
    public static readonly ModelProperty ParameterGroup = ModelProperty.Text("parameterGroup", "", "The parameter template.");
    public static readonly ModelProperty EncryptionKey = ModelProperty.Text("encryptionKey", "", "The key of disk encryption; nothing is encrypted here.");
    public static readonly ModelProperty DeletionProtection = ModelProperty.Boolean("deletionProtection", false, "Whether DeleteDBInstance is refused.");
    public static readonly ModelProperty AccountQuota = ModelProperty.Number("accountQuota", 500, "How many accounts the instance may have.");
    public static readonly ModelProperty DatabaseQuota = ModelProperty.Number("databaseQuota", 500, "How many databases the instance may have.");
    public static readonly ModelProperty AccountDescription = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty CheckPolicy = ModelProperty.Boolean("checkPolicy", false, "Whether SQL Server applies its password policy.");

    public static readonly ModelProperty OwnsObjects =
        ModelProperty.Boolean("ownsObjects", false, "Whether objects in the databases depend on the account, which then cannot be deleted.");

    public static readonly Whitelist Whitelist = new(SecurityIPList, maxGroups: 200);

    public static readonly InstanceModel Model = new()
    {
        Statuses =
        [
            "Running", "Creating", "Deleting", "Rebooting", "Stopping", "Stopped", "DBInstanceClassChanging", "TRANSING", "EngineVersionUpgrading",
            "TransingToOthers", "GuardDBInstanceCreating", "Restoring", "Importing", "ImportingFromOthers", "DBInstanceNetTypeChanging", "GuardSwitching",
            "INS_CLONING", "Released", "CONFIG_ENCRYPTING", "SSL_MODIFYING", "TDE_MODIFYING",
        ],
        LockModes = ["Unlock", "ManualLock", "LockByExpiration", "LockByRestoration", "LockByDiskQuota", "LockReadInstanceByDiskQuota", "Released"],
        Engines = ["MySQL", SQLServer, PostgreSQL, "MariaDB"],
        Properties =
        [
            Kind, CharacterType, GdnRole, Category, EngineReachable, EngineRefusesUpdates, Description, InstanceClass, Storage, StorageType, PayType,
            NetType, NetworkType, ConnectionMode, Zone, VpcId, VSwitchId, SecurityIPList, ResourceGroupId, Port, DeletionProtection, AccountQuota,
            DatabaseQuota, ConnectionPrefix, PublicConnectionPrefix, PublicPort, PrivateIpAddress, BabelfishPort, PgBouncerPort, MonitoringPeriod,
            MaintainTime, HaConfig, ManualHaTime, TimeZone, MinorVersion, ParameterGroup, EncryptionKey, AutoRenew,
        ],
        Parts = [Whitelist.Groups],
        AccountProperties = [AccountDescription, CheckPolicy, OwnsObjects],
        DatabaseStatuses = ["Running", "Creating", "Deleting"],
        AccountTypes = ["Normal", "Super", "Sysadmin"],
        AccountStatuses = ["Available", "Unavailable", LockedAccount],
        Servers = new Dictionary<string, ServerKind>
        {
            ["MySQL"] = ServerKind.MySql,
            ["MariaDB"] = ServerKind.MySql,
            [PostgreSQL] = ServerKind.PostgreSql,
        },
        IsLocked = account => account.Status == LockedAccount,
    };

    public static string IdPrefixOf(string? engine) => engine == PostgreSQL ? "pgm-" : "rm-";

    public static string PortOf(string engine) => engine switch
    {
        PostgreSQL => "5432",
        SQLServer => "1433",
        _ => "3306",
    };

    /// <summary>Where a database client would connect to; nothing is there.</summary>
    public static Address AddressOf(Instance instance) =>
        Address.Of(instance, EndpointLabelOf(instance.Engine), instance[Port], instance[ConnectionPrefix] is { Length: > 0 } prefix ? prefix : null);

    /// <summary>Where one would connect to from outside; null where that is not possible.</summary>
    public static Address? PublicAddressOf(Instance instance) => instance[PublicConnectionPrefix] is { Length: > 0 } prefix
        ? Address.Of(instance, EndpointLabelOf(instance.Engine), instance[PublicPort], prefix)
        : null;

    /// <summary>The number of a node, which has no other name.</summary>
    public static string NodeIdOf(Instance instance, string role) => Orders.IdOf($"{instance.Id} {role}").ToString(CultureInfo.InvariantCulture);

    private static string EndpointLabelOf(string engine) => engine switch
    {
        PostgreSQL => "pg",
        SQLServer => "sqlserver",
        "MariaDB" => "mariadb",
        _ => "mysql",
    };

    public static long AccountQuotaOf(Instance instance) => long.Parse(instance[AccountQuota], CultureInfo.InvariantCulture);

    public static long DatabaseQuotaOf(Instance instance) => long.Parse(instance[DatabaseQuota], CultureInfo.InvariantCulture);

    /// <summary>PostgreSQL, and SQL Server 2017 Cluster Edition: accounts made by SQL statements cannot be reset (the page's note).</summary>
    public static bool RefusesSqlAccounts(Instance instance) =>
        instance.Engine == PostgreSQL
        || (instance.Engine == SQLServer && instance[Category] == "AlwaysOn" && instance.EngineVersion.StartsWith("2017", StringComparison.Ordinal));
}
