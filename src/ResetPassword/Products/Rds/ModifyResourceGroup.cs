using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Moves an RDS instance to another resource group: any, as the emulator has none.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifyresourcegroup</remarks>
internal sealed class ModifyResourceGroup() : RdsModification(RdsErrors.InstanceNotFound.ByAnalogy())
{
    private static readonly Parameter ResourceGroupId =
        Parameter.Required("ResourceGroupId", "The resource group: rg- and letters, digits and hyphens.", "rg-other")
            .Like(IsId, Rows.InvalidGroup).Keep(RdsInstances.ResourceGroupId);

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [DBInstanceId, ResourceGroupId, ClientToken, Parameter.Optional("ResourceType", "Instance.", "Instance")];

    private static bool IsId(string text) =>
        text.StartsWith("rg-", StringComparison.Ordinal) && text.Length <= Parameter.MaxNameLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    internal static class Rows
    {
        public static readonly ApiError InvalidGroup = new(400, "ResourceGroupId.InValid", "The Specified resource group id is not found.", By.Parameter, Source: DocumentedElsewhere);
    }
}
