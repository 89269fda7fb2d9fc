using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Creates a replica set with the account root. Of what it takes, an emulator can keep little; the rest is accepted.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-createdbinstance</remarks>
internal sealed class CreateDBInstance() : MongoDbOperation<CreateDBInstance.Request>("create", AllInstances)
{
    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter ClientToken = Parameter.Optional("ClientToken",
        "The same token for the same request makes a repeated call harmless; at most 64 ASCII characters.", "ETnLKlblzczshOTUbOCz");
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
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: MongoDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, ClientToken,
        Parameter.Optional("ZoneId", "The zone.", "cn-hangzhou-g").Keep(MongoDbInstances.Zone),
        Parameter.Required("Engine", "MongoDB.", "MongoDB").OneOf(["MongoDB"]).InAnyCase(),
        Parameter.Required("EngineVersion", "The version of the engine.", "4.4").OneOf(["4.0", "4.2", "4.4", "5.0", "6.0", "7.0"]),
        Parameter.Required("DBInstanceClass", "The instance type.", "dds.mongo.standard").UpTo().Keep(MongoDbInstances.InstanceClass),
        Parameter.Required("DBInstanceStorage", "The storage, in GB.", "10").Integer(10, 16_000, Rows.InvalidStorage).Keep(MongoDbInstances.Storage),
        DBInstanceDescription, SecurityIPList, AccountPassword, ChargeType, Period,
        Parameter.Optional("NetworkType", "The kind of network.", "VPC").OneOf(["VPC"]).Keep(MongoDbInstances.NetworkType),
        Parameter.Optional("VpcId", "The VPC.", "vpc-emulated").UpTo().Keep(MongoDbInstances.VpcId),
        Parameter.Optional("VSwitchId", "The vSwitch.", "vsw-emulated").UpTo().Keep(MongoDbInstances.VSwitchId),
        Parameter.Optional("SrcDBInstanceId", "The instance to restore; nothing is restored here.", "dds-bp1ee12ad351"),
        Parameter.Optional("BackupId", "The backup to restore; nothing is restored here.", "32994"),
        Parameter.Optional("RestoreTime", "The time to restore; nothing is restored here.", "2022-03-13T12:11:14Z"),
        Parameter.Optional("BusinessInfo", "Business information; it is not kept.", "none"),
        Parameter.Optional("AutoRenew", "Whether a PrePaid instance is renewed; there is no billing here.", "true").OneOf(["true", "false"]).InAnyCase()
            .Keep(MongoDbInstances.AutoRenew),
        Parameter.Optional("DatabaseNames", "The databases to restore; nothing is restored here.", "mongodbtest"),
        Parameter.Optional("CouponNo", "The coupon; there is no billing here.", "default"),
        Parameter.Optional("StorageEngine", "The storage engine.", "WiredTiger").OneOf(["WiredTiger", "RocksDB"]).Keep(MongoDbInstances.StorageEngine),
        Parameter.Optional("ReplicationFactor", "How many nodes.", "3").OneOf(["3", "5", "7"]).Keep(MongoDbInstances.ReplicationFactor),
        Parameter.Optional("ReadonlyReplicas", "How many read-only nodes.", "0").Integer(0, 5).Keep(MongoDbInstances.ReadonlyReplicas),
        Parameter.Optional("ResourceGroupId", "The resource group.", "rg-emulated").UpTo().Keep(MongoDbInstances.ResourceGroupId),
        Parameter.Optional("ClusterId", "The dedicated cluster; it is not kept.", "dhg-2x78"),
        Parameter.Optional("StorageType", "The storage type.", "cloud_essd1").OneOf(["cloud_essd1", "cloud_essd2", "cloud_essd3", "cloud_auto", "local_ssd"])
            .Keep(MongoDbInstances.StorageType),
        Parameter.Optional("SecondaryZoneId", "The zone of the secondary node.", "cn-hangzhou-h").UpTo().Keep(MongoDbInstances.SecondaryZone),
        Parameter.Optional("HiddenZoneId", "The zone of the hidden node.", "cn-hangzhou-i").UpTo().Keep(MongoDbInstances.HiddenZone),
        Tag,
        Parameter.Optional("GlobalSecurityGroupIds", "Global whitelists; they are not kept.", "g-qxieqf40xjst1ngpr3jz"),
        Parameter.Optional("Encrypted", "Whether disks are encrypted; nothing is here.", "true").Boolean().Keep(MongoDbInstances.Encrypted),
        Parameter.Optional("EncryptionKey", "The key of disk encryption.", "2axxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx").UpTo()
            .Keep(MongoDbInstances.EncryptionKey),
        Parameter.Optional("ProvisionedIops", "Provisioned IOPS.", "1960").Integer().Keep(MongoDbInstances.ProvisionedIops),
        Parameter.Optional("RestoreType", "What is restored; nothing is here.", "0").OneOf(["0", "1", "2", "3"]),
        Parameter.Optional("SrcRegion", "The region of the backup; nothing is restored here.", "2"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.NewInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(context.NewId("dds-", Action, parameters.Find(ClientToken)));

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.FindSecret(AccountPassword),
        parameters.Find(DBInstanceDescription),
        parameters.Find(SecurityIPList),
        parameters.Find(ClientToken),
        parameters.Find(ChargeType) == "PrePaid" && parameters.Find(Period) is null,
        Tags.Find(parameters, Tag),
        parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Region).Must(Regions.Has).OrError(MongoDbErrors.InvalidRegion);
        rules.RuleFor(r => r.Parameters).Must(NewInstances.IsInRegion).OrError(MongoDbErrors.ZoneClosed);
        rules.RuleFor(r => r.Password).Must(password => password is null || AccountRules.Password.Accepts(password)).OrError(MongoDbErrors.InvalidPassword);
        rules.RuleFor(r => r.Tags).Must(Tags.CanBeKept).OrError(MongoDbErrors.InvalidTag);
        rules.RuleFor(r => r.Description).Must(text => string.IsNullOrEmpty(text) || AccountRules.IsDescription(text))
            .OrError(MongoDbErrors.InvalidInstanceDescription);
        rules.RuleFor(r => r.Addresses).Must(text => text is null || AddressList.IsValid(text)).OrError(Rows.InvalidAddresses);
        rules.RuleFor(r => r.Token).Must(NewInstances.IsToken).OrError(Rows.InvalidToken);
        rules.RuleFor(r => r).Must(r => !r.LacksPeriod).OrError(Rows.MissingPeriod);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var creation = new Creation(request.Parameters, this, seen);
        if (creation.FindAnswer(NewInstances.ReplyOf, Rows.OtherRequest, MongoDbErrors.TooManyInstances) is { } answer)
            return answer;

