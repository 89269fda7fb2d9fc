using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Takes tags from RDS instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-untagresources</remarks>
internal sealed class UntagResources() : RdsTagOperation<UntagResources.Request>("delete")
{
    private static readonly Parameter TagKey = Parameter.Optional("TagKey", "Up to 20 keys of tags.", "TagKey.1=team")
        .List(ListShape.Texts, RdsTags.InvalidKey);
    private static readonly Parameter All = Parameter.Optional("All", "Whether all tags go: where no key is given.", "false").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } = [RdsTags.RegionId, RdsTags.ResourceType, RdsTags.ResourceId, TagKey, All];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RdsTags.RegionId),
        parameters.FindValues(RdsTags.ResourceId).Count,
        parameters.FindValues(TagKey),
        parameters.FindBoolean(All) ?? false);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(RdsTags.TooManyInstances);
        rules.RuleFor(r => r.Keys).Must(keys => keys.Count <= Tags.MaxCount).OrError(Rows.TooManyTags);
        rules.RuleFor(r => r.Keys).Must(keys => keys.All(key => key.Length <= RdsTags.MaxKeyLength)).OrError(RdsTags.InvalidKey);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || instance.Region != request.Region)
            return Rows.InstanceNotFound;
        var gone = request.Keys.Count == 0 && request.IsAll ? instance.Tags.Keys : request.Keys;
        if (!gone.Any(instance.Tags.ContainsKey))
            return new Decision.Answer(Reply.Empty);
        return Decision.Become(instance with { Tags = instance.Tags.RemoveRange(gone) }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Region, int InstanceCount, IReadOnlyList<string> Keys, bool IsAll);

    internal static class Rows
    {
        public static readonly ApiError TooManyTags      = new(400, "NumberExceed.Tags",          "The number of parameter Tags is exceed, Valid : 20", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceNotFound = new(400, "InvalidResourceId.NotFound", "ResourceId does not refer to an existing DB instance.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            TooManyTags, RdsTags.TooManyInstances, RdsTags.InvalidKey, InstanceNotFound, RdsTags.InvalidResourceType.ByAnalogy(), RdsErrors.RegionNotFound,
            RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
