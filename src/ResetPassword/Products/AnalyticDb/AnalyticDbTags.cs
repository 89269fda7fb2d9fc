using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>What the actions for tags take and refuse alike.</summary>
internal static class AnalyticDbTags
{
    private const int MaxLength = 128;
    private const string OfVendor = "acs:";

    public static readonly ApiError TooManyTags         = new(400, "NumberExceed.Tags",              "The Tags parameter number is exceed , Valid : 20", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError TooManyInstances    = new(400, "NumberExceed.ResourceIds",       "The ResourceIds parameter number is exceed , Valid : 50", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidResourceType = new(400, "InvalidResourceType.Malformed",  "The specified parameter ResourceType is not valid.", By.Parameter, Source: Analogy);

    public static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou").Like(Regions.Has, AnalyticDbErrors.RegionNotFound);
    public static readonly Parameter ResourceType = Parameter.Required("ResourceType", "instance or ALIYUN::GPDB::INSTANCE: any instance here.", "instance")
        .OneOf(["instance", "ALIYUN::GPDB::INSTANCE"], InvalidResourceType);
    public static readonly Parameter ResourceId = Parameter.Required("ResourceId", "1 to 50 instances.", "ResourceId.1=gp-running").List(ListShape.Texts);

    public static bool CanBeKey(string text) => CanBeValue(text) && !text.StartsWith("aliyun", StringComparison.Ordinal);

    public static bool CanBeValue(string text) => text.Length <= MaxLength && !text.StartsWith(OfVendor, StringComparison.Ordinal)
        && !text.Contains("http://", StringComparison.Ordinal) && !text.Contains("https://", StringComparison.Ordinal);
}

/// <summary>An action that changes the tags of AnalyticDB for PostgreSQL instances.</summary>
internal abstract class AnalyticDbTagOperation<TRequest>() : AnalyticDbOperation<TRequest>("update", resource: "*")
    where TRequest : notnull
{
    public sealed override Scope Scope => Scope.EachInstance;

    public sealed override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, AnalyticDbTags.ResourceId);
}
