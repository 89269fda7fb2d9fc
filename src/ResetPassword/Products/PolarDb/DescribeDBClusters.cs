using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists the PolarDB clusters of a region.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusters</remarks>
internal sealed class DescribeDBClusters() : PolarDbOperation<DescribeDBClusters.Request>("list", AllClusters)
{
    private const long DefaultPageSize = 30;
    private const int MaxTags = 20;
    private const int MaxInterval = 15;

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter DBClusterIds = Parameter.Optional("DBClusterIds", "Only these clusters, with commas between them.", "pc-running");
    private static readonly Parameter DBClusterDescription =
        Parameter.Optional("DBClusterDescription", "Only clusters with this text in their description.", "test");
    private static readonly Parameter ConnectionString =
        Parameter.Optional("ConnectionString", "Only the cluster with this host name.", "pc-running.rwlb.rds.aliyuncs.com");
    private static readonly Parameter DBClusterStatus = Parameter.Optional("DBClusterStatus", "Only this status.", "Running");
    private static readonly Parameter DBType = Parameter.Optional("DBType", "Only this engine.", "MySQL").OneOf(PolarDbInstances.Model.Engines).InAnyCase();
    private static readonly Parameter DBVersion = Parameter.Optional("DBVersion", "Only this version of the engine.", "8.0");
    private static readonly Parameter RecentCreationInterval = Parameter.Optional("RecentCreationInterval",
        "Only clusters that were created within so many days, at most 15.", "7").Integer(0, MaxInterval, Rows.InvalidCreation);
    private static readonly Parameter RecentExpirationInterval = Parameter.Optional("RecentExpirationInterval",
        "Only clusters that expire within so many days, at most 15: none does here.", "6").Integer(0, MaxInterval, Rows.InvalidExpiration);
    private static readonly Parameter Expired = Parameter.Optional("Expired", "Whether clusters have expired: none has here.", "false").Boolean();
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many clusters a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"], PolarDbErrors.InvalidPageSize);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1")
        .Integer(min: 1, invalid: PolarDbErrors.InvalidPageNumber);
    private static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "Only this resource group.", "rg-emulated");
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only clusters with these tags, at most 20.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: PolarDbErrors.InvalidTag).Of("Key", "Value");
    private static readonly Parameter PayType = Parameter.Optional("PayType", "Only this billing method.", "Postpaid").OneOf(["Postpaid", "Prepaid"]);
    private static readonly Parameter DBNodeIds = Parameter.Optional("DBNodeIds", "Only the clusters of these nodes, with commas between them.", "pi-running1");

    // What is compared as it is.
    private static readonly (Parameter Parameter, Func<Instance, string> Value)[] Filters =
    [
        (RegionId, cluster => cluster.Region),
        (DBClusterStatus, cluster => cluster.Status),
        (DBType, cluster => cluster.Engine),
        (DBVersion, cluster => cluster.EngineVersion),
        (ResourceGroupId, cluster => cluster[PolarDbInstances.ResourceGroupId]),
        (PayType, cluster => cluster[PolarDbInstances.PayType]),
    ];

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, DBClusterIds, DBClusterDescription, ConnectionString, DBClusterStatus, DBType,
        Parameter.Optional("DescribeType", "How much is shown: always all.", "Simple"),
        DBVersion, RecentCreationInterval, RecentExpirationInterval, Expired, PageSize, PageNumber, ResourceGroupId, Tag, PayType, DBNodeIds,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(parameters)
    {
        Wanted = [.. Filters.Select(filter => (filter.Value, Wanted: parameters.Find(filter.Parameter) ?? "")).Where(filter => filter.Wanted != "")],
        Region = parameters.Get(RegionId),
        Host = parameters.Find(ConnectionString) ?? "",
        Ids = parameters.FindValues(DBClusterIds),
        NodeIds = parameters.FindValues(DBNodeIds),
        Description = parameters.Find(DBClusterDescription) ?? "",
        IsMismatched = parameters.Has(DBType) && parameters.Has(DBVersion) && !PolarDbInstances.VersionsOf(parameters.Find(DBType) ?? "")
            .Contains(parameters.Find(DBVersion)),
        Tags = Tags.Find(parameters, Tag),
        CreatedWithin = parameters.FindInteger(RecentCreationInterval) is { } days ? TimeSpan.FromDays(days) : null,
        WantsExpiring = parameters.Has(RecentExpirationInterval) || parameters.FindBoolean(Expired) == true,
    };

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Region).Must(Regions.Has).OrError(PolarDbErrors.InvalidRegion);
        rules.RuleFor(r => r.Tags).Must(tags => tags is not null).OrError(PolarDbErrors.InvalidTag);
        rules.RuleFor(r => r.Tags).Must(tags => tags is null or { Count: <= MaxTags }).OrError(Rows.TooManyTags);
        rules.RuleFor(r => r).Must(r => !r.IsMismatched).OrError(PolarDbErrors.VersionMismatch);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var number = request.Parameters.FindInteger(PageNumber) ?? 1;
        var page = Page.Of([.. seen.Instances.Where(cluster => request.Matches(cluster, context.Now))], number, request.Parameters.FindInteger(PageSize)
            ?? DefaultPageSize);
        return new Decision.Answer(new()
        {
            ["TotalRecordCount"] = page.Total,
            ["PageRecordCount"] = page.Items.Count,
            ["PageNumber"] = page.Number,
            ["Items"] = new Reply { ["DBCluster"] = page.Items.Select(ClusterReplies.OfList).ToArray<object>() },
        });
    }

    internal sealed record Request(RpcParameters Parameters)
    {
        public required IReadOnlyList<(Func<Instance, string> Value, string Wanted)> Wanted { get; init; }

        public required string Region { get; init; }

        public required string Host { get; init; }

        public required IReadOnlyList<string> Ids { get; init; }

        public required IReadOnlyList<string> NodeIds { get; init; }

        public required string Description { get; init; }

        /// <summary>Whether the version is none of the engine's.</summary>
        public required bool IsMismatched { get; init; }

        public required ImmutableSortedDictionary<string, string>? Tags { get; init; }

        public required TimeSpan? CreatedWithin { get; init; }

        public required bool WantsExpiring { get; init; }

        public bool Matches(Instance cluster, DateTimeOffset now) =>
            !WantsExpiring
            && cluster.Status != PolarDbInstances.Released
            && Wanted.All(filter => filter.Value(cluster) == filter.Wanted)
            && (Host == "" || ClusterEndpoint.AllOf(cluster).Any(endpoint => endpoint.Address.Host == Host))
            && (Ids.Count == 0 || Ids.Contains(cluster.Id))
            && (NodeIds.Count == 0 || PolarDbInstances.NodeIdsOf(cluster).Any(NodeIds.Contains))
            && (CreatedWithin is not { } age || now - cluster.CreatedAt <= age)
            && cluster[PolarDbInstances.Description].Contains(Description, StringComparison.Ordinal)
            && Products.Tags.Match(cluster, Tags ?? PropertyValues.None);
    }

    internal static class Rows
    {
        public static readonly ApiError TooManyTags       = new(400, "NumberExceed.Tags",                       "The Tags parameter's number is exceed.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidCreation   = new(400, "InvalidRecentCreationInterval.Malformed", "The specified parameter RecentCreationInterval is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidExpiration = new(400, "InvalidRecentExpirationInterval.Malformed", "The specified parameter RecentExpirationInterval is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidRegion, TooManyTags, PolarDbErrors.InvalidPageSize, PolarDbErrors.InvalidPageNumber, InvalidCreation, InvalidExpiration,
            PolarDbErrors.VersionMismatch, PolarDbErrors.InvalidTag, PolarDbErrors.Denied,
        ];
    }
}
