using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the ECS security groups that may connect to a MongoDB instance: none may here.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describesecuritygroupconfiguration</remarks>
internal sealed class DescribeSecurityGroupConfiguration : SettingOperation
{
    protected override Reply ReplyOf(Instance instance, CallContext context) =>
        new() { ["Items"] = new Reply { ["RdsEcsSecurityGroupRel"] = Array.Empty<object>() } };
}
