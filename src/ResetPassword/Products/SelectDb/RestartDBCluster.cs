using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Restarts a cluster of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-restartdbcluster</remarks>
internal sealed class RestartDBCluster() : ClusterOperation<RestartDBCluster.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group; nobody asks for it here.", "rg-emulated"), DBInstanceId, RegionId, DBClusterId,
        Parameter.Optional("ParallelOperation", "Whether the nodes are restarted together; there are none here.", "false").Boolean(),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(DBClusterId));

    // Of the two words for it, Terraform waits on this one.
    protected override Decision Decide(Request request, Instance instance, Part cluster, CallContext context)
    {
        if (!Clusters.IsRunning(cluster))
            return SelectDbErrors.ClusterState;
        var reply = new Reply { ["DBClusterId"] = cluster.Name, ["DBInstanceId"] = instance.Id };
        return new Decision.Change(
            instance.Busy("RESTART", context, cluster.Name), [new InstanceEvent.InstanceRestarted()], new() { ["Data"] = reply });
    }

    internal sealed record Request(string RegionId, string DBClusterId) : IOfCluster;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [SelectDbErrors.ClusterState, .. OfCluster];
    }
}
