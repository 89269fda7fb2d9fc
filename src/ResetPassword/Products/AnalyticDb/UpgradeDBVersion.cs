using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives an AnalyticDB for PostgreSQL instance another minor version: any that is named.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-upgradedbversion</remarks>
internal sealed class UpgradeDBVersion() : AnalyticDbOperation<UpgradeDBVersion.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("RegionId", "The region; it is not asked for.", "cn-hangzhou"),
        DBInstanceId,
        Parameter.Optional("MinorVersion", "The minor version.", "6.3.6.1-202112012048").UpTo().Keep(AnalyticDbInstances.MinorVersion),
        Parameter.Optional("MajorVersion", "No longer used.", "null"),
        Parameter.Optional("SwitchTimeMode", "No longer used.", "null"),
        Parameter.Optional("SwitchTime", "No longer used.", "null"),
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
        var (status, pending) = context.StatusOver("EngineVersionUpgrading", instance.Status);
        var next = instance.WithKept(request.Parameters, Parameters) with { Status = status, Pending = pending };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new()
        {
            ["DBInstanceId"] = "",
            ["DBInstanceName"] = instance.Id,
            ["TaskId"] = Tasks.IdOf(context),
        });
    }

    internal sealed record Request(RpcParameters Parameters);
}
