using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the regions: a row for each zone.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describeregions</remarks>
internal sealed class DescribeRegions() : RdsOperation<DescribeRegions.Request>("get", resource: "*")
{
    private static readonly Parameter AcceptLanguage = Parameter.Optional("AcceptLanguage", "The language of the names: en-US (the default) or zh-CN.", "en-US")
        .OneOf(["zh-CN", "en-US"], Rows.InvalidLanguage);

    public override IReadOnlyList<Parameter> Parameters { get; } = [AcceptLanguage];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(AcceptLanguage) == "zh-CN");

    protected override Decision Decide(Request request, in Seen seen, CallContext context) => new Decision.Answer(new()
    {
        ["Regions"] = new Reply
        {
            ["RDSRegion"] = Regions.All.SelectMany(region => region.Zones, (region, zone) => ReplyOf(region, zone, request.IsChinese)).ToArray<object>(),
        },
    });

    private static Reply ReplyOf(Region region, Zone zone, bool isChinese) => new()
    {
        ["ZoneId"] = zone.Id,
        ["RegionEndpoint"] = "rds" + HostName.VendorDomain,
        ["LocalName"] = isChinese ? region.ChineseName : region.Name,
        ["RegionId"] = region.Id,
        ["ZoneName"] = isChinese ? zone.ChineseName : zone.Name,
    };

    internal sealed record Request(bool IsChinese);

    internal static class Rows
    {
        public static readonly ApiError InvalidLanguage = new(404, "InvalidAcceptLanguage.NotFound", "Only Chinese (zh-CN) and English (en-US) are allowed.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All = [InvalidLanguage, RdsErrors.Denied];
    }
}
