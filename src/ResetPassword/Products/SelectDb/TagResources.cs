using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Gives tags to SelectDB instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-tagresources</remarks>
internal sealed class TagResources : SelectDbTagOperation<TagResources.Request>
{
    private static readonly Parameter Tag = Parameter.Required("Tag", "1 to 20 tags.", "Tag.1.Key=team Tag.1.Value=dev")
        .List(invalid: SelectDbErrors.InvalidTag).Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionId, ResourceType, ResourceId, Tag];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(RegionId), parameters.FindValues(ResourceId).Count, parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        base.CheckFormats(rules);
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(SelectDbErrors.InvalidResources);
        rules.RuleFor(r => r.Parameters).Must(parameters => Tags.CanBeKept(Tags.Find(parameters, Tag))).OrError(SelectDbErrors.InvalidTag);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        var tags = instance.Tags.SetItems(Tags.Of(request.Parameters.FindItems(Tag)));
        if (!Tags.CanBeKept(tags))
            return SelectDbErrors.InvalidTag;
        return Decision.Become(instance with { Tags = tags }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string RegionId, int InstanceCount, RpcParameters Parameters) : IRegional;

    // The vendor's API metadata does not have the action, and so no row of it.
    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.InvalidTag, SelectDbErrors.InvalidResources, SelectDbErrors.InstanceNotFound, SelectDbErrors.RegionNotFound.ByAnalogy(),
            SelectDbErrors.Denied.ByAnalogy(),
        ];
    }
}
