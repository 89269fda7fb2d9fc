using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the regions and their zones, or those of one region; in Chinese unless English is asked for.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describeregions</remarks>
internal sealed class DescribeRegions() : MongoDbOperation<DescribeRegions.Request>("get", resource: "*")
{
    private static readonly Parameter RegionId = Parameter.Optional("RegionId", "Only this region.", "cn-hangzhou");
    private static readonly Parameter AcceptLanguage = Parameter.Optional("AcceptLanguage", "The language of the names: zh (the default) or en.", "en")
        .OneOf(["zh", "en"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionId, AcceptLanguage];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [MongoDbErrors.Denied];

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(RegionId) ?? "", parameters.Find(AcceptLanguage) == "en");

    protected override Decision Decide(Request request, in Seen seen, CallContext context) => new Decision.Answer(new()
    {
        ["Regions"] = new Reply
        {
            ["DdsRegion"] = Regions.All
                .Where(region => request.RegionId == "" || region.Id == request.RegionId)
                .Select(region => ReplyOf(region, request.IsEnglish))
                .ToArray<object>(),
        },
    });

    private static Reply ReplyOf(Region region, bool isEnglish) => new()
    {
        ["RegionId"] = region.Id,
        ["RegionName"] = isEnglish ? region.Name : region.ChineseName,
        ["EndPoint"] = "mongodb" + HostName.VendorDomain,
        ["Zones"] = new Reply
        {
            ["Zone"] = region.Zones.Select(zone => ReplyOf(zone, isEnglish)).ToArray<object>(),
        },
    };

    private static Reply ReplyOf(Zone zone, bool isEnglish) => new()
    {
        ["ZoneId"] = zone.Id,
        ["VpcEnabled"] = true,
        ["ZoneName"] = isEnglish ? zone.Name : zone.ChineseName,
    };

    internal sealed record Request(string RegionId, bool IsEnglish);
}
