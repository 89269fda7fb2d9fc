using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>What the actions for tags take and refuse alike.</summary>
internal static class MongoDbTags
{
    // As long as those that an instance is created with.
    public const int MaxKeyLength = 128;
    public const int MaxValueLength = 256;

    public static readonly ApiError InvalidKey          = new(400, "InvalidTagKey.Malformed",       "The specified parameter 'Tag.n.Key' or 'TagKey.n' is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidValue        = new(400, "InvalidTagValue.Malformed",     "The specified parameter 'Tag.n.Value' is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidResourceId   = new(400, "InvalidParameter.ResourceId",   "The specified parameter 'ResourceId.n' is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError Nothing             = new(400, "MissParameter.TagOrResourceId", "The parameter 'Tag.n'' or 'ResourceId.n' is needed.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyInstances    = new(400, "NumberExceed.ResourceIds",      "The ResourceIds parameter's number is exceed.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyTags         = new(400, "NumberExceed.Tags",             "The Tags parameter's number is exceed.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError RepeatedKey         = new(400, "Duplicate.TagKey",              "The specified parameter 'Tag.n.Key' is duplicated.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidResourceType = new(400, "InvalidParameter.ResourceType", "The specified parameter 'ResourceType' is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InstanceNotFound    = new(404, "InvalidDbInstanceId.NotFound",  "Specified instance does not exist.", By.Parameter, Source: DocumentedElsewhere);

    public static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou").Like(Regions.Has, MongoDbErrors.InvalidRegion);
    public static readonly Parameter ResourceType = Parameter.Required("ResourceType", "INSTANCE.", "INSTANCE").OneOf(["INSTANCE"], InvalidResourceType);
    public static readonly Parameter ResourceId = Parameter.Required("ResourceId", "1 to 50 instances.", "ResourceId.1=dds-sharded")
        .List(ListShape.Texts, InvalidResourceId);
    public static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated");

    public static bool AreKeys(IReadOnlyList<IReadOnlyDictionary<string, string>> tags) =>
        tags.All(tag => Tags.HasKey(tag) && tag["Key"].Length <= MaxKeyLength);

    public static bool AreValues(IReadOnlyList<IReadOnlyDictionary<string, string>> tags) =>
        tags.All(tag => tag.GetValueOrDefault("Value", "").Length <= MaxValueLength);
}

/// <summary>An action that changes the tags of MongoDB instances.</summary>
internal abstract class MongoDbTagOperation<TRequest>() : MongoDbOperation<TRequest>("update")
    where TRequest : notnull
{
    public sealed override Scope Scope => Scope.EachInstance;

    public sealed override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, MongoDbTags.ResourceId);
}
