using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Gives tags to RDS instances.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-tagresources</remarks>
internal sealed class TagResources() : RdsTagOperation<TagResources.Request>("create")
{
    private static readonly Parameter Tag = Parameter.Required("Tag", "1 to 20 tags.", "Tag.1.Key=team Tag.1.Value=dev").List().Of("Key", "Value");

    public override IReadOnlyList<Parameter> Parameters { get; } = [RdsTags.RegionId, RdsTags.ResourceType, RdsTags.ResourceId, Tag];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(RdsTags.RegionId), parameters.FindValues(RdsTags.ResourceId).Count, parameters.FindItems(Tag));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.InstanceCount).Must(count => count <= Tags.MaxResources).OrError(Rows.TooManyInstances);
        rules.RuleFor(r => r.Tags).Must(tags => tags.Count <= Tags.MaxCount).OrError(Rows.TooManyTags);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(tag => Tags.HasKey(tag) && tag["Key"].Length <= RdsTags.MaxKeyLength)).OrError(RdsTags.InvalidKey);
        rules.RuleFor(r => r.Tags).Must(tags => tags.All(tag => tag.GetValueOrDefault("Value", "").Length <= RdsTags.MaxValueLength))
            .OrError(RdsTags.InvalidValue);
        rules.RuleFor(r => r.Tags).Must(Tags.AreDistinct).OrError(Rows.RepeatedKey);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || instance.Region != request.Region)
            return Rows.InstanceNotFound;
        var tags = instance.Tags.SetItems(Tags.Of(request.Tags));
        if (tags.Count > Math.Max(Tags.MaxCount, instance.Tags.Count))
            return Rows.TooManyOfInstance;
        return Decision.Become(instance with { Tags = tags }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Region, int InstanceCount, IReadOnlyList<IReadOnlyDictionary<string, string>> Tags);

    internal static class Rows
    {
        public static readonly ApiError TooManyTags       = new(400, "NumberExceed.Tags",           "The maximum number of Tags is exceeded. The maximum value is 20.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError RepeatedKey       = new(400, "Duplicate.TagKey",            "The Tag.N.Key contain duplicate key.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError TooManyOfInstance = new(400, "OperationDenied.QuotaExceed", "The maximum number of Tags is exceeded.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError TooManyInstances  = new(400, "NumberExceed.ResourceIds",    "The maximum number of ResourceIds is exceeded. The maximum value is 50.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceNotFound  = new(400, "Request.NotFound",            "The requested resource is not available.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            TooManyTags, RdsTags.InvalidKey, RdsTags.InvalidValue, RepeatedKey, TooManyOfInstance, TooManyInstances, InstanceNotFound,
            RdsTags.InvalidResourceType.ByAnalogy(), RdsErrors.RegionNotFound, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
