using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows whether an RDS instance switches to its secondary node by itself.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describehaswitchconfig</remarks>
internal sealed class DescribeHASwitchConfig() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, RegionId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["HAConfig"] = instance[RdsInstances.HaConfig],
        ["ManualHATime"] = instance[RdsInstances.ManualHaTime],
    };
}
