using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows whether the data of an RDS instance are encrypted: they are not.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstancetde</remarks>
internal sealed class DescribeDBInstanceTDE() : RdsReading(RdsErrors.InstanceNotFound.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["Databases"] = new Reply
        {
            ["Database"] = instance.Databases.Keys.Select(name => new Reply { ["DBName"] = name, ["TDEStatus"] = "Disabled" }).ToArray<object>(),
        },
        ["EncryptionKey"] = "",
        ["TDEMode"] = "",
        ["TDEStatus"] = "Disabled",
    };
}
