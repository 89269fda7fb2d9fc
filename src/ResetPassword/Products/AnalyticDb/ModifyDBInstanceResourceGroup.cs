using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Moves an AnalyticDB for PostgreSQL instance to another resource group: any, as there are none here.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifydbinstanceresourcegroup
/// </remarks>
internal sealed class ModifyDBInstanceResourceGroup() : AnalyticDbOperation<ModifyDBInstanceResourceGroup.Request>("update")
{
    private static readonly Parameter NewResourceGroupId = Parameter.Required("NewResourceGroupId", "The resource group.", "rg-bp67acfmxazb4b")
        .UpTo().Keep(AnalyticDbInstances.ResourceGroupId);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group that it was in; it is not asked for.", "rg-emulated"),
        DBInstanceId, NewResourceGroupId,
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
        [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new(parameters);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        return Decision.Become(instance.WithKept(request.Parameters, Parameters), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(RpcParameters Parameters);
}
