using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Starts a stopped AnalyticDB for PostgreSQL instance again.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-resumeinstance</remarks>
internal sealed class ResumeInstance() : AnalyticDbOperation<ResumeInstance.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
        [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (instance.Status != AnalyticDbInstances.Stopped)
            return AnalyticDbErrors.InstanceState;
        if (instance.LockMode != AnalyticDbInstances.Model.Unlocked)
            return AnalyticDbErrors.InstanceLocked;

        var (status, pending) = context.StatusOver("STARTING", AnalyticDbInstances.Model.Running);
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
