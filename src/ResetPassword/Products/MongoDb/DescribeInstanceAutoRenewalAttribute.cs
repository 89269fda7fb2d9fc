using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists which prepaid MongoDB instances are said to be renewed: replica sets unless sharded clusters are asked for.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describeinstanceautorenewalattribute</remarks>
internal sealed class DescribeInstanceAutoRenewalAttribute() : MongoDbOperation<DescribeInstanceAutoRenewalAttribute.Request>("get")
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter RegionId = Parameter.Required("RegionId", "Only this region.", "cn-hangzhou");
    private static readonly Parameter InstanceId = Parameter.Optional("DBInstanceId", "Only this instance.", "dds-sharded");
    private static readonly Parameter DBInstanceType = Parameter.Optional("DBInstanceType", "replicate (the default) or sharding.", "sharding")
        .OneOf(["replicate", "sharding"]);
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many instances a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"]);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer(min: 1);

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionId, InstanceId, DBInstanceType, PageSize, PageNumber];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [MongoDbErrors.Denied];

    public override Scope Scope => Scope.AllInstances;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Find(InstanceId) ?? "",
        parameters.Find(DBInstanceType) ?? MongoDbInstances.DBInstanceType.Default,
        parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var page = Page.Of([.. seen.Instances.Where(request.Matches)], request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["Items"] = new Reply { ["Item"] = page.Items.Select(ReplyOf).ToArray<object>() },
            ["ItemsNumbers"] = page.Total,
            ["PageNumber"] = page.Number,
            ["PageRecordCount"] = page.Items.Count,
        });
    }

    private static Reply ReplyOf(Instance instance) => new()
    {
        ["AutoRenew"] = instance[MongoDbInstances.AutoRenew],
        ["DBInstanceType"] = instance[MongoDbInstances.DBInstanceType],
        ["DbInstanceId"] = instance.Id,
        ["Duration"] = "1",
        ["RegionId"] = instance.Region,
    };

    internal sealed record Request(string Region, string InstanceId, string Type, long PageNumber, long PageSize)
    {
        public bool Matches(Instance instance) =>
            MongoDbInstances.IsPrepaid(instance)
            && instance.Region == Region
            && instance[MongoDbInstances.DBInstanceType] == Type
            && (InstanceId == "" || instance.Id == InstanceId);
    }
}
