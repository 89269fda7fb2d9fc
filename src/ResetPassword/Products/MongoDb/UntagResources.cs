using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Takes tags from MongoDB instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-untagresources</remarks>
internal sealed class UntagResources : MongoDbTagOperation<UntagResources.Request>
{
    private static readonly Parameter TagKey = Parameter.Optional("TagKey", "Up to 20 keys of tags.", "TagKey.1=team").List(ListShape.Texts);
    private static readonly Parameter All = Parameter.Optional("All", "Whether all tags go: where no key is given.", "true").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [MongoDbTags.RegionId, MongoDbTags.ResourceType, All, MongoDbTags.ResourceGroupId, MongoDbTags.ResourceId, TagKey];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(MongoDbTags.RegionId),
        parameters.FindValues(MongoDbTags.ResourceId).Count,
        parameters.FindValues(TagKey),
        parameters.FindBoolean(All) ?? false);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(MongoDbTags.TooManyInstances);
        rules.RuleFor(r => r.Keys).Must(keys => keys.Count <= Tags.MaxCount).OrError(MongoDbTags.TooManyTags);
        rules.RuleFor(r => r.Keys).Must(keys => keys.All(key => key.Length <= MongoDbTags.MaxKeyLength)).OrError(MongoDbTags.InvalidKey);
        rules.RuleFor(r => r.Keys).Must(keys => keys.Distinct().Count() == keys.Count).OrError(MongoDbTags.RepeatedKey);
        rules.RuleFor(r => r).Must(r => r.Keys.Count > 0 || r.IsAll).OrError(MongoDbTags.Nothing);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || instance.Region != request.Region)
            return MongoDbTags.InstanceNotFound;
        var gone = request.Keys.Count > 0 ? request.Keys : instance.Tags.Keys;
        if (!gone.Any(instance.Tags.ContainsKey))
            return new Decision.Answer(Reply.Empty);
        return Decision.Become(instance with { Tags = instance.Tags.RemoveRange(gone) }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Region, int InstanceCount, IReadOnlyList<string> Keys, bool IsAll);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbTags.InvalidKey, MongoDbTags.InvalidValue.Via(By.Fault), MongoDbTags.InvalidResourceId, MongoDbTags.Nothing,
            MongoDbTags.TooManyInstances, MongoDbTags.TooManyTags, MongoDbTags.RepeatedKey,
            MongoDbTags.InvalidResourceType, MongoDbTags.InstanceNotFound, MongoDbErrors.InvalidRegion.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
