using System.Collections.Immutable;
using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Creates an AnalyticDB for PostgreSQL instance, without an account. Of what it takes, an emulator can keep little; the rest is accepted.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-createdbinstance
/// The metadata calls the two standby parameters mandatory; Terraform does not send them, so they are not asked for.
/// </remarks>
internal sealed class CreateDBInstance() : AnalyticDbOperation<CreateDBInstance.Request>("create", AllInstances)
{
    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter ZoneId = Parameter.Required("ZoneId", "The zone.", "cn-hangzhou-i").Keep(AnalyticDbInstances.Zone);
    private static readonly Parameter EngineVersion = Parameter.Required("EngineVersion", "The version of the engine.", "6.0")
        .OneOf(["6.0", "7.0"], AnalyticDbErrors.InvalidComponent);
    private static readonly Parameter Engine = Parameter.Required("Engine", "gpdb.", "gpdb").OneOf(["gpdb"]).InAnyCase();
    private static readonly Parameter DBInstanceDescription = Parameter.Optional("DBInstanceDescription", "The description: at most 256 characters.", "test")
        .Keep(AnalyticDbInstances.Description);
    private static readonly Parameter ClientToken =
        Parameter.Optional("ClientToken", "A token that makes it safe to repeat the call: the same token with the same request.", "0c593ea1-3bea-11e9-b96b-88");
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: AnalyticDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, ZoneId, EngineVersion, Engine,
        Parameter.Optional("DBInstanceClass", "The instance type; it is not kept.", "gpdb.group.segsdx1"),
        Parameter.Optional("DBInstanceGroupCount", "How many groups of nodes; it is not kept.", "2"),
        DBInstanceDescription,
        Parameter.Optional("SecurityIPList", "The addresses that may connect, separated by commas.", "127.0.0.1")
            .Like(AddressList.IsValid, AnalyticDbErrors.InvalidAddresses).Keep(AnalyticDbInstances.SecurityIPList),
        Parameter.Optional("PayType", "The billing method: a Prepaid instance cannot be deleted.", "Postpaid").OneOf(["Postpaid", "Prepaid"])
            .Keep(AnalyticDbInstances.PayType),
        Parameter.Optional("Period", "The period of a prepaid instance; there is no billing here.", "Month").OneOf(["Month", "Year"]),
        Parameter.Optional("UsedTime", "How many periods are paid for; there is no billing here.", "1").Integer(1),
        ClientToken,
        Parameter.Optional("InstanceNetworkType", "VPC.", "VPC").UpTo().Keep(AnalyticDbInstances.NetworkType),
        Parameter.Optional("VPCId", "The VPC.", "vpc-emulated").UpTo().Keep(AnalyticDbInstances.VpcId),
        Parameter.Optional("VSwitchId", "The vSwitch.", "vsw-emulated").UpTo().Keep(AnalyticDbInstances.VSwitchId),
        Parameter.Optional("PrivateIpAddress", "An address of the vSwitch; it is not kept.", "172.16.1.1"),
        Parameter.Optional("SegStorageType", "The storage type.", "cloud_essd").UpTo().Keep(AnalyticDbInstances.StorageType),
        Parameter.Optional("SegDiskPerformanceLevel", "The performance level of the disks.", "pl1").OneOf(["pl0", "pl1", "pl2"])
            .Keep(AnalyticDbInstances.DiskPerformanceLevel),
        Parameter.Optional("InstanceSpec", "Cores and memory of a node.", "2C16G").OneOf(AnalyticDbInstances.Specs)
            .Keep(AnalyticDbInstances.Spec),
        Parameter.Optional("SegNodeNum", "How many compute nodes.", "4").Integer(1, 512).Keep(AnalyticDbInstances.SegmentNodes),
        Parameter.Optional("MasterNodeNum", "How many coordinator nodes.", "1").Integer(1, 10).Keep(AnalyticDbInstances.MasterNodes),
        Parameter.Required("DBInstanceMode", "The resource type.", "StorageElastic").OneOf(["StorageElastic", "Serverless", "ServerlessPro", "Classic"])
            .Keep(AnalyticDbInstances.Mode),
        Parameter.Optional("StorageType", "The storage type, by its older name; it is not kept.", "cloud_essd"),
        Parameter.Optional("DBInstanceCategory", "The edition.", "HighAvailability").OneOf(["HighAvailability", "Basic"]).Keep(AnalyticDbInstances.Category),
        Parameter.Optional("ResourceGroupId", "The resource group.", "rg-emulated").UpTo().Keep(AnalyticDbInstances.ResourceGroupId),
        Parameter.Optional("StorageSize", "The storage of a node, in GB.", "200").Integer().Keep(AnalyticDbInstances.StorageSize),
        Parameter.Optional("CreateSampleData", "Whether sample data is loaded; none is here.", "false").Boolean(),
        Tag,
        Parameter.Optional("ServerlessResource", "The limit of a serverless instance.", "32").Integer().Keep(AnalyticDbInstances.ServerlessResource),
        Parameter.Optional("IdleTime", "After how long a serverless instance idles.", "600").Integer().Keep(AnalyticDbInstances.IdleTime),
        Parameter.Optional("ServerlessMode", "How a serverless instance is scheduled.", "Auto").OneOf(["Manual", "Auto"])
            .Keep(AnalyticDbInstances.ServerlessMode),
        Parameter.Optional("EncryptionType", "How disks are encrypted; nothing is here.", "CloudDisk").OneOf(["NULL", "CloudDisk"])
            .Keep(AnalyticDbInstances.EncryptionType),
        Parameter.Optional("EncryptionKey", "The key of disk encryption.", "0d2470df-da7b-4786-b981-88888888").UpTo()
            .Keep(AnalyticDbInstances.EncryptionKey),
        Parameter.Optional("VectorConfigurationStatus", "Whether the vector engine is on.", "enabled").OneOf(["enabled", "disabled"])
            .Keep(AnalyticDbInstances.VectorConfigurationStatus),
        Parameter.Optional("MasterCU", "The units of the coordinator nodes.", "8").Integer().Keep(AnalyticDbInstances.MasterCu),
        Parameter.Optional("SrcDbInstanceName", "The instance to restore; nothing is restored here.", "gp-bp"),
        Parameter.Optional("BackupId", "The backup to restore; nothing is restored here.", "1111111111"),
        Parameter.Optional("EnableSSL", "Whether connections are encrypted; there are none here.", "false").Boolean().Keep(AnalyticDbInstances.SslEnabled),
        Parameter.Optional("ProdType", "The product type.", "standard").OneOf(["standard", "cost-effective"]).Keep(AnalyticDbInstances.ProductType),
        Parameter.Optional("AINodeSpecInfos", "Nodes for AI; they are not kept.", "AINodeSpecInfos.1.AINodeNum=1").List(),
        Parameter.Optional("CacheStorageSize", "The cache of a node, in GB.", "800").UpTo().Keep(AnalyticDbInstances.CacheStorageSize),
        Parameter.Optional("DeployMode", "Over how many zones it is spread; it is not kept.", "single"),
        Parameter.Optional("MasterAISpec", "AI nodes of the coordinator; they are not kept.", "ADB.AIMedium.2"),
        Parameter.Optional("StandbyVSwitchId", "The vSwitch of the standby zone; it is not kept.", "vsw-bp1cpq8mr64paltkb"),
        Parameter.Optional("StandbyZoneId", "The standby zone; it is not kept.", "cn-hangzhou-j"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InvalidZone, AnalyticDbErrors.InvalidAddresses, AnalyticDbErrors.InvalidInstanceDescription, AnalyticDbErrors.InvalidTag,
        AnalyticDbErrors.OtherRequest, AnalyticDbErrors.TooManyInstances, AnalyticDbErrors.RegionNotFound, AnalyticDbErrors.Denied,
    ];

