using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives the coordinator nodes of an AnalyticDB for PostgreSQL instance another size.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifymasterspec</remarks>
internal sealed class ModifyMasterSpec() : AnalyticDbOperation<ModifyMasterSpec.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"),
        DBInstanceId,
        Parameter.Optional("DBInstanceDescription", "Has no effect.", "test"),
        Parameter.Optional("MasterCU", "The units of the coordinator nodes.", "8").Integer().OneOf(["2", "4", "8", "16", "32"])
            .Keep(AnalyticDbInstances.MasterCu),
        Parameter.Optional("MasterAISpec", "AI nodes of the coordinator; they are not kept.", "ADB.AIMedium.2"),
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
        var (status, pending) = context.StatusOver("DBInstanceClassChanging", instance.Status);
        var next = instance.WithKept(request.Parameters, Parameters) with { Status = status, Pending = pending };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new()
        {
            ["DbInstanceId"] = instance.Id,
            ["ErrorMessage"] = "",
            ["Status"] = true,
        });
    }

    internal sealed record Request(RpcParameters Parameters);
}
