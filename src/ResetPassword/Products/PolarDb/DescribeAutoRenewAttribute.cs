using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists whether prepaid PolarDB clusters are renewed by themselves.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describeautorenewattribute</remarks>
internal sealed class DescribeAutoRenewAttribute() : PolarDbOperation<DescribeAutoRenewAttribute.Request>("get")
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter DBClusterIds = Parameter.Optional("DBClusterIds", "Only these clusters, with commas between them.", "pc-running");
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many clusters a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"], PolarDbErrors.InvalidPageSize);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1")
        .Integer(min: 1, invalid: PolarDbErrors.InvalidPageNumber);
    private static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "Only this resource group.", "rg-emulated");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        PolarDbTags.RegionId, DBClusterIds, PageSize, PageNumber, ResourceGroupId,
        Parameter.Optional("CloudProvider", "The provider of the cloud; there is one here.", "ENS"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
        [PolarDbErrors.InvalidRegion, PolarDbErrors.InvalidPageSize, PolarDbErrors.InvalidPageNumber, PolarDbErrors.Denied];

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(PolarDbTags.RegionId),
        parameters.FindValues(DBClusterIds),
        parameters.Find(ResourceGroupId) ?? "",
        parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var page = Page.Of([.. seen.Instances.Where(request.Matches)], request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["TotalRecordCount"] = page.Total,
            ["PageRecordCount"] = page.Items.Count,
            ["PageNumber"] = page.Number,
            ["Items"] = new Reply { ["AutoRenewAttribute"] = page.Items.Select(ReplyOf).ToArray<object>() },
        });
    }

    private static Reply ReplyOf(Instance cluster) => new()
    {
        ["DBClusterId"] = cluster.Id,
        ["PeriodUnit"] = cluster[PolarDbInstances.RenewalUnit],
        ["Duration"] = int.Parse(cluster[PolarDbInstances.RenewalDuration], CultureInfo.InvariantCulture),
        ["RenewalStatus"] = cluster[PolarDbInstances.RenewalStatus],
        ["AutoRenewEnabled"] = cluster[PolarDbInstances.RenewalStatus] == PolarDbInstances.AutoRenewal,
        ["RegionId"] = cluster.Region,
    };

    internal sealed record Request(string Region, IReadOnlyList<string> Ids, string ResourceGroup, long PageNumber, long PageSize)
    {
        public bool Matches(Instance cluster) =>
            cluster.Region == Region
            && cluster.Status != PolarDbInstances.Released
            && cluster[PolarDbInstances.PayType] == "Prepaid"
            && (Ids.Count == 0 || Ids.Contains(cluster.Id))
            && (ResourceGroup == "" || cluster[PolarDbInstances.ResourceGroupId] == ResourceGroup);
    }
}
