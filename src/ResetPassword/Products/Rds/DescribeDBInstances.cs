using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the RDS instances of a region.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstances</remarks>
internal sealed class DescribeDBInstances() : RdsOperation<DescribeDBInstances.Request>("get")
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter InstanceId = Parameter.Optional("DBInstanceId", "Only this instance.", "rm-uf6wjk5xxxxxxx");
    private static readonly Parameter SearchKey = Parameter.Optional("SearchKey", "Only instances with this text in their id or description.", "rm-uf6w");
    private static readonly Parameter Engine = Parameter.Optional("Engine", "Only this engine, in any case.", "MySQL").OneOf(RdsInstances.Model.Engines)
        .InAnyCase();
    private static readonly Parameter EngineVersion = Parameter.Optional("EngineVersion", "Only this version.", "8.0");
    private static readonly Parameter DBInstanceStatus = Parameter.Optional("DBInstanceStatus", "Only this status.", "Running");
    private static readonly Parameter DBInstanceType = Parameter.Optional("DBInstanceType", "Only this kind of instance.", "Primary")
        .OneOf(["Primary", "Readonly", "Guard", "Temp"], Rows.InvalidType);
    private static readonly Parameter DBInstanceClass = Parameter.Optional("DBInstanceClass", "Only this instance type.", "mysql.n2.medium.2c");
    private static readonly Parameter Category = Parameter.Optional("Category", "Only this edition.", "HighAvailability");
    private static readonly Parameter PayType = Parameter.Optional("PayType", "Only this billing method.", "Postpaid")
        .OneOf(["Postpaid", "Prepaid", "Serverless"]);
    private static readonly Parameter ConnectionMode = Parameter.Optional("ConnectionMode", "Only this connection mode.", "Standard")
        .OneOf(["Standard", "Safe"]);
    private static readonly Parameter InstanceNetworkType = Parameter.Optional("InstanceNetworkType", "Only this kind of network.", "VPC")
        .OneOf(["VPC", "Classic"]);
    private static readonly Parameter VpcId = Parameter.Optional("VpcId", "Only this VPC.", "vpc-emulated");
    private static readonly Parameter VSwitchId = Parameter.Optional("VSwitchId", "Only this vSwitch.", "vsw-emulated");
    private static readonly Parameter ZoneId = Parameter.Optional("ZoneId", "Only this zone.", "cn-hangzhou-h");
    private static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "Only this resource group.", "rg-emulated");
    private static readonly Parameter ConnectionString =
        Parameter.Optional("ConnectionString", "Only the instance with this connection string.", "rm-uf6wjk5xxxxxxx.mysql.rds.aliyuncs.com");
    private static readonly Parameter TagFilter = Parameter.Optional("Tags", "Only instances with these tags: a JSON object of texts.", "{\"team\":\"dev\"}");
    private static readonly Parameter Expired = Parameter.Optional("Expired", "Whether instances have expired: none has here.", "False")
        .OneOf(["True", "False"], Rows.InvalidExpired).InAnyCase();
    private static readonly Parameter DedicatedHostGroupId =
        Parameter.Optional("DedicatedHostGroupId", "Only this dedicated cluster: nothing is in one here.", "");
    private static readonly Parameter DedicatedHostId = Parameter.Optional("DedicatedHostId", "Only this dedicated host: nothing is on one here.", "");
    private static readonly Parameter Filter = Parameter.Optional("Filter", "Only instances with Babelfish: none has it here.", "");
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many instances a page has; 30 by default.", "30").Integer(1, 100);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer(0, 21_474_836);
    private static readonly Parameter MaxResults =
        Parameter.Optional("MaxResults", "How many instances an answer has when NextToken is used; 30 by default.", "30").Integer(1, 100);
    private static readonly Parameter NextToken = Parameter.Optional("NextToken", "Where to go on: the NextToken of the answer before.", "");

    // What is compared as it is.
    private static readonly (Parameter Parameter, Func<Instance, string> Value)[] Filters =
    [
        (InstanceId, instance => instance.Id),
        (Engine, instance => instance.Engine),
        (EngineVersion, instance => instance.EngineVersion),
        (DBInstanceStatus, instance => instance.Status),
        (DBInstanceType, InstanceReplies.TypeOf),
        (DBInstanceClass, instance => instance[RdsInstances.InstanceClass]),
        (Category, instance => instance[RdsInstances.Category]),
        (PayType, instance => instance[RdsInstances.PayType]),
        (ConnectionMode, instance => instance[RdsInstances.ConnectionMode]),
        (InstanceNetworkType, instance => instance[RdsInstances.NetworkType]),
        (VpcId, instance => instance[RdsInstances.VpcId]),
        (VSwitchId, instance => instance[RdsInstances.VSwitchId]),
        (ZoneId, instance => instance[RdsInstances.Zone]),
        (ResourceGroupId, instance => instance[RdsInstances.ResourceGroupId]),
        (Expired, _ => "False"),
        (DedicatedHostGroupId, _ => ""),
        (DedicatedHostId, _ => ""),
    ];

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, InstanceId, SearchKey, Engine, EngineVersion, DBInstanceStatus, DBInstanceType, DBInstanceClass, Category, PayType, ConnectionMode,
        InstanceNetworkType, VpcId, VSwitchId, ZoneId, ResourceGroupId, ConnectionString, TagFilter, Expired,
        Parameter.Optional("InstanceLevel", "Whether read-only instances are named in the answer: 0 or 1; none is here.", "0").Integer(0, 1),
        DedicatedHostGroupId, DedicatedHostId, Filter,
        Parameter.Optional("QueryAutoRenewal", "Whether the answer says if an instance is renewed; it does always.", "true").Boolean(),
        Parameter.Optional("ClientToken", "Has no effect: the call changes nothing.", "ETnLKlblzczshOTUbOCz"),
        PageSize, PageNumber, MaxResults, NextToken,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        [.. Filters.Select(filter => (filter.Value, Wanted: parameters.Find(filter.Parameter) ?? "")).Where(filter => filter.Wanted != "")],
        parameters.Find(ConnectionString) ?? "",
        parameters.Find(SearchKey) ?? "",
        parameters.Find(TagFilter) is { Length: > 0 } tags ? Tags.FindInJson(tags) : PropertyValues.None,
        parameters.Find(Filter) is null or "" or "null",
        PageTokens.Find(parameters.Find(NextToken)),
        parameters.Has(MaxResults) || parameters.Has(NextToken),
        parameters.FindInteger(MaxResults) ?? DefaultPageSize,
        parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Tags).Must(tags => tags?.ContainsKey("") == false).OrError(Rows.InvalidTags);
        rules.RuleFor(r => r.Skipped).Must(skipped => skipped is not null).OrError(Rows.InvalidNextToken);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        Instance[] found = [.. seen.Instances.Where(request.Matches)];
        var (skipped, size) = request.IsByToken ? (request.Skipped ?? 0, (int)request.MaxResults) : (-1, 0);
        var page = request.IsByToken
            ? new Page<Instance>([.. found.Skip(skipped).Take(size)], 1, size, found.Length)
            : Page.Of(found, request.PageNumber, request.PageSize);
        var reply = new Reply
        {
            ["Items"] = new Reply { ["DBInstance"] = page.Items.Select(InstanceReplies.OfList).ToArray<object>() },
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
            ["TotalRecordCount"] = page.Total,
            ["NextToken"] = request.IsByToken && skipped < found.Length - size ? PageTokens.Of(skipped + size) : "",
        };
        return new Decision.Answer(reply);
    }

    internal sealed record Request(
        string Region,
        IReadOnlyList<(Func<Instance, string> Value, string Wanted)> Wanted,
        string Host,
        string SearchKey,
        ImmutableSortedDictionary<string, string>? Tags,
        bool WithoutBabelfish,
        int? Skipped,
        bool IsByToken,
        long MaxResults,
        long PageNumber,
        long PageSize)
    {
        public bool Matches(Instance instance) =>
            instance.Region == Region
            && WithoutBabelfish
            && Wanted.All(filter => filter.Value(instance) == filter.Wanted)
            && (Host == "" || Host == RdsInstances.AddressOf(instance).Host || Host == RdsInstances.PublicAddressOf(instance)?.Host)
            && (instance.Id.Contains(SearchKey, StringComparison.Ordinal) || instance[RdsInstances.Description].Contains(SearchKey, StringComparison.Ordinal))
            && Products.Tags.Match(instance, Tags ?? PropertyValues.None);
    }

    internal static class Rows
    {
        public static readonly ApiError InvalidNextToken = new(400, "Invalid.NextToken",                     "The parameter NextToken is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidType      = new(400, "InvalidDBInstanceType.ValueNotSupport", "The specified  parameter DBInstanceType is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidExpired   = new(400, "InvalidExpired.Format",                 "The instance expiration status parameter is incorrect.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidTags      = new(400, "InvalidTags.Malformed",                 "The specified parameter Tags is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All = [InvalidNextToken, InvalidType, InvalidExpired, InvalidTags, RdsErrors.Denied];
    }
}
