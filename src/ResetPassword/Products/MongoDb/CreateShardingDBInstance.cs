using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Creates a sharded cluster, whose shards and configuration servers each have an account root.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-createshardingdbinstance</remarks>
internal sealed class CreateShardingDBInstance() : MongoDbOperation<CreateShardingDBInstance.Request>("create", AllInstances)
{
    private const int MinNodes = 2;
    private const int MaxNodes = 32;

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter DBInstanceDescription = Parameter.Optional("DBInstanceDescription",
        "The description: 2 to 256 letters, digits, underscores, hyphens and blanks, starting with a letter.", "test").Keep(MongoDbInstances.Description);
    private static readonly Parameter SecurityIPList = Parameter.Optional("SecurityIPList", "The addresses that may connect, separated by commas.",
        "192.168.1.1,192.168.1.0/24").Keep(MongoDbInstances.SecurityIPList);
    private static readonly Parameter AccountPassword = Parameter.OptionalSecret("AccountPassword",
        "The password of root: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! # $ % ^ & * ( ) _ + - =; without it root has none that is known.", "Test123456!");
    private static readonly Parameter ChargeType = Parameter.Optional("ChargeType", "The billing method: a PrePaid instance cannot be deleted.", "PostPaid")
        .OneOf(["PrePaid", "PostPaid"]).Keep(MongoDbInstances.ChargeType);
    private static readonly Parameter Period =
        Parameter.Optional("Period", "The months of a PrePaid instance, which needs them; there is no billing here.", "1")
            .Integer(1, MongoDbInstances.MaxPeriod).Keep(MongoDbInstances.Period);
    private static readonly Parameter ClientToken = Parameter.Optional("ClientToken",
        "The same token for the same request makes a repeated call harmless; at most 64 ASCII characters.", "ETnLKlblzczshOTUbOCz");
    private static readonly Parameter Mongos = Parameter.Required("Mongos", "The mongos nodes: 2 to 32, each with a Class.",
        "Mongos.1.Class=mdb.shard.2x.xlarge.d Mongos.2.Class=mdb.shard.2x.xlarge.d").List(invalid: Rows.InvalidParam);
    private static readonly Parameter ReplicaSet = Parameter.Required("ReplicaSet", "The shards: 2 to 32, each with Class and Storage.",
        "ReplicaSet.1.Class=mdb.shard.2x.xlarge.d ReplicaSet.1.Storage=20 ReplicaSet.2.Class=mdb.shard.2x.xlarge.d ReplicaSet.2.Storage=20")
        .List(invalid: Rows.InvalidParam);
    private static readonly Parameter ConfigServer = Parameter.Required("ConfigServer", "The configuration servers: one item with Class and Storage.",
        "ConfigServer.1.Class=mdb.shard.2x.xlarge.d ConfigServer.1.Storage=20").List(invalid: Rows.InvalidParam);
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: MongoDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId,
        Parameter.Optional("ZoneId", "The zone.", "cn-hangzhou-g").Keep(MongoDbInstances.Zone),
        Parameter.Required("Engine", "MongoDB.", "MongoDB").OneOf(["MongoDB"]).InAnyCase(),
        Parameter.Required("EngineVersion", "The version of the engine.", "4.4")
            .OneOf(["3.0", "3.2", "3.4", "4.0", "4.2", "4.4", "5.0", "6.0", "7.0"], Rows.InvalidVersion),
        DBInstanceDescription, SecurityIPList, AccountPassword, ChargeType, Period,
        Parameter.Optional("NetworkType", "The kind of network.", "VPC").OneOf(["VPC", "Classic"]).Keep(MongoDbInstances.NetworkType),
        Parameter.Optional("VpcId", "The VPC.", "vpc-emulated").UpTo().Keep(MongoDbInstances.VpcId),
        Parameter.Optional("VSwitchId", "The vSwitch.", "vsw-emulated").UpTo().Keep(MongoDbInstances.VSwitchId),
        Parameter.Optional("SrcDBInstanceId", "The instance to restore; nothing is restored here.", "dds-bp11483712c1"),
        Parameter.Optional("RestoreTime", "The time to restore; nothing is restored here.", "2022-03-08T02:30:25Z"),
        ClientToken,
        Parameter.Optional("StorageEngine", "The storage engine.", "WiredTiger").OneOf(["WiredTiger", "RocksDB"]).Keep(MongoDbInstances.StorageEngine),
        Parameter.Optional("AutoRenew", "Whether a PrePaid instance is renewed; there is no billing here.", "true").OneOf(["true", "false"]).InAnyCase()
            .Keep(MongoDbInstances.AutoRenew),
        Parameter.Optional("ProtocolType", "The protocol.", "mongodb").OneOf(["mongodb", "dynamodb"]).Keep(MongoDbInstances.ProtocolType),
        Mongos, ReplicaSet, ConfigServer,
        Parameter.Optional("ResourceGroupId", "The resource group.", "rg-emulated").UpTo().Keep(MongoDbInstances.ResourceGroupId),
        Parameter.Optional("SecondaryZoneId", "The zone of the secondary node.", "cn-hangzhou-h").UpTo().Keep(MongoDbInstances.SecondaryZone),
        Parameter.Optional("HiddenZoneId", "The zone of the hidden node.", "cn-hangzhou-i").UpTo().Keep(MongoDbInstances.HiddenZone),
        Parameter.Optional("StorageType", "The storage type.", "cloud_essd1").OneOf(["cloud_essd1", "cloud_essd2", "cloud_essd3", "local_ssd"])
            .Keep(MongoDbInstances.StorageType),
        Parameter.Optional("GlobalSecurityGroupIds", "Global whitelists; they are not kept.", "g-qxieqf40xjst1ngpr3jz"),
        Tag,
        Parameter.Optional("Encrypted", "Whether disks are encrypted; nothing is here.", "true").Boolean().Keep(MongoDbInstances.Encrypted),
        Parameter.Optional("EncryptionKey", "The key of disk encryption.", "2axxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx").UpTo()
            .Keep(MongoDbInstances.EncryptionKey),
        Parameter.Optional("ProvisionedIops", "Provisioned IOPS.", "1960").Integer().Keep(MongoDbInstances.ProvisionedIops),
        Parameter.Optional("SrcRegion", "The region of the backup; nothing is restored here.", "cn-beijing"),
        Parameter.Optional("BackupId", "The backup to restore; nothing is restored here.", "cb-xxx"),
        Parameter.Optional("RestoreType", "What is restored; nothing is here.", "1").OneOf(["1", "2", "3"]),
        Parameter.Optional("DestRegion", "The region of the restored instance; nothing is restored here.", "cn-hangzhou"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.NewInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(context.NewId("dds-", Action, parameters.Find(ClientToken)));

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.FindSecret(AccountPassword),
        ClusterNodes.OfMongos(parameters.FindItems(Mongos)),
        ClusterNodes.OfShards(parameters.FindItems(ReplicaSet)),
        ClusterNodes.OfShards(parameters.FindItems(ConfigServer)),
        Tags.Find(parameters, Tag),
        parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Region).Must(Regions.Has).OrError(MongoDbErrors.InvalidRegion);
        rules.RuleFor(r => r.Parameters).Must(NewInstances.IsInRegion).OrError(MongoDbErrors.ZoneClosed);
        rules.RuleFor(r => r.Password).Must(password => password is null || AccountRules.Password.Accepts(password)).OrError(MongoDbErrors.InvalidPassword);
        rules.RuleFor(r => r.Tags).Must(Tags.CanBeKept).OrError(MongoDbErrors.InvalidTag);
        rules.RuleFor(r => r.Parameters.Find(DBInstanceDescription)).Must(text => string.IsNullOrEmpty(text) || AccountRules.IsDescription(text))
            .OrError(Rows.InvalidParam);
        rules.RuleFor(r => r.Parameters.Find(SecurityIPList)).Must(text => text is null || AddressList.IsValid(text)).OrError(Rows.InvalidParam);
        rules.RuleFor(r => r.Parameters.Find(ClientToken)).Must(NewInstances.IsToken).OrError(Rows.InvalidParam);
        rules.RuleFor(r => r.Parameters).Must(p => p.Find(ChargeType) != "PrePaid" || p.Has(Period)).OrError(Rows.InvalidParam);
        rules.RuleFor(r => r.Mongos).Must(nodes => nodes is { Count: >= MinNodes and <= MaxNodes }).OrError(Rows.InvalidParam);
        rules.RuleFor(r => r.Shards).Must(nodes => nodes is { Count: >= MinNodes and <= MaxNodes }).OrError(Rows.InvalidParam);
        rules.RuleFor(r => r.ConfigServers).Must(nodes => nodes is { Count: 1 }).OrError(Rows.InvalidParam);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var creation = new Creation(request.Parameters, this, seen);
        if (creation.FindAnswer(NewInstances.ReplyOf, Rows.OtherRequest, MongoDbErrors.TooManyInstances) is { } answer)
            return answer;

