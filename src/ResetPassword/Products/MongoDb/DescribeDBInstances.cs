using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists MongoDB instances: replica sets unless sharded clusters are asked for.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describedbinstances</remarks>
internal sealed class DescribeDBInstances() : MongoDbOperation<DescribeDBInstances.Request>("get", AllInstances)
{
    private const long DefaultPageSize = 30;
    private const string DefaultType = "replicate";

    private static readonly Parameter RegionId = Parameter.Optional("RegionId", "Only this region; all when left out.", "cn-hangzhou");
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer(min: 1);
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many instances a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"]);
    private static readonly Parameter InstanceId = Parameter.Optional("DBInstanceId", "Only this instance.", "dds-bp199659b178");
    private static readonly Parameter ReplicationFactor = Parameter.Optional("ReplicationFactor", "Only instances with so many nodes.", "3")
        .OneOf(["3", "5", "7"]);
    private static readonly Parameter DBInstanceDescription =
        Parameter.Optional("DBInstanceDescription", "Only instances with this text in their description.", "test");
    private static readonly Parameter DBInstanceStatus = Parameter.Optional("DBInstanceStatus", "Only this status.", "Running");
    private static readonly Parameter DBInstanceType = Parameter.Optional("DBInstanceType", "replicate (the default), sharding or serverless.", "replicate")
        .OneOf(["sharding", "replicate", "serverless"]);
    private static readonly Parameter DBInstanceClass = Parameter.Optional("DBInstanceClass", "Only this instance type.", "dds.mongo.standard");
    private static readonly Parameter EngineVersion = Parameter.Optional("EngineVersion", "Only this version.", "4.4");
    private static readonly Parameter NetworkType = Parameter.Optional("NetworkType", "Only this kind of network.", "VPC").OneOf(["Classic", "VPC"]);
    private static readonly Parameter VpcId = Parameter.Optional("VpcId", "Only this VPC.", "vpc-emulated");
    private static readonly Parameter VSwitchId = Parameter.Optional("VSwitchId", "Only this vSwitch.", "vsw-emulated");
    private static readonly Parameter ChargeType = Parameter.Optional("ChargeType", "Only this billing method.", "PostPaid").OneOf(["PrePaid", "PostPaid"]);
    private static readonly Parameter ZoneId = Parameter.Optional("ZoneId", "Only this zone.", "cn-hangzhou-h");
    private static readonly Parameter Expired = Parameter.Optional("Expired", "Whether instances have expired: none has here.", "false")
        .OneOf(["true", "false"]).InAnyCase();
    private static readonly Parameter ConnectionDomain =
        Parameter.Optional("ConnectionDomain", "Only the instance with this host name.", "dds-bp199659b178.mongodb.rds.aliyuncs.com");
    private static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "Only this resource group.", "rg-emulated");
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only instances with these tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: MongoDbErrors.InvalidTag).Of("Key", "Value");
    private static readonly Parameter DBNodeType = Parameter.Optional("DBNodeType", "Only this kind of nodes: all are default here.", "default");

    // What is compared as it is.
    private static readonly (Parameter Parameter, Func<Instance, string> Value)[] Filters =
    [
        (RegionId, instance => instance.Region),
        (InstanceId, instance => instance.Id),
        (ReplicationFactor, instance => instance[MongoDbInstances.ReplicationFactor]),
        (DBInstanceStatus, instance => instance.Status),
        (DBInstanceClass, instance => instance[MongoDbInstances.InstanceClass]),
        (EngineVersion, instance => instance.EngineVersion),
        (NetworkType, instance => instance[MongoDbInstances.NetworkType]),
        (VpcId, instance => instance[MongoDbInstances.VpcId]),
        (VSwitchId, instance => instance[MongoDbInstances.VSwitchId]),
        (ChargeType, instance => instance[MongoDbInstances.ChargeType]),
        (ZoneId, instance => instance[MongoDbInstances.Zone]),
        (Expired, _ => "false"),
        (ResourceGroupId, instance => instance[MongoDbInstances.ResourceGroupId]),
        (DBNodeType, _ => "default"),
    ];

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, PageNumber, PageSize, InstanceId, ReplicationFactor, DBInstanceDescription,
        Parameter.Optional("ExpireTime", "Only instances that expire before: none expires here, so nothing is left out.", "2019-12-26T16:00Z"),
        DBInstanceStatus, DBInstanceType, DBInstanceClass,
        Parameter.Optional("Engine", "MongoDB.", "MongoDB").OneOf(["MongoDB"]).InAnyCase(),
        EngineVersion, NetworkType, VpcId, VSwitchId, ChargeType, ZoneId, Expired, ConnectionDomain, ResourceGroupId, Tag, DBNodeType,
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [MongoDbErrors.InvalidTag, MongoDbErrors.Denied];

    public override Scope Scope => Scope.AllInstances;

    protected override Request Read(RpcParameters parameters) => new(
        [.. Filters.Select(filter => (filter.Value, Wanted: parameters.Find(filter.Parameter) ?? "")).Where(filter => filter.Wanted != "")],
        parameters.Find(DBInstanceType) ?? DefaultType,
        parameters.Find(DBInstanceDescription) ?? "",
        parameters.Find(ConnectionDomain) ?? "",
        Tags.Find(parameters, Tag),
        parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Tags).Must(tags => tags is not null).OrError(MongoDbErrors.InvalidTag);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var page = Page.Of([.. seen.Instances.Where(request.Matches)], request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["DBInstances"] = new Reply { ["DBInstance"] = page.Items.Select(InstanceReplies.OfList).ToArray<object>() },
            ["PageNumber"] = page.Number,
            ["PageSize"] = page.Size,
            ["TotalCount"] = page.Total,
        });
    }

    internal sealed record Request(
        IReadOnlyList<(Func<Instance, string> Value, string Wanted)> Wanted,
        string Type,
        string Description,
        string Domain,
        ImmutableSortedDictionary<string, string>? Tags,
        long PageNumber,
        long PageSize)
    {
        public bool Matches(Instance instance) =>
            instance[MongoDbInstances.DBInstanceType] == Type
            && Wanted.All(filter => filter.Value(instance) == filter.Wanted)
            && (Domain == "" || Nodes.Of(instance).SelectMany(node => node.Addresses).Any(found => found.Address.Host == Domain))
            && instance[MongoDbInstances.Description].Contains(Description, StringComparison.Ordinal)
            && Products.Tags.Match(instance, Tags ?? PropertyValues.None);
    }
}
