using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the ECS security groups that may connect to an RDS instance: there are none.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describesecuritygroupconfiguration</remarks>
internal sealed class DescribeSecurityGroupConfiguration() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["DBInstanceName"] = instance.Id,
        ["Items"] = new Reply { ["EcsSecurityGroupRelation"] = Array.Empty<object>() },
    };
}
