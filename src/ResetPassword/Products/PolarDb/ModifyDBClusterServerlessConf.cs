using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Says between what a serverless PolarDB cluster scales. It does not scale here; DescribeDBClusterServerlessConf shows it.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifydbclusterserverlessconf</remarks>
internal sealed class ModifyDBClusterServerlessConf() : PolarDbOperation<ModifyDBClusterServerlessConf.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId,
        Parameter.Optional("ScaleMin", "The least units of a node.", "1").Integer(1, 31).Keep(PolarDbInstances.ScaleMin),
        Parameter.Optional("ScaleMax", "The most units of a node.", "10").Integer(1, 32).Keep(PolarDbInstances.ScaleMax),
        Parameter.Optional("ScaleRoNumMin", "The least read-only nodes.", "1").Integer(0, 15).Keep(PolarDbInstances.ScaleRoNumMin),
        Parameter.Optional("ScaleRoNumMax", "The most read-only nodes.", "2").Integer(0, 15).Keep(PolarDbInstances.ScaleRoNumMax),
        Parameter.Optional("AllowShutDown", "Whether the cluster may stop; none does here.", "true").OneOf(["true", "false"]).InAnyCase()
            .Keep(PolarDbInstances.AllowShutDown),
        Parameter.Optional("SecondsUntilAutoPause", "How long it is idle before it stops.", "10").Integer(0, 86_400)
            .Keep(PolarDbInstances.SecondsUntilAutoPause),
        Parameter.Optional("ScaleApRoNumMin", "The least column store nodes.", "1").Integer(0, 7).Keep(PolarDbInstances.ScaleApRoNumMin),
        Parameter.Optional("ScaleApRoNumMax", "The most column store nodes.", "1").Integer(0, 7).Keep(PolarDbInstances.ScaleApRoNumMax),
        Parameter.Optional("ServerlessRuleMode", "How soon it scales: normal or flexible.", "normal").OneOf(PolarDbInstances.ServerlessRuleMode.AllowedValues)
            .Keep(PolarDbInstances.ServerlessRuleMode),
        Parameter.Optional("ServerlessRuleCpuEnlargeThreshold", "The load at which it scales up, in percent.", "80").Integer(0, 100)
            .Keep(PolarDbInstances.CpuEnlargeThreshold),
        Parameter.Optional("ServerlessRuleCpuShrinkThreshold", "The load at which it scales down, in percent.", "50").Integer(0, 100)
            .Keep(PolarDbInstances.CpuShrinkThreshold),
        Parameter.Optional("PlannedStartTime", "When it begins: here at once.", "2021-01-14T09:00:00Z"),
        Parameter.Optional("PlannedEndTime", "When it begins at the latest: here at once.", "2021-01-14T09:30:00Z"),
        Parameter.Optional("FromTimeService", "Whether it begins at once: it does here.", "false").Boolean(),
        Parameter.Optional("CrontabJobId", "The policy that asks for it; it is not kept.", "143f8e9f-2566-4dff-be47-bed79f28fc78"),
        Parameter.Optional("TaskId", "The task that asks for it; it is not kept.", "143f8e9f-2566-4dff-be47-bed79f28fc78"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster[PolarDbInstances.ServerlessType] == "")
            return PolarDbErrors.ClusterCategory;
        var next = cluster.WithKept(request.Parameters, Parameters);
        if (UnitsOf(next, PolarDbInstances.ScaleMax) is > 0 and var max && UnitsOf(next, PolarDbInstances.ScaleMin) > max)
            return Rows.InvalidScaleMin;

        var (status, pending) = context.StatusOver("ConfigSwitching", PolarDbInstances.Model.Running);
        next = next with { Status = status, Pending = pending };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new() { ["DBClusterId"] = cluster.Id });
    }

    // 0 where nobody has said it.
    private static int UnitsOf(Instance cluster, ModelProperty limit) => int.Parse(cluster[limit], CultureInfo.InvariantCulture);

    internal sealed record Request(RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidScaleMin = new(400, "InvalidScaleMin.Malformed", "The specified parameter ScaleMin is not valid.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidScaleMin, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterNotFound.ByAnalogy(), PolarDbErrors.ClusterReleased.ByAnalogy(),
            PolarDbErrors.ClusterCategory.ByAnalogy(), PolarDbErrors.ClusterState.ByAnalogy(), PolarDbErrors.ClusterLocked.ByAnalogy(),
            PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
