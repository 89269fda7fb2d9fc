using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>What the actions for tags take and refuse alike.</summary>
internal static class RdsTags
{
    public const int MaxKeyLength = 64;
    public const int MaxValueLength = 128;

    public static readonly ApiError InvalidKey          = new(400, "InvalidTagKey.Malformed",       "The Tag.N.Key parameter is blank", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidValue        = new(400, "InvalidTagValue.Malformed",     "The Tag.N.Value parameter is blank", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyInstances    = new(400, "NumberExceed.ResourceIds",      "The number of ResourceIds parameter is exceed , Valid : 50", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidResourceType = new(400, "InvalidParameter.ResourceType", "The parameter ResourceType is invalid.", By.Parameter, Source: DocumentedElsewhere);

    public static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou").Like(Regions.Has, RdsErrors.RegionNotFound);
    public static readonly Parameter ResourceType = Parameter.Required("ResourceType", "INSTANCE.", "INSTANCE").OneOf(["INSTANCE"], InvalidResourceType);
    public static readonly Parameter ResourceId = Parameter.Required("ResourceId", "1 to 50 instances.", "ResourceId.1=rm-running").List(ListShape.Texts);
}

/// <summary>An action that changes the tags of RDS instances.</summary>
internal abstract class RdsTagOperation<TRequest>(string accessLevel) : RdsOperation<TRequest>(accessLevel)
    where TRequest : notnull
{
    public sealed override Scope Scope => Scope.EachInstance;

    public sealed override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, RdsTags.ResourceId);
}
