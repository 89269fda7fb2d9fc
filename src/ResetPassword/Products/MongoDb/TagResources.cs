using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Gives tags to MongoDB instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-tagresources</remarks>
internal sealed class TagResources : MongoDbTagOperation<TagResources.Request>
{
    private static readonly Parameter Tag = Parameter.Required("Tag", "1 to 20 tags.", "Tag.1.Key=team Tag.1.Value=dev").List().Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [MongoDbTags.RegionId, MongoDbTags.ResourceType, MongoDbTags.ResourceGroupId, MongoDbTags.ResourceId, Tag];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(MongoDbTags.RegionId), parameters.FindValues(MongoDbTags.ResourceId).Count, parameters.FindItems(Tag));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(MongoDbTags.TooManyInstances);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(MongoDbTags.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(MongoDbTags.AreKeys).OrError(MongoDbTags.InvalidKey);
        rules.RuleFor(r => r.Tags).Must(MongoDbTags.AreValues).OrError(MongoDbTags.InvalidValue);
        rules.RuleFor(r => r.Tags).Must(Tags.AreDistinct).OrError(MongoDbTags.RepeatedKey);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || instance.Region != request.Region)
            return MongoDbTags.InstanceNotFound;
        var tags = instance.Tags.SetItems(Tags.Of(request.Tags));
        if (tags.Count > Math.Max(Tags.MaxCount, instance.Tags.Count))
            return Rows.TooManyOfInstance;
        return Decision.Become(instance with { Tags = tags }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Region, int InstanceCount, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags);

    internal static class Rows
    {
        public static readonly ApiError TooManyOfInstance = new(400, "NumberExceed.CustomTags", "The Custom Tags parameter's number is exceed. Valid 20.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbTags.InvalidKey, MongoDbTags.InvalidValue, MongoDbTags.InvalidResourceId, MongoDbTags.Nothing.Via(By.Fault),
            MongoDbTags.TooManyInstances, MongoDbTags.TooManyTags, TooManyOfInstance, MongoDbTags.RepeatedKey,
            MongoDbTags.InvalidResourceType, MongoDbTags.InstanceNotFound, MongoDbErrors.InvalidRegion.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
