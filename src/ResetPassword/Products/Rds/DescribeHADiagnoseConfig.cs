using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows by what connections an RDS instance is found to be available.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describehadiagnoseconfig</remarks>
internal sealed class DescribeHADiagnoseConfig() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, RegionId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["TcpConnectionType"] = "SHORT",
    };
}
