using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Stops an AnalyticDB for PostgreSQL instance, until it is resumed.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-pauseinstance</remarks>
internal sealed class PauseInstance() : AnalyticDbOperation<PauseInstance.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
        [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;

        var (status, pending) = context.StatusOver("STOPPING", AnalyticDbInstances.Stopped);
        var next = instance with { Status = status, Pending = pending };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new()
        {
            ["DBInstanceId"] = instance.Id,
            ["ErrorMessage"] = "",
            ["Status"] = true,
        });
    }

    internal sealed record Request;
}
