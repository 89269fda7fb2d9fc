using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Shows who may connect to an RDS instance of PostgreSQL by which method: anybody by password, as in a new one.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describepghbaconfig</remarks>
internal sealed class DescribePGHbaConfig() : RdsReading(DescribeDBInstanceAttribute.Rows.InstanceNotFound, Rows.WrongEngine)
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, ClientToken, ResourceGroupId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["DBInstanceId"] = instance.Id,
        ["DefaultHbaItems"] = new Reply { ["HbaItem"] = (object[])[Anybody] },
        ["HbaModifyTime"] = "",
        ["LastModifyStatus"] = "",
        ["ModifyStatusReason"] = "",
        ["RunningHbaItems"] = new Reply { ["HbaItem"] = (object[])[Anybody] },
    };

    protected override ApiError? FindRefusal(Instance instance) => instance.Engine == RdsInstances.PostgreSQL ? null : Rows.WrongEngine;

    private static Reply Anybody => new()
    {
        ["Address"] = "0.0.0.0/0",
        ["Database"] = "all",
        ["Mask"] = "",
        ["Method"] = "md5",
        ["Option"] = "",
        ["PriorityId"] = 0,
        ["Type"] = "host",
        ["User"] = "all",
    };

    internal static class Rows
    {
        public static readonly ApiError WrongEngine = new(400, "IncorrectDBInstanceType", "Current DB instance type does not support this operation.", By.State, Source: DocumentedElsewhere);
    }
}
