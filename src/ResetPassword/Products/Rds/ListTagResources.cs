using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the tags of RDS instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-listtagresources</remarks>
internal sealed class ListTagResources() : RdsOperation<ListTagResources.Request>("get")
{
    private static readonly Parameter ResourceId = Parameter.Optional("ResourceId", "Only these instances, at most 50.", "ResourceId.1=rm-running")
        .List(ListShape.Texts);
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only instances that have all of these tags, at most 20.", "Tag.1.Key=team")
        .List().Of("Key", "Value");
    private static readonly Parameter NextToken = Parameter.Optional("NextToken", "Where the answer before ended.", "MA");

    public override IReadOnlyList<Parameter> Parameters { get; } = [RdsTags.RegionId, RdsTags.ResourceType, ResourceId, Tag, NextToken];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, ResourceId);

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RdsTags.RegionId), parameters.FindValues(ResourceId), parameters.FindItems(Tag), PageTokens.Find(parameters.Find(NextToken)));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r).Must(r => r.Ids.Count + r.Tags.Count > 0).OrError(Rows.Nothing);
        rules.RuleFor(r => r.Ids).Must(ids => ids.Count <= Tags.MaxResources).OrError(RdsTags.TooManyInstances);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(Rows.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(Tags.HasKey)).OrError(RdsTags.InvalidKey);
        rules.RuleFor(r => r.Skipped).Must(skipped => skipped is not null).OrError(Rows.InvalidToken);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var tags = Tags.List(seen.Instances, request.Region, request.Ids, Tags.Of(request.Tags));
        return new Decision.Answer(Tags.PageOf(tags, request.Skipped ?? 0, "ALIYUN::RDS::INSTANCE"));
    }

    internal sealed record Request(string Region, IReadOnlyList<string> Ids, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags, int? Skipped);

    internal static class Rows
    {
        public static readonly ApiError Nothing      = new(400, "BothEmpty.TagsAndResources",  "The specified Tags and ResourcesIds are not allow to both empty.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError TooManyTags  = new(400, "NumberExceed.Tags",           "The number of Tags parameter is exceed, Valid : 20", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidToken = new(400, "InvalidNextToken.Malformed",  "The specified parameter NextToken is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            Nothing, TooManyTags, RdsTags.TooManyInstances, RdsTags.InvalidResourceType, RdsTags.InvalidKey.ByAnalogy(), InvalidToken, RdsErrors.RegionNotFound,
            RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
