using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives tags to AnalyticDB for PostgreSQL instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-tagresources</remarks>
internal sealed class TagResources : AnalyticDbTagOperation<TagResources.Request>
{
    private static readonly Parameter Tag = Parameter.Required("Tag", "1 to 20 tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: AnalyticDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } = [AnalyticDbTags.RegionId, AnalyticDbTags.ResourceType, AnalyticDbTags.ResourceId, Tag];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbTags.TooManyTags, AnalyticDbErrors.InvalidTag, AnalyticDbTags.TooManyInstances, AnalyticDbTags.InvalidResourceType,
        AnalyticDbErrors.RegionNotFound, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AnalyticDbTags.RegionId), parameters.FindValues(AnalyticDbTags.ResourceId).Count, parameters.FindItems(Tag));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(AnalyticDbTags.TooManyInstances);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(AnalyticDbTags.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(CanBeKept) && Tags.AreDistinct(tags)).OrError(AnalyticDbErrors.InvalidTag);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || instance.Region != request.Region)
            return AnalyticDbErrors.InstanceNotFound;
        var tags = instance.Tags.SetItems(Tags.Of(request.Tags));
        if (tags.Count > Math.Max(Tags.MaxCount, instance.Tags.Count))
            return AnalyticDbTags.TooManyTags;
        return Decision.Become(instance with { Tags = tags }, new InstanceEvent.InstanceModified());
    }

    private static bool CanBeKept(IReadOnlyDictionary<string, string> tag) => Tags.HasKey(tag)
        && AnalyticDbTags.CanBeKey(tag["Key"]) && AnalyticDbTags.CanBeValue(tag.GetValueOrDefault("Value", ""));

    internal sealed record Request(string Region, int InstanceCount, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags);
}
