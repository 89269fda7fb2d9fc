using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Takes tags from PolarDB clusters.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-untagresources</remarks>
internal sealed class UntagResources() : PolarDbTagOperation<UntagResources.Request>("delete")
{
    private static readonly Parameter TagKey = Parameter.Optional("TagKey", "Up to 20 keys of tags.", "TagKey.1=team").List(ListShape.Texts);
    private static readonly Parameter All = Parameter.Optional("All", "Whether all tags go: where no key is given.", "false").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } = [PolarDbTags.RegionId, PolarDbTags.ResourceType, PolarDbTags.ResourceId, TagKey, All];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(PolarDbTags.RegionId),
        parameters.FindValues(PolarDbTags.ResourceId).Count,
        parameters.FindValues(TagKey),
        parameters.FindBoolean(All) ?? false);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.ClusterCount).Must(count => count <= Tags.MaxResources).OrError(PolarDbTags.TooManyClusters);
        rules.RuleFor(r => r.Keys).Must(keys => keys.Count <= Tags.MaxCount).OrError(PolarDbTags.TooManyTags);
        rules.RuleFor(r => r.Keys).Must(keys => keys.All(key => key.Length <= PolarDbTags.MaxKeyLength)).OrError(PolarDbTags.InvalidKey);
        rules.RuleFor(r => r).Must(r => r.Keys.Count > 0 || r.IsAll).OrError(Rows.Nothing);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (PolarDbTags.FindIn(request.Region, seen) is not { } cluster)
            return PolarDbErrors.ClusterReleased;
        var gone = request.Keys.Count == 0 ? cluster.Tags.Keys : request.Keys;
        if (!gone.Any(cluster.Tags.ContainsKey))
            return new Decision.Answer(Reply.Empty);
        return Decision.Become(cluster with { Tags = cluster.Tags.RemoveRange(gone) }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Region, int ClusterCount, IReadOnlyList<string> Keys, bool IsAll);

    internal static class Rows
    {
        public static readonly ApiError Nothing = new(400, "InvalidParameter.TagKeysOrAll", "The specified parameter TagKeys or All is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbTags.TooManyTags, PolarDbTags.InvalidKey, Nothing, PolarDbErrors.ClusterReleased.Via(By.Parameter), PolarDbTags.TooManyClusters.ByAnalogy(),
            PolarDbTags.InvalidResourceId.ByAnalogy(), PolarDbErrors.InvalidRegion.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