    public override Scope Scope => Scope.NewInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(context.NewId("gp-", Action, parameters.Find(ClientToken)));

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), Tags.Find(parameters, Tag), parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Region).Must(Regions.Has).OrError(AnalyticDbErrors.RegionNotFound);
        rules.RuleFor(r => r.Parameters).Must(p => Regions.IsZoneOf(p.Get(RegionId), p.Get(ZoneId))).OrError(AnalyticDbErrors.InvalidZone);
        rules.RuleFor(r => r.Parameters.Find(DBInstanceDescription) ?? "").Must(AccountRules.IsInstanceDescription)
            .OrError(AnalyticDbErrors.InvalidInstanceDescription);
        rules.RuleFor(r => r.Tags).Must(Tags.CanBeKept).OrError(AnalyticDbErrors.InvalidTag);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var creation = new Creation(request.Parameters, this, seen);
        if (creation.FindAnswer(ReplyOf, AnalyticDbErrors.OtherRequest, AnalyticDbErrors.TooManyInstances) is { } answer)
            return answer;

        var instance = NewInstance(creation, request, context);
        return new Decision.Change(instance, [new InstanceEvent.InstanceCreated()], ReplyOf(instance));
    }

    private Instance NewInstance(Creation creation, Request request, CallContext context)
    {
        var (status, pending) = context.StatusOver("Creating", AnalyticDbInstances.Model.Running);
        var instance = new Instance
        {
            Product = "AnalyticDb",
            Id = creation.Id,
            Region = request.Region,
            Engine = request.Parameters.Get(Engine),
            EngineVersion = request.Parameters.Get(EngineVersion),
            Status = status,
            Pending = pending,
            LockMode = AnalyticDbInstances.Model.Unlocked,
            Tags = request.Tags ?? PropertyValues.None,
            CreatedAt = context.Now,
            CreatedWith = creation.Fingerprint,
        };
        return instance.WithKept(request.Parameters, Parameters);
    }

    private static Reply ReplyOf(Instance instance) => new()
    {
        ["DBInstanceId"] = instance.Id,
        ["OrderId"] = Orders.IdOf(instance.Id).ToString(CultureInfo.InvariantCulture),
        ["Port"] = AnalyticDbInstances.AddressOf(instance).Port,
        ["ConnectionString"] = AnalyticDbInstances.AddressOf(instance).Host,
    };

    internal sealed record Request(string Region, ImmutableSortedDictionary<string, string>? Tags, RpcParameters Parameters);
}
