using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Lists the SelectDB instances of a region.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-describedbinstances</remarks>
internal sealed class DescribeDBInstances() : SelectDbOperation<DescribeDBInstances.Request>("list")
{
    private const long DefaultPageSize = 30;

    private static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "Only this resource group.", "rg-emulated");
    private static readonly Parameter DBInstanceIds =
        Parameter.Optional("DBInstanceIds", "Only these instances, with commas between them.", "selectdb-cn-7213cjv");
    private static readonly Parameter DBInstanceStatus = Parameter.Optional("DBInstanceStatus", "Only this status.", "ACTIVATION");
    private static readonly Parameter DBInstanceDescription =
        Parameter.Optional("DBInstanceDescription", "Only instances with this text in their description.", "test");
    private static readonly Parameter PageSize = Parameter.Optional("PageSize", "How many instances a page has: 30 (the default), 50 or 100.", "30")
        .OneOf(["30", "50", "100"]);
    private static readonly Parameter PageNumber = Parameter.Optional("PageNumber", "The page, counted from 1.", "1").Integer();
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only instances with these tags; Terraform sends them as one JSON text.",
        "Tag.1.Key=team Tag.1.Value=dev").List(invalid: SelectDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [ResourceGroupId, DBInstanceIds, DBInstanceStatus, DBInstanceDescription, PageSize, PageNumber, RegionId, Tag];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Find(ResourceGroupId) ?? "",
        (parameters.Find(DBInstanceIds) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        parameters.Find(DBInstanceStatus) ?? "",
        parameters.Find(DBInstanceDescription) ?? "",
        Tags.Find(parameters, Tag),
        parameters.FindInteger(PageNumber) ?? 1,
        parameters.FindInteger(PageSize) ?? DefaultPageSize);

    protected override void CheckFormats(Formats<Request> rules)
    {
        base.CheckFormats(rules);
        rules.RuleFor(r => r.Tags).Must(tags => tags is not null).OrError(SelectDbErrors.InvalidTag);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var page = Page.Of([.. seen.Instances.Where(request.Matches)], request.PageNumber, request.PageSize);
        return new Decision.Answer(new()
        {
            ["PageNumber"] = page.Number,
            ["PageSize"] = page.Size,
            ["TotalRecordCount"] = page.Total,
            ["Items"] = page.Items.Select(InstanceReplies.OfList).ToArray<object>(),
        });
    }

    internal sealed record Request(
        string RegionId,
        string ResourceGroupId,
        IReadOnlyList<string> Ids,
        string Status,
        string Description,
        ImmutableSortedDictionary<string, string>? Tags,
        long PageNumber,
        long PageSize) : IRegional
    {
        public bool Matches(Instance instance) =>
            instance.Region == RegionId
            && (ResourceGroupId == "" || instance[SelectDbInstances.ResourceGroupId] == ResourceGroupId)
            && (Ids.Count == 0 || Ids.Contains(instance.Id))
            && (Status == "" || instance.Status == Status)
            && instance[SelectDbInstances.Description].Contains(Description, StringComparison.Ordinal)
            && Products.Tags.Match(instance, Tags ?? PropertyValues.None);
    }

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [SelectDbErrors.InvalidTag, SelectDbErrors.RegionNotFound, SelectDbErrors.Denied];
    }
}
