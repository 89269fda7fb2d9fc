using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Creates a SelectDB instance with the account admin. Of what it takes, an emulator can keep little; the rest is accepted.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-createdbinstance</remarks>
internal sealed class CreateDBInstance() : SelectDbOperation<CreateDBInstance.Request>("create")
{
    public const int MaxDescriptionLength = 256;

    private static readonly Parameter ClientToken =
        Parameter.Optional("ClientToken", "A token that makes it safe to repeat the call: the same token with the same request.", "AB");
    private static readonly Parameter EngineVersion = Parameter.Required("EngineVersion", "The version of the engine.", "2.4").UpTo();
    private static readonly Parameter ChargeType = Parameter.Required("ChargeType", "The billing method; Terraform's spelling is taken too.", "Postpaid")
        .OneOf(ChargeTypes.Spellings);
    private static readonly Parameter ZoneId = Parameter.Required("ZoneId", "The zone.", "cn-hangzhou-e").Keep(SelectDbInstances.Zone);
    private static readonly Parameter CacheSize = Parameter.Required("CacheSize", "The cache, in GB; GB may follow the number.", "200");
    private static readonly Parameter DBInstanceDescription = Parameter.Optional("DBInstanceDescription", "The description: at most 256 characters.", "test")
        .Keep(SelectDbInstances.Description);
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: SelectDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group.", "rg-emulated").UpTo().Keep(SelectDbInstances.ResourceGroupId),
        ClientToken,
        Parameter.Optional("Engine", "selectdb.", "selectdb").OneOf(["selectdb"]).InAnyCase(),
        EngineVersion, ChargeType,
        Parameter.Optional("UsedTime", "How many periods are paid for; there is no billing here.", "1").Integer(min: 1),
        Parameter.Optional("Period", "The period of a prepaid instance; there is no billing here.", "Month").OneOf(["Month", "Year"]),
        Parameter.Required("DBInstanceClass", "The instance type.", "selectdb.xlarge").UpTo().Keep(SelectDbInstances.InstanceClass),
        RegionId, ZoneId, CacheSize,
        Parameter.Required("VpcId", "The VPC.", "vpc-emulated").UpTo().Keep(SelectDbInstances.VpcId),
        Parameter.Required("VSwitchId", "The vSwitch.", "vsw-emulated").UpTo().Keep(SelectDbInstances.VSwitchId),
        DBInstanceDescription,
        Parameter.Optional("ConnectionString", "The connection string; it is not kept.", "selectdb-cn-7213c8y-public.selectdbfe.rds.aliyuncs.com"),
        Parameter.Optional("SecurityIPList", "The addresses that may connect, separated by commas.", "192.168.1.1")
            .Like(AddressList.IsValid, SelectDbErrors.InvalidAddresses).Keep(SelectDbInstances.SecurityIPList),
        Tag,
        Parameter.Optional("AddVPCIPs", "Whether the VPC's addresses may connect; it is not kept.", "1"),
        Parameter.Optional("ClusterNodeCount", "How many nodes the cluster has; it is not kept.", "3").Integer(),
        Parameter.Optional("ClusterNodeType", "The kind of nodes; it is not kept.", ""),
        Parameter.Optional("ConfigPatternType", "The kind of configuration; it is not kept.", ""),
        Parameter.Optional("DeployScheme", "Over how many zones it is spread.", "single_az").UpTo().Keep(SelectDbInstances.DeployScheme),
        Parameter.Optional("FEClassCode", "The type of the front end's nodes; it is not kept.", "selectdb_fe.xlarge16"),
        Parameter.Optional("FENodeCount", "How many nodes the front end has; it is not kept.", "3"),
        Parameter.Optional("MultiZone", "Zones and vSwitches of an instance in several zones; they are not kept.", "MultiZone.1.ZoneId=cn-hangzhou-e").List(),
        Parameter.Optional("ScaleMax", "The upper limit of a serverless instance; it is not kept.", "8")
            .Like(Capacity.IsNumber, SelectDbErrors.InvalidScaleMax),
        Parameter.Optional("ScaleMin", "The lower limit of a serverless instance; it is not kept.", "0.5")
            .Like(Capacity.IsNumber, SelectDbErrors.InvalidScaleMin),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.NewInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(context.NewId("selectdb-cn-", Action, parameters.Find(ClientToken)));

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(CacheSize), parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        base.CheckFormats(rules);
        rules.RuleFor(r => r.Parameters).Must(p => Regions.IsZoneOf(p.Get(RegionId), p.Get(ZoneId))).OrError(SelectDbErrors.InvalidZone);
        rules.RuleFor(r => r.CacheSize).Must(size => Capacity.GigabytesOf(size) is not null).OrError(SelectDbErrors.InvalidCacheSize);
        rules.RuleFor(r => r.Parameters.Find(DBInstanceDescription) ?? "").Must(text => text.Length <= MaxDescriptionLength).OrError(Rows.InvalidDescription);
        rules.RuleFor(r => r.Parameters).Must(parameters => Tags.CanBeKept(Tags.Find(parameters, Tag))).OrError(SelectDbErrors.InvalidTag);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var creation = new Creation(request.Parameters, this, seen);
        if (creation.FindAnswer(ReplyOf, Rows.OtherRequest, Rows.TooManyInstances) is { } answer)
            return answer;

