using System.Collections.Immutable;
using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Creates a PolarDB cluster without accounts. Of what it takes, an emulator can keep little; the rest is accepted.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-createdbcluster</remarks>
internal sealed class CreateDBCluster() : PolarDbOperation<CreateDBCluster.Request>("create", AllClusters)
{
    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter ZoneId = Parameter.Optional("ZoneId", "The zone, of the region.", "cn-hangzhou-j").Keep(PolarDbInstances.Zone);
    private static readonly Parameter DBType = Parameter.Required("DBType", "The engine.", "MySQL").OneOf(PolarDbInstances.Model.Engines).InAnyCase();
    private static readonly Parameter DBVersion =
        Parameter.Required("DBVersion", "The engine's version: 5.6, 5.7 or 8.0 of MySQL, 11 or 14 of Oracle, 11, 14 to 18 of PostgreSQL.", "8.0");
    private static readonly Parameter DBClusterDescription = Parameter.Optional("DBClusterDescription", "The description: 2 to 256 characters, no URL.", "test")
        .Keep(PolarDbInstances.Description);
    private static readonly Parameter AutoRenew =
        Parameter.Optional("AutoRenew", "Whether a prepaid cluster is renewed by itself; there is no billing here.", "true").Boolean();
    private static readonly Parameter CreationOption =
        Parameter.Optional("CreationOption", "How it is made; Normal, or from something that is not copied here.", "Normal");
    private static readonly Parameter ClientToken =
        Parameter.Optional("ClientToken", "A token that makes it safe to repeat the call: the same token with the same request.", "6000170000591aed949d0f5");
    private static readonly Parameter GDNId =
        Parameter.Optional("GDNId", "The global database network; CreationOption CreateGdnStandby needs it, and it is not kept.", "gdn-emulated");
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: PolarDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, ZoneId,
        Parameter.Optional("Architecture", "The processor architecture; it is not kept.", "X86").OneOf(["X86", "ARM"]),
        DBType, DBVersion,
        Parameter.Required("DBNodeClass", "The specification of the nodes.", "polar.mysql.x4.medium").UpTo().Keep(PolarDbInstances.NodeClass),
        Parameter.Optional("ClusterNetworkType", "The kind of network.", "VPC").UpTo().Keep(PolarDbInstances.NetworkType),
        DBClusterDescription,
        Parameter.Required("PayType", "The billing method: a prepaid cluster cannot be deleted.", "Postpaid").OneOf(["Postpaid", "Prepaid"])
            .Keep(PolarDbInstances.PayType),
        AutoRenew,
        Parameter.Optional("Period", "The unit of UsedTime; there is no billing here.", "Month").OneOf(["Month", "Year"]),
        Parameter.Optional("UsedTime", "How long a cluster is paid for; there is no billing here.", "1").Integer(1, 60),
        Parameter.Optional("VPCId", "The VPC.", "vpc-emulated").UpTo().Keep(PolarDbInstances.VpcId),
        Parameter.Optional("VSwitchId", "The vSwitch.", "vsw-emulated").UpTo().Keep(PolarDbInstances.VSwitchId),
        CreationOption,
        Parameter.Optional("SourceResourceId", "What it is made from; nothing is copied here.", "rm-running"),
        Parameter.Optional("CloneDataPoint", "The time to restore; nothing is restored here.", "LATEST"),
        ClientToken,
        Parameter.Optional("ResourceGroupId", "The resource group.", "rg-emulated").UpTo().Keep(PolarDbInstances.ResourceGroupId),
        Parameter.Optional("SecurityIPList", "The addresses that may connect, separated by commas.", "10.0.0.1")
            .Like(AddressList.IsValid, Rows.InvalidAddresses).Keep(PolarDbInstances.SecurityIPList),
        Parameter.Optional("TDEStatus", "Whether data are encrypted; nothing is here.", "true").Boolean(),
        GDNId,
        Parameter.Optional("CreationCategory", "The edition.", "Normal").OneOf(PolarDbInstances.Category.AllowedValues).Keep(PolarDbInstances.Category),
        Parameter.Optional("DefaultTimeZone", "SYSTEM, or hours from -12:00 to +13:00.", "SYSTEM").Like(IsTimeZone, Rows.InvalidTimeZone)
            .Keep(PolarDbInstances.TimeZone),
        Parameter.Optional("LowerCaseTableNames", "Whether MySQL tells the case of table names: 0 or 1.", "1")
            .OneOf(["0", "1"], Rows.InvalidCase).Keep(PolarDbInstances.LowerCaseTableNames),
        Parameter.Optional("BackupRetentionPolicyOnClusterDeletion", "Which backups stay: there are none here.", "NONE")
            .OneOf(["ALL", "LATEST", "NONE"], DeleteDBCluster.Rows.InvalidRetention),
        Parameter.Optional("StorageSpace", "The storage, in GB.", "50").Integer(20, 64_000).Keep(PolarDbInstances.StorageSpace),
        Parameter.Optional("DBMinorVersion", "The minor version.", "8.0.1").UpTo().Keep(PolarDbInstances.MinorVersion),
        Parameter.Optional("ParameterGroupId", "The parameter template; it is not kept.", "pcpg-emulated"),
        Tag,
        Parameter.Optional("ServerlessType", "The kind of serverless cluster.", "AgileServerless").UpTo().Keep(PolarDbInstances.ServerlessType),
        Parameter.Optional("ScaleMin", "The least units of a serverless node.", "1").Integer(1, 31).Keep(PolarDbInstances.ScaleMin),
        Parameter.Optional("ScaleMax", "The most units of a serverless node.", "3").Integer(1, 32).Keep(PolarDbInstances.ScaleMax),
        Parameter.Optional("AllowShutDown", "Whether a serverless cluster may stop; none does here.", "true").OneOf(["true", "false"]).InAnyCase()
            .Keep(PolarDbInstances.AllowShutDown),
        Parameter.Optional("ScaleRoNumMin", "The least read-only nodes of a serverless cluster.", "2").Integer(0, 15).Keep(PolarDbInstances.ScaleRoNumMin),
        Parameter.Optional("ScaleRoNumMax", "The most read-only nodes of a serverless cluster.", "4").Integer(0, 15).Keep(PolarDbInstances.ScaleRoNumMax),
        Parameter.Optional("StorageType", "The storage type.", "PSL4").UpTo().Keep(PolarDbInstances.StorageType),
        Parameter.Optional("DBNodeNum", "How many nodes; 2 when left out.", "1").Integer(1, 2).Keep(PolarDbInstances.NodeCount),
        Parameter.Optional("HotStandbyCluster", "The hot standby cluster; there is none here.", "ON").OneOf(["ON", "OFF", "STANDBY"]),
        Parameter.Optional("StrictConsistency", "Whether replicas are consistent; there are none here.", "ON").OneOf(["ON", "OFF"]),
        Parameter.Optional("StandbyAZ", "The zone of the standby; it is not kept.", "cn-hangzhou-g"),
        Parameter.Optional("ProxyType", "The kind of proxy; there is none here.", "Exclusive"),
        Parameter.Optional("ProxyClass", "The specification of the proxy; there is none here.", "polar.maxscale.g2.medium.c"),
        Parameter.Optional("LoosePolarLogBin", "Whether there is a binary log; there is none here.", "ON").OneOf(["ON", "OFF"])
            .Keep(PolarDbInstances.BinaryLog),
        Parameter.Optional("LooseXEngine", "Whether there is an X-Engine; there is none here.", "ON").OneOf(["ON", "OFF"]).Keep(PolarDbInstances.XEngine),
        Parameter.Optional("LooseXEngineUseMemoryPct", "The memory of the X-Engine, in percent; there is none here.", "50").Integer(10, 90)
            .Keep(PolarDbInstances.XEngineMemory),
        Parameter.Optional("StoragePayType", "How storage is paid; there is no billing here.", "Prepaid").OneOf(["Postpaid", "Prepaid"]),
        Parameter.Optional("StorageAutoScale", "Whether storage grows; it is not kept.", "Enable").OneOf(["Enable", "Disable"]),
        Parameter.Optional("StorageUpperBound", "How far storage grows, in GB; it is not kept.", "800").Integer(20, 64_000),
        Parameter.Optional("ProvisionedIops", "Provisioned IOPS.", "1000").Integer().Keep(PolarDbInstances.ProvisionedIops),
        Parameter.Optional("AgenticDbClusterDescription", "The description of an agentic cluster; it is not kept.", "test"),
        Parameter.Optional("AgenticDbClusterId", "The agentic cluster; it is not kept.", "pagc-emulated"),
        Parameter.Optional("AgenticDbType", "The kind of agentic cluster; it is not kept.", "dedicated"),
        Parameter.Optional("AutoUseCoupon", "Whether coupons are used; there is no billing here.", "true").Boolean(),
        Parameter.Optional("BurstingEnabled", "Whether I/O may burst; it is not kept.", "false"),
        Parameter.Optional("CloudProvider", "The provider of the cloud; there is one here.", "ENS"),
        Parameter.Optional("EnsRegionId", "The edge region; it is not kept.", "vn-hanoi-3"),
        Parameter.Optional("PromotionCode", "The coupon; there is no billing here.", "727934"),
        Parameter.Optional("SourceUid", "The account of the source; nothing is copied here.", "1022"),
        Parameter.Optional("StorageEncryption", "Whether storage is encrypted; nothing is here.", "false").Boolean(),
        Parameter.Optional("StorageEncryptionKey", "The key of storage encryption; it is not kept.", "key-emulated"),
        Parameter.Optional("TargetMinorVersion", "The minor version; it is not kept.", "8.0.1.1.54"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.NewInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) =>
        new(context.NewId(PolarDbInstances.Model.IdPrefix, Action, parameters.Find(ClientToken)));

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Find(ZoneId) ?? "",
        parameters.Get(DBType),
        parameters.Get(DBVersion),
        parameters.Find(DBClusterDescription) ?? "",
        parameters.Find(CreationOption) == "CreateGdnStandby" && !parameters.Has(GDNId),
        Tags.Find(parameters, Tag),
        parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Region).Must(Regions.Has).OrError(PolarDbErrors.InvalidRegion);
        rules.RuleFor(r => r).Must(r => r.Zone == "" || Regions.IsZoneOf(r.Region, r.Zone)).OrError(Rows.ZoneNotFound);
        rules.RuleFor(r => r).Must(r => PolarDbInstances.VersionsOf(r.Engine).Contains(r.Version)).OrError(PolarDbErrors.VersionMismatch);
        rules.RuleFor(r => r.Description).Must(text => text == "" || AccountRules.IsDescription(text)).OrError(PolarDbErrors.InvalidClusterDescription);
        rules.RuleFor(r => r).Must(r => !r.LacksGdn).OrError(Rows.MissingGdn);
        rules.RuleFor(r => r.Tags).Must(Tags.CanBeKept).OrError(PolarDbErrors.InvalidTag);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var creation = new Creation(request.Parameters, this, seen);
        if (creation.FindAnswer(ReplyOf, Rows.OtherRequest, Rows.TooManyClusters) is { } answer)
            return answer;

        var cluster = NewCluster(creation, request, context);
        return new Decision.Change(cluster, [new InstanceEvent.InstanceCreated()], ReplyOf(cluster));
    }

    private Instance NewCluster(Creation creation, Request request, CallContext context)
    {
        var (status, pending) = context.StatusOver("Creating", PolarDbInstances.Model.Running);
        var cluster = new Instance
        {
            Product = "PolarDb",
            Id = creation.Id,
            Region = request.Region,
            Engine = request.Engine,
            EngineVersion = request.Version,
            Status = status,
            Pending = pending,
            LockMode = PolarDbInstances.Model.Unlocked,
            Tags = request.Tags ?? PropertyValues.None,
            CreatedAt = context.Now,
            CreatedWith = creation.Fingerprint,
        };
        if (request.Parameters.FindBoolean(AutoRenew) == true)
            cluster = cluster.With(PolarDbInstances.RenewalStatus, PolarDbInstances.AutoRenewal);
        return cluster.With(PolarDbInstances.Zone, Regions.DefaultZoneOf(request.Region)).WithKept(request.Parameters, Parameters);
    }

    private static Reply ReplyOf(Instance cluster) => new()
    {
        ["ResourceGroupId"] = cluster[PolarDbInstances.ResourceGroupId],
        ["DBClusterId"] = cluster.Id,
        ["OrderId"] = Orders.IdOf(cluster.Id).ToString(CultureInfo.InvariantCulture),
        ["AgenticDbClusterId"] = "",
        ["AgenticDbClusterDescription"] = "",
    };

    // SYSTEM, or whole hours as the engine's variable takes them.
    private static bool IsTimeZone(string text) => text == "SYSTEM"
        || (text is [_, _, _, ':', '0', '0'] && int.TryParse(text.AsSpan(0, 3), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hours)
            && hours is >= -12 and <= 13);

    /// <param name="LacksGdn">Whether it asks for the standby of a global database network and names none.</param>
    internal sealed record Request(
        string Region,
        string Zone,
        string Engine,
        string Version,
        string Description,
        bool LacksGdn,
        ImmutableSortedDictionary<string, string>? Tags,
        RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidCase        = new(400, "InvalidLowerCaseTableNames.Malformed", "The specified LowerCaseTableNames is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidTimeZone    = new(400, "InvalidDefaultTimeZone.Malformed",     "The specified DefaultTimeZone is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError ZoneNotFound       = new(400, "Location.FailedGetSubDomain",          "The specified regionId does not match the zoneId or the zoneId does not exist.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError MissingGdn         = new(400, "MissParameter.GDNId",                  "The GDNId parameter is required.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAddresses   = new(400, "InvalidSecurityIPList.Malformed",      "The specified parameter SecurityIPList is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError TooManyClusters    = new(400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", By.State, Source: Analogy);
        public static readonly ApiError OtherRequest       = new(400, "IdempotentParameterMismatch",          "The request uses the same client token as a previous, but non-identical request.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            DeleteDBCluster.Rows.InvalidRetention, InvalidCase, InvalidTimeZone, ZoneNotFound, MissingGdn, PolarDbErrors.InvalidClusterDescription,
            InvalidAddresses, OtherRequest, TooManyClusters, PolarDbErrors.InvalidRegion.ByAnalogy(), PolarDbErrors.InvalidTag,
            PolarDbErrors.VersionMismatch.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
