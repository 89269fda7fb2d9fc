using System.Collections.Immutable;
using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Creates an RDS instance. Of what it takes, an emulator can keep little; the rest is accepted.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-createdbinstance</remarks>
internal sealed class CreateDBInstance() : RdsOperation<CreateDBInstance.Request>("create", resource: "*")
{
    // With a token the id may not tell the engine: the same token with another engine has to find what it was used for.
    private const string AnyEngine = "rm-";
    private const int MaxDescriptionLength = 256;
    private const int MaxTemplates = 10;

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter Engine = Parameter.Required("Engine", "The database engine, in any case.", "MySQL").OneOf(RdsInstances.Model.Engines)
        .InAnyCase();
    private static readonly Parameter EngineVersion = Parameter.Required("EngineVersion", "The version of the engine, such as 8.0 or 2019_ent.", "8.0")
        .Like(IsVersion, Rows.InvalidVersion);
    private static readonly Parameter ClientToken =
        Parameter.Optional("ClientToken", "A token that makes it safe to repeat the call: the same token with the same request.", "ETnLKlblzczshOTUbOCz");
    private static readonly Parameter ZoneId = Parameter.Optional("ZoneId", "The zone.", "cn-hangzhou-b").Keep(RdsInstances.Zone);
    private static readonly Parameter InstanceNetworkType = Parameter.Optional("InstanceNetworkType", "VPC, or Classic by default.", "VPC")
        .OneOf(["VPC", "Classic"]).Keep(RdsInstances.NetworkType);
    private static readonly Parameter DBInstanceStorageType = Parameter.Optional("DBInstanceStorageType", "The storage type.", "cloud_essd")
        .OneOf(["local_ssd", "general_essd", "cloud_essd", "cloud_essd2", "cloud_essd3", "cloud_ssd"]).Keep(RdsInstances.StorageType);
    private static readonly Parameter DryRun = Parameter.Optional("DryRun", "Only checks: nothing is created.", "false").Boolean();
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Up to 20 tags.", "Tag.1.Key=team Tag.1.Value=dev").List().Of("Key", "Value");
    private static readonly Parameter WhitelistTemplateList =
        Parameter.Optional("WhitelistTemplateList", "Up to 10 whitelist templates; they are not kept.", "412,413");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, Engine, EngineVersion,
        Parameter.Required("DBInstanceClass", "The instance type.", "mysql.n2.medium.2c").UpTo(tooLong: Rows.InvalidClass).Keep(RdsInstances.InstanceClass),
        Parameter.Required("DBInstanceStorage", "The storage, in GB.", "100").Integer(5, 64000).Keep(RdsInstances.Storage),
        Parameter.Optional("SystemDBCharset", "The character set; it is not kept.", "gbk"),
        Parameter.Required("DBInstanceNetType", "Intranet or Internet.", "Intranet").OneOf(["Intranet", "Internet"]).Keep(RdsInstances.NetType),
        Parameter.Optional("DBInstanceDescription", "The description.", "testInstance").UpTo(MaxDescriptionLength).Keep(RdsInstances.Description),
        Parameter.Required("SecurityIPList", "The addresses that may connect, separated by commas.", "10.10.1.1/24")
            .Like(AddressList.IsValid, Rows.InvalidAddresses).Keep(RdsInstances.SecurityIPList),
        ClientToken,
        Parameter.Required("PayType", "The billing method: a Prepaid instance cannot be deleted.", "Postpaid").OneOf(["Postpaid", "Prepaid", "Serverless"])
            .Keep(RdsInstances.PayType),
        ZoneId,
        Parameter.Optional("ZoneIdSlave1", "The zone of the secondary node; it is not kept.", "cn-hangzhou-c"),
        Parameter.Optional("ZoneIdSlave2", "The zone of another secondary node; it is not kept.", "cn-hangzhou-d"),
        InstanceNetworkType,
        Parameter.Optional("ConnectionMode", "Standard or Safe.", "Standard").OneOf(["Standard", "Safe"]).Keep(RdsInstances.ConnectionMode),
        Parameter.Optional("VPCId", "The VPC.", "vpc-emulated").UpTo().Keep(RdsInstances.VpcId),
        Parameter.Optional("VSwitchId", "The vSwitch.", "vsw-emulated").UpTo().Keep(RdsInstances.VSwitchId),
        Parameter.Optional("PrivateIpAddress", "An address of the vSwitch.", "172.16.1.1")
            .Like(AddressList.IsAddress, Rows.InvalidAddress).Keep(RdsInstances.PrivateIpAddress),
        Parameter.Optional("UsedTime", "How many periods are paid for; there is no billing here.", "2").Integer(1, invalid: Rows.InvalidUsedTime),
        Parameter.Optional("Period", "The period of a prepaid instance; there is no billing here.", "Year")
            .OneOf(["Year", "Month", "1", "2"], Rows.InvalidPeriod),
        Parameter.Optional("ResourceGroupId", "The resource group.", "rg-emulated").UpTo().Keep(RdsInstances.ResourceGroupId),
        DBInstanceStorageType,
        Parameter.Optional("BusinessInfo", "Business information; it is not kept.", "121436975448952"),
        Parameter.Optional("EncryptionKey", "The key of disk encryption; nothing is encrypted here.", "0d2400-da7b-4786-b981-9a164dxxxxxx").UpTo()
            .Keep(RdsInstances.EncryptionKey),
        Parameter.Optional("RoleARN", "The role that may use the key; it is not kept.", "acs:ram::14060:role/aliyunrdsinstanceencryptiondefaultrole"),
        Parameter.Optional("AutoRenew", "Whether a prepaid instance is renewed; there is no billing here.", "true").OneOf(["true", "false"]).InAnyCase()
            .Keep(RdsInstances.AutoRenew),
        Parameter.Optional("Category", "The edition.", "HighAvailability")
            .OneOf(["Basic", "HighAvailability", "cluster", "AlwaysOn", "Finance", "serverless_basic", "serverless_standard", "serverless_ha"])
            .Keep(RdsInstances.Category),
        Parameter.Optional("DedicatedHostGroupId", "The dedicated cluster; it is not kept.", "dhg-4n0"),
        Parameter.Optional("TargetDedicatedHostIdForMaster", "The host of the primary node; it is not kept.", "i-bp0"),
        Parameter.Optional("TargetDedicatedHostIdForSlave", "The host of the secondary node; it is not kept.", "i-bp0"),
        Parameter.Optional("TargetDedicatedHostIdForLog", "The host of the log node; it is not kept.", "i-bp0"),
        Parameter.Optional("DBParamGroupId", "The parameter template.", "rpg-sys-0").UpTo().Keep(RdsInstances.ParameterGroup),
        Parameter.Optional("DBTimeZone", "The time zone.", "+08:00").UpTo().Keep(RdsInstances.TimeZone),
        Parameter.Optional("DBIsIgnoreCase", "Whether the names of tables ignore case; it is not kept.", "true").OneOf(["true", "false"]).InAnyCase(),
        Parameter.Optional("TargetMinorVersion", "The minor version.", "rds_20200229").UpTo().Keep(RdsInstances.MinorVersion),
        Parameter.Optional("StorageAutoScale", "Whether the storage grows by itself; it does not here.", "Disable").OneOf(["Enable", "Disable"]),
        Parameter.Optional("StorageThreshold", "At what percentage it grows.", "50").Integer(10, 50),
        Parameter.Optional("StorageUpperBound", "How far it grows, in GB.", "2000").Integer(),
        DryRun,
        Parameter.Optional("UserBackupId", "The backup to restore; nothing is restored here.", "677980"),
        Parameter.Optional("Amount", "How many instances: one call creates one here.", "1").Integer(1, 1, Rows.Amount),
        Parameter.Optional("CreateStrategy", "What happens if not all of several can be created.", "Atomicity")
            .OneOf(["Atomicity", "Partial"], Rows.CreateStrategy),
        Tag,
        Parameter.Optional("DeletionProtection", "Whether DeleteDBInstance is refused.", "true").Boolean().Keep(RdsInstances.DeletionProtection),
        Parameter.OptionalSecret("BabelfishConfig", "The configuration of Babelfish, with a password in it; it is not kept.", "{}"),
        Parameter.Optional(
            "ServerlessConfig", "The limits of a serverless instance; they are not kept.", "ServerlessConfig.MinCapacity=0.5 ServerlessConfig.MaxCapacity=8")
            .List(ListShape.Object),
        Parameter.Optional("ConnectionString", "The prefix of the connection string; it is not kept.", "rm-uf6wjk50.mysql.rds.aliyuncs.com"),
        Parameter.Optional("Port", "The port of the connection string, 1000 to 65534.", "3306").Integer(1000, 65_534, RdsErrors.InvalidPort)
            .Keep(RdsInstances.Port),
        Parameter.Optional("BpeEnabled", "Buffer pool extension; it is not kept.", "0"),
        Parameter.Optional("BurstingEnabled", "I/O bursts; it is not kept.", "false").Boolean(),
        Parameter.Optional("AutoPay", "Whether the order is paid at once; there is no billing here.", "true").Boolean(),
        Parameter.Optional("IoAccelerationEnabled", "I/O acceleration; it is not kept.", "0").OneOf(["1", "0"]),
        Parameter.Optional("ColdDataEnabled", "Archiving of cold data; it is not kept.", "false").Boolean(),
        WhitelistTemplateList,
        Parameter.Optional("AutoCreateProxy", "Whether a proxy is made; none is here.", "false").Boolean(),
        Parameter.Optional("AutoUseCoupon", "Whether coupons are used; there is no billing here.", "true").Boolean(),
        Parameter.Optional("CustomExtraInfo", "Custom information; it is not kept.", "true"),
        Parameter.Optional("ExternalReplication", "Replication from outside; it is not kept.", "true").Boolean(),
        Parameter.Optional("OptimizedWrites", "Optimised writes; it is not kept.", "optimized").OneOf(["optimized", "none"]),
        Parameter.Optional("PromotionCode", "The code of a promotion; there is no billing here.", "aliwood-1688-mobile-promotion"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.NewInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) =>
        new(context.NewId(parameters.Has(ClientToken) ? AnyEngine : RdsInstances.IdPrefixOf(parameters.Find(Engine)), Action, parameters.Find(ClientToken)));

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Find(ZoneId) ?? "",
        parameters.Find(InstanceNetworkType) == "Classic" && IsCloudStorage(parameters.Find(DBInstanceStorageType) ?? ""),
        parameters.FindValues(WhitelistTemplateList),
        Tags.Find(parameters, Tag),
        parameters.FindBoolean(DryRun) ?? false,
        parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Region).Must(Regions.Has).OrError(RdsErrors.RegionNotFound);
        rules.RuleFor(r => r).Must(r => r.Zone == "" || Regions.IsZoneOf(r.Region, r.Zone)).OrError(Rows.ZoneNotSupported);
        rules.RuleFor(r => r).Must(r => !r.IsClassicOnCloudStorage).OrError(Rows.ClassicOnCloudStorage);
        rules.RuleFor(r => r.Templates).Must(templates => templates.Count <= MaxTemplates).OrError(Rows.TooManyTemplates);
        rules.RuleFor(r => r.Tags).Must(tags => tags is not null).OrError(Rows.InvalidTag);
        rules.RuleFor(r => r.Tags).Must(tags => tags is null or { Count: <= Tags.MaxCount }).OrError(Rows.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(tags => tags is null || tags.Keys.All(key => key.Length <= RdsTags.MaxKeyLength)).OrError(Rows.TagKeyTooLong);
        rules.RuleFor(r => r.Tags).Must(tags => tags is null || tags.Values.All(value => value.Length <= RdsTags.MaxValueLength)).OrError(Rows.TagValueTooLong);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var creation = new Creation(request.Parameters, this, seen);
        if (creation.FindAnswer(ReplyOf, Rows.OtherRequest, Rows.TooManyInstances) is { } answer)
            return answer;
        if (request.IsDryRun)
            return new Decision.Answer(new() { ["DryRun"] = true, ["DryRunResult"] = true });

        var instance = NewInstance(creation, request, context);
        return new Decision.Change(instance, [new InstanceEvent.InstanceCreated()], ReplyOf(instance));
    }

    private Instance NewInstance(Creation creation, Request request, CallContext context)
    {
        var parameters = request.Parameters;
        var (status, pending) = context.StatusOver("Creating", RdsInstances.Model.Running);
        var instance = new Instance
        {
            Product = "Rds",
            Id = creation.Id,
            Region = request.Region,
            Engine = parameters.Get(Engine),
            EngineVersion = parameters.Get(EngineVersion),
            Status = status,
            Pending = pending,
            LockMode = RdsInstances.Model.Unlocked,
            Tags = request.Tags ?? PropertyValues.None,
            CreatedAt = context.Now,
            CreatedWith = creation.Fingerprint,
        };
        instance = instance
            .With(RdsInstances.Zone, Regions.DefaultZoneOf(request.Region))
            .With(RdsInstances.NetworkType, "Classic")
            .With(RdsInstances.VpcId, "")
            .With(RdsInstances.VSwitchId, "")
            .With(RdsInstances.Port, RdsInstances.PortOf(instance.Engine));
        return instance.WithKept(parameters, Parameters);
    }

    private static bool IsVersion(string text) => text.Length <= Parameter.MaxNameLength && text != "" && char.IsAsciiDigit(text[0]);

    private static bool IsCloudStorage(string type) => type.StartsWith("cloud_", StringComparison.Ordinal) || type == "general_essd";

    private static Reply ReplyOf(Instance instance) => new()
    {
        ["DBInstanceId"] = instance.Id,
        ["ConnectionString"] = RdsInstances.AddressOf(instance).Host,
        ["Port"] = instance[RdsInstances.Port],
        ["OrderId"] = Orders.IdOf(instance.Id).ToString(CultureInfo.InvariantCulture),
        ["TaskId"] = "",
        ["Message"] = "",
        ["TagResult"] = instance.Tags.Count > 0,
        ["DryRun"] = false,
        ["DryRunResult"] = false,
    };

    internal sealed record Request(
        string Region,
        string Zone,
        bool IsClassicOnCloudStorage,
        IReadOnlyList<string> Templates,
        ImmutableSortedDictionary<string, string>? Tags,
        bool IsDryRun,
        RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidClass     = new(400, "InvalidDBInstanceClass.Malformed", "The specified parameter DBInstanceClass is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidVersion   = new(400, "InvalidEngineVersion.Malformed", "The specified parameter EngineVersion is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAddresses = new(400, "InvalidSecurityIPList.Format",   "The specified parameter securityIPList is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAddress   = new(400, "InvalidPrivateIpAddress.Format", "The specified private IP address format is incorrect.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidPeriod    = new(400, "InvalidParameter",               "The specified parameter \"Period\" is not valid.", By.Parameter, Source: Recorded);
        public static readonly ApiError InvalidUsedTime  = new(400, "InvalidUsedTime",                "UsedTime can not Less than or equal to zero.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError TooManyTemplates = new(400, "TooManyWhitelistTemplateIds",    "create dbinstance can support attach to up to 10 whitelist templates.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError ZoneNotSupported = new(400, "InvalidZone.NotSupported",       "The Specified Zone not supported.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError ClassicOnCloudStorage = new(400, "InvalidNetworkTypeClassicWhenCloudStorage", "The Specified InstanceNetworkType value Classic is not valid when choose cloud storage type.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidTag       = new(400, "InvalidTagKey.Malformed",        "The Tag.N.Key parameter is empty.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError TooManyTags      = new(400, "NumberExceed.Tags",              "The maximum number of Tags is exceeded. The maximum is 20.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError TagKeyTooLong    = new(400, "InvalidParameter.TagKey",        "The Tag.N.Key parameter is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError TagValueTooLong  = new(400, "InvalidParameter.TagValue",      "The Tag.N.Value parameter is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError Amount           = new(400, "InvalidParam.Amount",            "Amount is allowed from 1 to 20.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError CreateStrategy   = new(400, "InvalidParam.CreateStrategy",    "Only Atomicity and Partial are allowed.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError OtherRequest     = new(400, "InvalidRequestId",               "The request is copy, check your token.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError TooManyInstances = new(400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidClass, InvalidVersion, InvalidAddresses, InvalidAddress, InvalidPeriod, InvalidUsedTime, RdsErrors.InvalidPort, TooManyTemplates,
            ZoneNotSupported, ClassicOnCloudStorage, InvalidTag, TooManyTags, TagKeyTooLong, TagValueTooLong, Amount, CreateStrategy, OtherRequest,
            TooManyInstances, RdsErrors.RegionNotFound, RdsErrors.Denied,
        ];
    }
}
