using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives an AnalyticDB for PostgreSQL instance another description.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifydbinstancedescription
/// </remarks>
internal sealed class ModifyDBInstanceDescription() : AnalyticDbOperation<ModifyDBInstanceDescription.Request>("update")
{
    private static readonly Parameter DBInstanceDescription = Parameter.Required("DBInstanceDescription",
        "The description: 2 to 256 characters, not starting with http:// or https://.", "test")
        .Like(AccountRules.IsNewInstanceDescription, AnalyticDbErrors.InvalidInstanceDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"), DBInstanceId, DBInstanceDescription];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InvalidInstanceDescription, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked,
        AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBInstanceDescription));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        return Decision.Become(instance.With(AnalyticDbInstances.Description, request.Description), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Description);
}
