using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Lists the regions and their zones, or those of one region.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describeregions</remarks>
internal sealed class DescribeRegions() : AnalyticDbOperation<DescribeRegions.Request>("list", resource: "*")
{
    private static readonly Parameter RegionFilter = Parameter.Optional("Region", "Only this region.", "cn-hangzhou");

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionFilter];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.Denied];

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(RegionFilter) ?? "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context) => new Decision.Answer(new()
    {
        ["Regions"] = new Reply
        {
            ["Region"] = Regions.All.Where(region => request.Region == "" || region.Id == request.Region).Select(ReplyOf).ToArray<object>(),
        },
    });

    private static Reply ReplyOf(Region region) => new()
    {
        ["RegionId"] = region.Id,
        ["Zones"] = new Reply { ["Zone"] = region.Zones.Select(zone => new Reply { ["ZoneId"] = zone.Id, ["VpcEnabled"] = true }).ToArray<object>() },
    };

    internal sealed record Request(string Region);
}