        var instance = NewInstances.Of(creation, request.Region, request.Parameters, Parameters, context) with { Tags = request.Tags ?? PropertyValues.None };
        instance = instance
            .With(MongoDbInstances.DBInstanceType, "sharding")
            .With(MongoDbInstances.Mongos, ClusterNodes.Write(request.Mongos))
            .With(MongoDbInstances.Shards, ClusterNodes.Write(request.Shards))
            .With(MongoDbInstances.ConfigServers, ClusterNodes.Write(request.ConfigServers));
        instance = MongoDbInstances.CharacterTypesOf(instance)
            .Aggregate(instance, (next, type) => next.With(NewInstances.Root(request.Password, type, context)));
        return new Decision.Change(instance, NewInstances.EventsOf(instance, request.Password), NewInstances.ReplyOf(instance));
    }

    internal sealed record Request(
        string Region,
        Secret? Password,
        IReadOnlyList<ClusterNode>? Mongos,
        IReadOnlyList<ClusterNode>? Shards,
        IReadOnlyList<ClusterNode>? ConfigServers,
        ImmutableSortedDictionary<string, string>? Tags,
        RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError OtherRequest   = new(400, "TokenServiceError",              "The request token is duplicated.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidParam   = new(400, "InvalidParam",                   "Param not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidVersion = new(400, "InvalidEngineVersion.Malformed", "Specified engine version is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            OtherRequest, InvalidParam, InvalidVersion, MongoDbErrors.InvalidPassword, MongoDbErrors.InvalidRegion, MongoDbErrors.ZoneClosed,
            MongoDbErrors.InvalidTag, MongoDbErrors.TooManyInstances.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
