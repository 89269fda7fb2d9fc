using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Stops a cluster of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-stopbecluster</remarks>
internal sealed class StopBECluster() : ClusterOperation<StopBECluster.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, RegionId, DBClusterId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(DBClusterId));

    protected override Decision Decide(Request request, Instance instance, Part cluster, CallContext context)
    {
        if (!Clusters.IsRunning(cluster))
            return SelectDbErrors.ClusterState;
        return Decision.Become(
            instance.WithCluster(cluster.With(SelectDbInstances.ClusterRunning, "false")).Busy("STOPPING", context, cluster.Name),
            new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string RegionId, string DBClusterId) : IOfCluster;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [SelectDbErrors.ClusterState, .. OfCluster];
    }
}
