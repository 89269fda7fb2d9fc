using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Lists the regions that have the product, or one of them, or the one with a zone.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-describeregions</remarks>
internal sealed class DescribeRegions : Operation<DescribeRegions.Request>
{
    private static readonly Parameter RegionFilter = Parameter.Optional("Region", "Only this region.", "cn-beijing");
    private static readonly Parameter ZoneId = Parameter.Optional("ZoneId", "Only the region with this zone, and only the zone.", "cn-beijing-h");

    public override string Documentation => "https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-describeregions";

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionFilter, ZoneId];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [SelectDbErrors.Denied];

    public override RamPermission Permission { get; } = new("selectdb:DescribeRegions", "get", "*", SelectDbErrors.Denied);

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(RegionFilter) ?? "", parameters.Find(ZoneId) ?? "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context) => new Decision.Answer(new()
    {
        ["RegionModelList"] = Regions.All
            .Where(region => SelectDbInstances.Regions.Contains(region.Id) && (request.Region == "" || region.Id == request.Region))
            .Select(region => (Region: region, Zones: region.Zones.Where(zone => request.ZoneId == "" || zone.Id == request.ZoneId).ToArray()))
            .Where(found => found.Zones.Length > 0)
            .Select(found => new Reply
            {
                ["RegionId"] = found.Region.Id,
                ["Zones"] = found.Zones.Select(zone => ReplyOf(zone, found.Region))
                .ToArray<object>()
            })
            .ToArray<object>(),
    });

    private static Reply ReplyOf(Zone zone, Region region) => new()
    {
        ["Description"] = zone.ChineseName,
        ["Disabled"] = false,
        ["Label"] = "",
        ["Name"] = zone.Name,
        ["RegionId"] = region.Id,
        ["SubDomain"] = $"{zone.Id}-aliyun",
        ["VpcEnabled"] = true,
        ["ZoneId"] = zone.Id,
    };

    internal sealed record Request(string Region, string ZoneId);
}
