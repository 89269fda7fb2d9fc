using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Releases an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-deletedbinstance</remarks>
internal sealed class DeleteDBInstance() : AnalyticDbOperation<DeleteDBInstance.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"),
        Parameter.Optional("ClientToken", "Has no effect: when the call is repeated, the instance is already gone.", "0c593ea1-3bea-11e9-b96b-88"),
        DBInstanceId,
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Prepaid, AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;

        // A paused one need not run again for it: Terraform deletes it as it is.
        if (instance.Status != AnalyticDbInstances.Stopped && AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.LockMode != AnalyticDbInstances.Model.Unlocked)
            return AnalyticDbErrors.InstanceLocked;
        if (instance[AnalyticDbInstances.PayType] == "Prepaid")
            return AnalyticDbErrors.Prepaid;
        return Decision.Delete(instance, "Deleting", context, Reply.Empty);
    }

    internal sealed record Request;
}
