using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Says when an RDS instance may be maintained.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifydbinstancemaintaintime</remarks>
internal sealed class ModifyDBInstanceMaintainTime() : RdsModification(RdsErrors.InstanceNotFound.ByAnalogy())
{
    private static readonly Parameter MaintainTime = Parameter.Required("MaintainTime", "The time in UTC, such as 22:00Z-02:00Z.", "22:00Z-02:00Z")
        .Like(VendorTime.IsSpanOfDay, Rows.InvalidTime).Keep(RdsInstances.MaintainTime);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, MaintainTime, ClientToken];

    internal static class Rows
    {
        public static readonly ApiError InvalidTime = new(400, "InvalidMaintainTime", "The MaintainTime parameter is invalid.", By.Parameter, Source: DocumentedElsewhere);
    }
}
