using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Says how often an RDS instance is measured.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifydbinstancemonitor</remarks>
internal sealed class ModifyDBInstanceMonitor() : RdsModification(RdsErrors.InstanceIdNotFound)
{
    private static readonly Parameter Period = Parameter.Required("Period", "The time between two measurements, in seconds.", "60")
        .OneOf(RdsInstances.MonitoringPeriod.AllowedValues, Rows.InvalidPeriod).Keep(RdsInstances.MonitoringPeriod);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, Period, ClientToken];

    internal static class Rows
    {
        public static readonly ApiError InvalidPeriod    = new(403, "OperationDenied.DBInstanceMonitorPeriod", "Current DB instance does not support this monitor period.", By.Parameter, Source: DocumentedElsewhere);
    }
}
