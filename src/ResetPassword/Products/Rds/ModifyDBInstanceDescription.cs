using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Gives an RDS instance another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifydbinstancedescription</remarks>
internal sealed class ModifyDBInstanceDescription() : RdsModification(RdsErrors.InstanceNotFound)
{
    private static readonly Parameter DBInstanceDescription =
        Parameter.Required("DBInstanceDescription", "The description: 2 to 64 characters.", "testInstance")
            .Like(text => text.Length is >= 2 and <= 64, Rows.InvalidDescription).Keep(RdsInstances.Description);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, DBInstanceDescription];

    internal static class Rows
    {
        public static readonly ApiError InvalidDescription = new(400, "InvalidDBInstanceDescription.Format", "Specified DB instance description is not valid.", By.Parameter, Source: DocumentedElsewhere);
    }
}
