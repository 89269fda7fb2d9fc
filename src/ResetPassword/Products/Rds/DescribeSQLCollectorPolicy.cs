using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows whether the SQL statements of an RDS instance are collected: they are not.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describesqlcollectorpolicy</remarks>
internal sealed class DescribeSQLCollectorPolicy() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, ClientToken, ResourceGroupId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["SQLCollectorStatus"] = "Disabled",
        ["StoragePeriod"] = 0,
    };
}
