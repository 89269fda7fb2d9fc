using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists the tags of PolarDB clusters.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-listtagresources</remarks>
internal sealed class ListTagResources() : PolarDbOperation<ListTagResources.Request>("get")
{
    private static readonly Parameter ResourceId = Parameter.Optional("ResourceId", "Only these clusters, at most 50.", "ResourceId.1=pc-running")
        .List(ListShape.Texts, PolarDbTags.InvalidResourceId);
    private static readonly Parameter Tag = Parameter.Optional("Tag", "Only clusters that have all of these tags, at most 20.", "Tag.1.Key=team")
        .List(invalid: PolarDbErrors.InvalidTag).Of("Key", "Value");
    private static readonly Parameter NextToken = Parameter.Optional("NextToken", "Where the answer before ended.", "MA");

    public override IReadOnlyList<Parameter> Parameters { get; } = [PolarDbTags.RegionId, PolarDbTags.ResourceType, ResourceId, Tag, NextToken];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Scope Scope => Scope.AllInstances;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, ResourceId);

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(PolarDbTags.RegionId), parameters.FindValues(ResourceId), parameters.FindItems(Tag), PageTokens.Find(parameters.Find(NextToken)));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r).Must(r => r.Ids.Count + r.Tags.Count > 0).OrError(Rows.Nothing);
        rules.RuleFor(r => r.Ids).Must(ids => ids.Count <= Tags.MaxResources).OrError(PolarDbTags.TooManyClusters);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(PolarDbTags.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(Tags.HasKey)).OrError(PolarDbTags.InvalidKey);
        rules.RuleFor(r => r.Skipped).Must(skipped => skipped is not null).OrError(PolarDbErrors.InvalidNextToken);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        Instance[] clusters = [.. seen.Instances.Where(cluster => cluster.Region == request.Region && cluster.Status != PolarDbInstances.Released)];
        if (!request.Ids.All(id => clusters.Any(cluster => cluster.Id == id)))
            return PolarDbErrors.ClusterReleased;

        var tags = Tags.List(clusters, request.Region, request.Ids, Tags.Of(request.Tags));
        return new Decision.Answer(Tags.PageOf(tags, request.Skipped ?? 0, PolarDbTags.Cluster));
    }

    internal sealed record Request(string Region, IReadOnlyList<string> Ids, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags, int? Skipped);

    internal static class Rows
    {
        public static readonly ApiError Nothing = new(400, "MissParameter.TagOrResourceId", "The parameter Tag.n or ResourceId.n is needed.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbTags.TooManyTags, Nothing, PolarDbTags.TooManyClusters, PolarDbErrors.ClusterReleased.Via(By.Parameter), PolarDbTags.InvalidKey.ByAnalogy(),
            PolarDbTags.InvalidResourceId.ByAnalogy(), PolarDbErrors.InvalidTag, PolarDbErrors.InvalidNextToken, PolarDbErrors.InvalidRegion.ByAnalogy(),
            PolarDbErrors.Denied,
        ];
    }
}
