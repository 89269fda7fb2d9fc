using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows how often an RDS instance is measured.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstancemonitor</remarks>
internal sealed class DescribeDBInstanceMonitor() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, ClientToken];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["Period"] = instance[RdsInstances.MonitoringPeriod],
    };
}
