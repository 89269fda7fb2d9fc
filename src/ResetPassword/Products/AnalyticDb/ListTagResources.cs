using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Lists the tags of AnalyticDB for PostgreSQL instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-listtagresources</remarks>
internal sealed class ListTagResources()
    : AnalyticDbOperation<ListTagResources.Request>("get", resource: "acs:gpdb:{#regionId}:{#accountId}:dbinstance/*")
{
    private static readonly Parameter ResourceId = Parameter.Optional("ResourceId", "Only these instances, at most 50.", "ResourceId.1=gp-running")
        .List(ListShape.Texts);
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only instances that have all of these tags, at most 20.", "Tag.1.Key=team")
        .List().Of("Key", "Value");
    private static readonly Parameter NextToken = Parameter.Optional("NextToken", "Where the answer before ended.", "MA");

    public override IReadOnlyList<Parameter> Parameters { get; } = [AnalyticDbTags.RegionId, AnalyticDbTags.ResourceType, NextToken, ResourceId, Tag];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, ResourceId);

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(AnalyticDbTags.RegionId), parameters.Get(AnalyticDbTags.ResourceType), parameters.FindValues(ResourceId), parameters.FindItems(Tag),
        PageTokens.Find(parameters.Find(NextToken)));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r).Must(r => r.Ids.Count + r.Tags.Count > 0).OrError(Rows.Nothing);
        rules.RuleFor(r => r.Ids).Must(ids => ids.Count <= Tags.MaxResources).OrError(AnalyticDbTags.TooManyInstances);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(AnalyticDbTags.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(Tags.HasKey)).OrError(Rows.ValueWithoutKey);
        rules.RuleFor(r => r.Skipped).Must(skipped => skipped is not null).OrError(Rows.InvalidToken);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var tags = Tags.List(seen.Instances, request.Region, request.Ids, Tags.Of(request.Tags));
        return new Decision.Answer(Tags.PageOf(tags, request.Skipped ?? 0, request.ResourceType));
    }

    internal sealed record Request(
        string Region, string ResourceType, IReadOnlyList<string> Ids, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags, int? Skipped);

    internal static class Rows
    {
        // The page has the code, without its text.
        public static readonly ApiError ValueWithoutKey = new(400, "InvalidParameter.TagValue",   "The parameter TagValue is invalid.", By.Parameter, Source: Analogy);
        public static readonly ApiError Nothing         = new(400, "BothEmpty.TagsAndResources",  "The specified Tags and ResourcesIds are not allow to both empty.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidToken    = new(400, "InvalidNextToken.Malformed",  "The specified parameter NextToken is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            ValueWithoutKey, Nothing, AnalyticDbTags.TooManyTags.ByAnalogy(), AnalyticDbTags.TooManyInstances, AnalyticDbTags.InvalidResourceType, InvalidToken,
            AnalyticDbErrors.RegionNotFound, AnalyticDbErrors.Denied,
        ];
    }
}
