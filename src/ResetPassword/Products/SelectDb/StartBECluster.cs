using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Starts a cluster of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-startbecluster</remarks>
internal sealed class StartBECluster() : ClusterOperation<StartBECluster.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, RegionId, DBClusterId];

    public override IReadOnlyList<ErrorRow> Errors => OfCluster;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(DBClusterId));

    protected override Decision Decide(Request request, Instance instance, Part cluster, CallContext context) => Decision.Become(
        instance.WithCluster(cluster.With(SelectDbInstances.ClusterRunning, "true")).Busy("STARTING", context, cluster.Name),
        new InstanceEvent.InstanceModified());

    internal sealed record Request(string RegionId, string DBClusterId) : IOfCluster;
}
