using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Lists the AnalyticDB for PostgreSQL instances of a region.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbinstances</remarks>
internal sealed class DescribeDBInstances() : AnalyticDbOperation<DescribeDBInstances.Request>("get", AllInstances)
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou");
    private static readonly Parameter DBInstanceDescription =
        Parameter.Optional("DBInstanceDescription", "Only instances with this text in their description.", "test");
    private static readonly Parameter InstanceNetworkType = Parameter.Optional("InstanceNetworkType", "Only this kind of network.", "VPC")
        .OneOf(["VPC", "Classic"]);
    private static readonly Parameter DBInstanceIds =
        Parameter.Optional("DBInstanceIds", "Only these instances, with commas between them.", "gp-bp12ga6v69h86");
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many instances a page has: 30 (the default), 50 or 100.", "50")
        .OneOf(["30", "50", "100"]);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer();
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only instances with these tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: AnalyticDbErrors.InvalidTag).Of("Key", "Value");
    private static readonly Parameter InstanceDeployTypes =
        Parameter.Optional("InstanceDeployTypes", "Only these kinds of deployment.", "InstanceDeployTypes.1=cluster").List(ListShape.Texts);
    private static readonly Parameter DBInstanceStatuses = Parameter.Optional("DBInstanceStatuses", "Only these statuses.", "DBInstanceStatuses.1=Running")
        .List(ListShape.Texts);
    private static readonly Parameter DBInstanceCategories =
        Parameter.Optional("DBInstanceCategories", "Only these editions.", "DBInstanceCategories.1=HighAvailability").List(ListShape.Texts);
    private static readonly Parameter DBInstanceModes = Parameter.Optional("DBInstanceModes", "Only these resource types.", "DBInstanceModes.1=StorageElastic")
        .List(ListShape.Texts);
    private static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "Only this resource group.", "rg-emulated");
    private static readonly Parameter VpcId = Parameter.Optional("VpcId", "Only this VPC.", "vpc-emulated");

    // One of the values that are named, if any is.
    private static readonly (Parameter Parameter, Func<Instance, string> Value)[] Filters =
    [
        (InstanceNetworkType, instance => instance[AnalyticDbInstances.NetworkType]),
        (DBInstanceIds, instance => instance.Id),
        (InstanceDeployTypes, _ => AnalyticDbInstances.DeployType),
        (DBInstanceStatuses, instance => instance.Status),
        (DBInstanceCategories, instance => instance[AnalyticDbInstances.Category]),
        (DBInstanceModes, instance => instance[AnalyticDbInstances.Mode]),
        (ResourceGroupId, instance => instance[AnalyticDbInstances.ResourceGroupId]),
        (VpcId, instance => instance[AnalyticDbInstances.VpcId]),
    ];

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RegionId, DBInstanceDescription, InstanceNetworkType, DBInstanceIds, PageSize, PageNumber, Tag, InstanceDeployTypes, DBInstanceStatuses,
        DBInstanceCategories, DBInstanceModes, ResourceGroupId, VpcId,
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InvalidTag, AnalyticDbErrors.RegionNotFound, AnalyticDbErrors.Denied];

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Find(DBInstanceDescription) ?? "",
        [.. Filters.Select(filter => (filter.Value, Wanted: parameters.FindValues(filter.Parameter))).Where(filter => filter.Wanted.Count > 0)],
        Tags.Find(parameters, Tag),
        parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Region).Must(Regions.Has).OrError(AnalyticDbErrors.RegionNotFound);
        rules.RuleFor(r => r.Tags).Must(tags => tags is not null).OrError(AnalyticDbErrors.InvalidTag);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var page = Page.Of([.. seen.Instances.Where(request.Matches)], request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["Items"] = new Reply { ["DBInstance"] = page.Items.Select(InstanceReplies.OfList).ToArray<object>() },
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
            ["TotalRecordCount"] = page.Total,
        });
    }

    internal sealed record Request(
        string Region,
        string Description,
        IReadOnlyList<(Func<Instance, string> Value, IReadOnlyList<string> Wanted)> Wanted,
        ImmutableSortedDictionary<string, string>? Tags,
        long PageNumber,
        long PageSize)
    {
        public bool Matches(Instance instance) =>
            instance.Region == Region
            && instance[AnalyticDbInstances.Description].Contains(Description, StringComparison.Ordinal)
            && Wanted.All(filter => filter.Wanted.Contains(filter.Value(instance)))
            && Products.Tags.Match(instance, Tags ?? PropertyValues.None);
    }
}
