using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the whitelist templates that an RDS instance is attached to: there are none.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describeinstancelinkedwhitelisttemplate</remarks>
internal sealed class DescribeInstanceLinkedWhitelistTemplate() : RdsReading(Rows.InstanceNotFound)
{
    private static readonly Parameter InsName = Parameter.Required("InsName", "The ID of the instance.", "rm-running");

    public override IReadOnlyList<Parameter> Parameters { get; } = [InsName, OptionalRegionId, ResourceGroupId];

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(InsName));

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["Code"] = "200",
        ["Data"] = new Reply { ["InsName"] = instance.Id, ["Templates"] = Array.Empty<object>() },
        ["HttpStatusCode"] = 200,
        ["Message"] = "Successful",
        ["Success"] = true,
    };

    internal static class Rows
    {
        public static readonly ApiError InstanceNotFound = new(400, "InsName.NotFound", "InsName not found.", By.Parameter, Source: DocumentedElsewhere);
    }
}
