using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Takes tags from AnalyticDB for PostgreSQL instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-untagresources</remarks>
internal sealed class UntagResources : AnalyticDbTagOperation<UntagResources.Request>
{
    private static readonly Parameter TagKey = Parameter.Optional("TagKey", "Up to 20 keys of tags.", "TagKey.1=team").List(ListShape.Texts);
    private static readonly Parameter All = Parameter.Optional("All", "Whether all tags go: where no key is given.", "false").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [AnalyticDbTags.RegionId, AnalyticDbTags.ResourceType, All, AnalyticDbTags.ResourceId, TagKey];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbTags.TooManyTags.ByAnalogy(), AnalyticDbTags.TooManyInstances, AnalyticDbTags.InvalidResourceType, AnalyticDbErrors.RegionNotFound,
        AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(AnalyticDbTags.RegionId),
        parameters.FindValues(AnalyticDbTags.ResourceId).Count,
        parameters.FindValues(TagKey),
        parameters.FindBoolean(All) ?? false);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(AnalyticDbTags.TooManyInstances);
        rules.RuleFor(r => r.Keys).Must(keys => keys.Count <= Tags.MaxCount).OrError(AnalyticDbTags.TooManyTags);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || instance.Region != request.Region)
            return AnalyticDbErrors.InstanceNotFound;
        var gone = request.Keys.Count == 0 && request.IsAll ? instance.Tags.Keys : request.Keys;
        if (!gone.Any(instance.Tags.ContainsKey))
            return new Decision.Answer(Reply.Empty);
        return Decision.Become(instance with { Tags = instance.Tags.RemoveRange(gone) }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Region, int InstanceCount, IReadOnlyList<string> Keys, bool IsAll);
}
