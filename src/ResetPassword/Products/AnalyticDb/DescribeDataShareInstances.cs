using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Lists the serverless AnalyticDB for PostgreSQL instances of a region, each with whether it shares its data.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedatashareinstances
/// </remarks>
internal sealed class DescribeDataShareInstances() : AnalyticDbOperation<DescribeDataShareInstances.Request>("get", resource: "*")
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou")
        .Like(Regions.Has, AnalyticDbErrors.RegionNotFound);
    private static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "Only this resource group.", "rg-emulated");
    private static readonly Parameter SearchValue = Parameter.Optional("SearchValue", "Only instances with this in their id or description.", "gp-");
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many instances a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"]);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer();

    public override IReadOnlyList<Parameter> Parameters { get; } = [ResourceGroupId, RegionId, SearchValue, PageSize, PageNumber];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.RegionNotFound, AnalyticDbErrors.Denied];

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Find(ResourceGroupId) ?? "",
        parameters.Find(SearchValue) ?? "",
        parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var page = Page.Of([.. seen.Instances.Where(request.Matches)], request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["Items"] = new Reply { ["DBInstance"] = page.Items.Select(ReplyOf).ToArray<object>() },
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
            ["TotalRecordCount"] = page.Total,
        });
    }

    private static Reply ReplyOf(Instance instance) => new()
    {
        ["DBInstanceId"] = instance.Id,
        ["DBInstanceMode"] = instance[AnalyticDbInstances.Mode],
        ["DataShareStatus"] = instance[AnalyticDbInstances.DataShareStatus],
        ["Description"] = instance[AnalyticDbInstances.Description],
        ["RegionId"] = instance.Region,
        ["ZoneId"] = instance[AnalyticDbInstances.Zone],
    };

    internal sealed record Request(string Region, string ResourceGroup, string Text, long PageNumber, long PageSize)
    {
        public bool Matches(Instance instance) =>
            instance.Region == Region
            && AnalyticDbInstances.IsServerless(instance)
            && (ResourceGroup == "" || ResourceGroup == instance[AnalyticDbInstances.ResourceGroupId])
            && (instance.Id.Contains(Text, StringComparison.Ordinal) || instance[AnalyticDbInstances.Description].Contains(Text, StringComparison.Ordinal));
    }
}