        var instance = NewInstance(creation, request, context);
        if (SelectDbInstances.Whitelist.HasTooMuch(instance, instance.With(SelectDbInstances.SecurityIPList, "")))
            return SelectDbErrors.TooManyAddresses;
        return new Decision.Change(instance, [new InstanceEvent.InstanceCreated()], ReplyOf(instance));
    }

    private Instance NewInstance(Creation creation, Request request, CallContext context)
    {
        var parameters = request.Parameters;
        var (status, pending) = context.StatusOver("CREATING", SelectDbInstances.Model.Running);
        var instance = new Instance
        {
            Product = "SelectDb",
            Id = creation.Id,
            Region = request.RegionId,
            Engine = SelectDbInstances.Model.Engines[0],
            EngineVersion = parameters.Get(EngineVersion),
            Status = status,
            Pending = pending,
            LockMode = SelectDbInstances.Model.Unlocked,
            Tags = Tags.Find(parameters, Tag) ?? PropertyValues.None,
            CreatedAt = context.Now,
            CreatedWith = creation.Fingerprint,
        };
        instance = instance
            .With(SelectDbInstances.CacheSize, Capacity.GigabytesOf(request.CacheSize)?.ToString(CultureInfo.InvariantCulture) ?? "")
            .With(SelectDbInstances.ChargeType, ChargeTypes.Read(parameters.Get(ChargeType)))
            .With(NewAdmin(context));
        return instance.WithKept(parameters, Parameters);
    }

    // Nobody has given it a password yet: it has one that is too long for any call to set.
    private static DatabaseAccount NewAdmin(CallContext context) => new()
    {
        Name = "admin",
        Type = "Super",
        Status = SelectDbInstances.Model.Usable,
        Password = context.Hash(new(context.RequestId)),
        PasswordChangedAt = context.Now,
    };

    private static Reply ReplyOf(Instance instance) =>
        new() { ["Data"] = new Reply { ["DBInstanceId"] = instance.Id, ["OrderId"] = Orders.IdOf(instance.Id) } };

    internal sealed record Request(string RegionId, string CacheSize, RpcParameters Parameters) : IRegional;

    internal static class Rows
    {
        public static readonly ApiError OtherRequest     = new(400, "IdempotentParameterMismatch", "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError TooManyInstances = new(400, "QuotaExceed.AfterpayInstance", "Living afterpay instances quota exceeded.", By.State, Source: Analogy);
        public static readonly ApiError InvalidDescription = new(400, "InvalidDBInstanceDescription.Malformed", "The specified parameter DBInstanceDescription is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            OtherRequest, TooManyInstances, SelectDbErrors.InvalidCacheSize, SelectDbErrors.InvalidZone, SelectDbErrors.InvalidAddresses,
            SelectDbErrors.TooManyAddresses, InvalidDescription, SelectDbErrors.InvalidScaleMax, SelectDbErrors.InvalidScaleMin, SelectDbErrors.InvalidTag,
            SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
