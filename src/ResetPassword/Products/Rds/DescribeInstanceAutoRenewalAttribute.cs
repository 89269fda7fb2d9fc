using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Lists whether the prepaid RDS instances of a region are renewed by themselves, as they were created; there is no billing here.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describeinstanceautorenewalattribute</remarks>
internal sealed class DescribeInstanceAutoRenewalAttribute() : RdsOperation<DescribeInstanceAutoRenewalAttribute.Request>("get")
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter DBInstanceIdFilter = Parameter.Optional("DBInstanceId", "Only this instance.", "rm-running");
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many a page has: 30 by default, 50 or 100.", "30").Integer(1, 100);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer(min: 1);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        RdsTags.RegionId, DBInstanceIdFilter, PageSize, PageNumber,
        Parameter.Optional("ClientToken", "A token; reading may be repeated anyway.", "ETnLKlblzczshOTUbOCz"),
        Parameter.Optional("proxyId", "Reserved.", "test"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [RdsErrors.RegionNotFound, RdsErrors.BusyByFault, RdsErrors.Denied];

    public override Scope Scope => Scope.AllInstances;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RdsTags.RegionId), parameters.Find(DBInstanceIdFilter) ?? "", parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var page = Page.Of([.. seen.Instances.Where(request.Matches)], request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["Items"] = new Reply { ["Item"] = page.Items.Select(ReplyOf).ToArray<object>() },
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
            ["TotalRecordCount"] = page.Total,
        });
    }

    private static Reply ReplyOf(Instance instance) => new()
    {
        ["AutoRenew"] = instance.Is(RdsInstances.AutoRenew) ? "True" : "False",
        ["DBInstanceId"] = instance.Id,
        ["Duration"] = instance.Is(RdsInstances.AutoRenew) ? 1 : 0,
        ["RegionId"] = instance.Region,
        ["Status"] = "Normal",
    };

    internal sealed record Request(string Region, string Id, long PageNumber, long PageSize)
    {
        public bool Matches(Instance instance) =>
            instance.Region == Region && instance[RdsInstances.PayType] == "Prepaid" && (Id == "" || Id == instance.Id);
    }
}
