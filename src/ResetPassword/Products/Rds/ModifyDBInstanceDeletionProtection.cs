using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Says whether DeleteDBInstance is refused for an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifydbinstancedeletionprotection</remarks>
internal sealed class ModifyDBInstanceDeletionProtection() : RdsModification(RdsErrors.InstanceNotFound.ByAnalogy(), Rows.Prepaid)
{
    private static readonly Parameter DeletionProtection = Parameter.Required("DeletionProtection", "Whether deletion is refused.", "true").Boolean()
        .Keep(RdsInstances.DeletionProtection);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, DeletionProtection, ClientToken];

    protected override ApiError? FindRefusal(Instance instance) => instance[RdsInstances.PayType] == "Prepaid" ? Rows.Prepaid : null;

    internal static class Rows
    {
        public static readonly ApiError Prepaid = new(400, "OperationDenied.PayType", "The operation is not permitted due to pay type of instance.", By.State, Source: DocumentedElsewhere);
    }
}
