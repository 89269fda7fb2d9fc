using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Gives tags to PolarDB clusters.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-tagresources</remarks>
internal sealed class TagResources() : PolarDbTagOperation<TagResources.Request>("create")
{
    private static readonly Parameter Tag = Parameter.Required("Tag", "1 to 20 tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: PolarDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } = [PolarDbTags.RegionId, PolarDbTags.ResourceType, PolarDbTags.ResourceId, Tag];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(PolarDbTags.RegionId), parameters.FindValues(PolarDbTags.ResourceId).Count, parameters.FindItems(Tag));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.ClusterCount).Must(count => count <= Tags.MaxResources).OrError(PolarDbTags.TooManyClusters);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(Rows.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(tag => Tags.HasKey(tag) && tag["Key"].Length <= PolarDbTags.MaxKeyLength))
            .OrError(PolarDbTags.InvalidKey);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(tag => tag.GetValueOrDefault("Value", "").Length <= PolarDbTags.MaxValueLength))
            .OrError(Rows.InvalidValue);
        rules.RuleFor(r => r.Tags).Must(Tags.AreDistinct).OrError(Rows.RepeatedKey);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (PolarDbTags.FindIn(request.Region, seen) is not { } cluster)
            return PolarDbErrors.ClusterReleased;
        var tags = cluster.Tags.SetItems(Tags.Of(request.Tags));
        if (tags.Count > Math.Max(Tags.MaxCount, cluster.Tags.Count))
            return Rows.TooManyTags;
        return Decision.Become(cluster with { Tags = tags }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Region, int ClusterCount, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags);

    internal static class Rows
    {
        public static readonly ApiError TooManyTags  = new(400, "NumberExceed.Tags",         "The number of tags is exceed , Valid : 20", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError RepeatedKey  = new(400, "Duplicate.TagKey",          "The specified parameter Tag.n.Key is duplicated.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidValue = new(400, "InvalidTagValue.Malformed", "The specified parameter Tag.n.Value is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            TooManyTags, PolarDbTags.InvalidKey, RepeatedKey, InvalidValue, PolarDbTags.TooManyClusters, PolarDbErrors.ClusterReleased.Via(By.Parameter),
            PolarDbErrors.InvalidTag, PolarDbErrors.InvalidRegion.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