        var instance = NewInstances.Of(creation, request.Region, request.Parameters, Parameters, context) with { Tags = request.Tags ?? PropertyValues.None };
        instance = instance.With(NewInstances.Root(request.Password, characterType: null, context));
        return new Decision.Change(instance, NewInstances.EventsOf(instance, request.Password), NewInstances.ReplyOf(instance));
    }

    internal sealed record Request(
        string Region,
        Secret? Password,
        string? Description,
        string? Addresses,
        string? Token,
        bool LacksPeriod,
        ImmutableSortedDictionary<string, string>? Tags,
        RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError MissingPeriod      = new(400, "MissingParameter",                      "Period is mandatory for this action.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidToken       = new(400, "InvalidClientToken.Malformed",          "Specified parameter ClientToken is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError OtherRequest       = new(400, "IdempotentParameterMismatch",           "Request uses a client token in a previous request but is not identical to that request.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAddresses   = new(400, "InvalidSecurityIPList.Malformed",       "The specified  parameter \"SecurityIPList\" is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidStorage     = new(400, "InvalidDBInstanceStorage.ValueNotSupported", "The specified parameter DBInstanceStorage is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MissingPeriod, InvalidToken, MongoDbErrors.InvalidInstanceDescription, OtherRequest, InvalidAddresses, InvalidStorage,
            MongoDbErrors.InvalidPassword, MongoDbErrors.InvalidRegion.ByAnalogy(), MongoDbErrors.ZoneClosed, MongoDbErrors.InvalidTag,
            MongoDbErrors.TooManyInstances, MongoDbErrors.Denied,
        ];
    }
}
