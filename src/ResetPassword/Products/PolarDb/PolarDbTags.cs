using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>What the actions for tags take and refuse alike.</summary>
internal static class PolarDbTags
{
    public const string Cluster = "cluster";
    public const int MaxKeyLength = 128;
    public const int MaxValueLength = 256;

    public static readonly ApiError InvalidKey        = new(400, "InvalidTagKey.Malformed",     "The specified parameter TagKey.n is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidResourceId = new(400, "InvalidParameter.ResourceId", "The specified parameter ResourceId.n is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyTags       = new(400, "NumberExceed.Tags",           "The Tags parameter`s number is exceed.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyClusters   = new(400, "NumberExceed.ResourceIds",    "The ResourceIds parameter's number is exceed.", By.Parameter, Source: DocumentedElsewhere);

    public static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou").Like(Regions.Has, PolarDbErrors.InvalidRegion);
    public static readonly Parameter ResourceType = Parameter.Required("ResourceType", "cluster.", Cluster).OneOf([Cluster]);
    public static readonly Parameter ResourceId = Parameter.Required("ResourceId", "1 to 50 clusters.", "ResourceId.1=pc-running")
        .List(ListShape.Texts, InvalidResourceId);

    /// <summary>The loaded cluster, if it is one of the region and not released.</summary>
    public static Instance? FindIn(string region, in Seen seen) =>
        seen.Instance is { } cluster && cluster.Region == region && cluster.Status != PolarDbInstances.Released ? cluster : null;
}

/// <summary>An action that changes the tags of PolarDB clusters.</summary>
internal abstract class PolarDbTagOperation<TRequest>(string accessLevel) : PolarDbOperation<TRequest>(accessLevel)
    where TRequest : notnull
{
    public sealed override Scope Scope => Scope.EachInstance;

    public sealed override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, PolarDbTags.ResourceId);
}
