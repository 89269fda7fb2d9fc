using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Shows the parameters of an RDS instance: of hundreds, the one that a create sets.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describeparameters</remarks>
internal sealed class DescribeParameters() : RdsReading(Rows.InstanceNotFound)
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, ClientToken];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["ConfigParameters"] = new Reply { ["DBInstanceParameter"] = Array.Empty<object>() },
        ["Engine"] = instance.Engine,
        ["EngineVersion"] = instance.EngineVersion,
        ["ParamGroupInfo"] = new Reply
        {
            ["ParamGroupId"] = instance[RdsInstances.ParameterGroup],
            ["ParameterGroupDesc"] = "",
            ["ParameterGroupName"] = "",
            ["ParameterGroupType"] = "",
        },
        ["RunningParameters"] = new Reply { ["DBInstanceParameter"] = RunningOf(instance) },
    };

    private static object[] RunningOf(Instance instance) => instance.Engine switch
    {
        "MySQL" => [OfTimeZone(instance, "default_time_zone", "SYSTEM")],
        RdsInstances.PostgreSQL => [OfTimeZone(instance, "timezone", "UTC")],
        _ => [],
    };

    private static Reply OfTimeZone(Instance instance, string name, string otherwise) => new()
    {
        ["ParameterDefaultValue"] = otherwise,
        ["ParameterDescription"] = "The time zone.",
        ["ParameterName"] = name,
        ["ParameterValue"] = instance[RdsInstances.TimeZone] is { Length: > 0 } zone ? zone : otherwise,
        ["ParameterValueRange"] = "",
    };

    internal static class Rows
    {
        public static readonly ApiError InstanceNotFound = new(404, "InvalidDBInstance.NotFound", "Specified instance does not exist or not support.", By.Parameter, Source: DocumentedElsewhere);
    }
}
