using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows for how many days collected SQL statements of an RDS instance are kept: as long as they are of a new one.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describesqlcollectorretention</remarks>
internal sealed class DescribeSQLCollectorRetention() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, ResourceGroupId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["ConfigValue"] = "30",
    };
}
