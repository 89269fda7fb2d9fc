using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Takes tags from SelectDB instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-untagresources</remarks>
internal sealed class UntagResources : SelectDbTagOperation<UntagResources.Request>
{
    private static readonly Parameter TagKey = Parameter.Optional("TagKey", "Up to 20 keys of tags.", "TagKey.1=team").List(ListShape.Texts, Rows.InvalidKeys);
    private static readonly Parameter All = Parameter.Optional("All", "Whether all tags go: where no key is given.", "false").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionId, ResourceType, ResourceId, TagKey, All];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId), parameters.FindValues(ResourceId).Count, parameters.FindValues(TagKey), parameters.FindBoolean(All) ?? false);

    protected override void CheckFormats(Formats<Request> rules)
    {
        base.CheckFormats(rules);
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(SelectDbErrors.InvalidResources);
        rules.RuleFor(r => r.Keys).Must(keys => keys.Count <= Tags.MaxCount).OrError(Rows.InvalidKeys);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        var gone = request.Keys.Count == 0 && request.IsAll ? instance.Tags.Keys : request.Keys;
        if (!gone.Any(instance.Tags.ContainsKey))
            return new Decision.Answer(Reply.Empty);
        return Decision.Become(instance with { Tags = instance.Tags.RemoveRange(gone) }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string RegionId, int InstanceCount, IReadOnlyList<string> Keys, bool IsAll) : IRegional;

    // The vendor's API metadata does not have the action, and so no row of it.
    internal static class Rows
    {
        public static readonly ApiError InvalidKeys = new(400, "InvalidTagKey.Malformed", "The specified parameter TagKey is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidKeys, SelectDbErrors.InvalidResources, SelectDbErrors.InstanceNotFound, SelectDbErrors.RegionNotFound.ByAnalogy(),
            SelectDbErrors.Denied.ByAnalogy(),
        ];
    }
}
