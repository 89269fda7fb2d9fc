using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the whitelist templates of a MongoDB instance: there are none here.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describeglobalsecurityipgrouprelation</remarks>
internal sealed class DescribeGlobalSecurityIPGroupRelation : SettingOperation
{
    private static readonly Parameter DBClusterId = Parameter.Required("DBClusterId", "The instance ID.", "dds-bpxxxxxxxx");

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [Parameter.Required("RegionId", "The region; it is not asked for.", "cn-hangzhou"), DBClusterId];

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBClusterId));

    protected override Reply ReplyOf(Instance instance, CallContext context) =>
        new() { ["DBClusterId"] = instance.Id, ["GlobalSecurityIPGroupRel"] = Array.Empty<object>() };
}
