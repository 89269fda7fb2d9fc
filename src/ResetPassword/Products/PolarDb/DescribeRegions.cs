using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists the regions and their zones.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describeregions</remarks>
internal sealed class DescribeRegions() : PolarDbOperation<DescribeRegions.Request>("get", resource: "*")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [PolarDbErrors.Denied];

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context) =>
        new Decision.Answer(new() { ["Regions"] = new Reply { ["Region"] = Regions.All.Select(ReplyOf).ToArray<object>() } });

    private static Reply ReplyOf(Region region) => new()
    {
        ["Zones"] = new Reply { ["Zone"] = region.Zones.Select(zone => new Reply { ["ZoneId"] = zone.Id, ["VpcEnabled"] = true }).ToArray<object>() },
        ["RegionId"] = region.Id,
    };

    internal sealed record Request;
}
