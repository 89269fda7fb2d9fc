using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Changes the instance type, and the cache, of a cluster of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-modifydbcluster</remarks>
internal sealed class ModifyDBCluster() : ClusterOperation<ModifyDBCluster.Request>("update")
{
    private static readonly Parameter CacheSize = Parameter.Optional("CacheSize", "The cache, in GB; GB may follow the number.", "200")
        .Like(size => Capacity.GigabytesOf(size) is not null, SelectDbErrors.InvalidCacheSize);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, RegionId, DBClusterId,
        Parameter.Required("DBClusterClass", "The instance type.", "selectdb.2xlarge").UpTo().Keep(SelectDbInstances.InstanceClass),
        CacheSize,
        Parameter.Optional("Engine", "selectdb.", "selectdb").OneOf(["selectdb"]).InAnyCase(),
        Parameter.Optional("ClusterNodeCount", "How many nodes the cluster has; it is not kept.", "3").Integer(),
        Parameter.Optional("ClusterNodeType", "The kind of nodes; it is not kept.", ""),
        Parameter.Optional("ScaleMax", "The upper limit of a serverless cluster; it is not kept.", "8")
            .Like(Capacity.IsNumber, SelectDbErrors.InvalidScaleMax),
        Parameter.Optional("ScaleMin", "The lower limit of a serverless cluster; it is not kept.", "0.5")
            .Like(Capacity.IsNumber, SelectDbErrors.InvalidScaleMin),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(DBClusterId), parameters);

    protected override Decision Decide(Request request, Instance instance, Part cluster, CallContext context)
    {
        if (!Clusters.IsRunning(cluster))
            return SelectDbErrors.ClusterState;

        var changed = cluster.WithKept(request.Parameters, Parameters);
        if (request.Parameters.Find(CacheSize) is { Length: > 0 } size && Capacity.GigabytesOf(size) is { } gigabytes)
            changed = changed.With(SelectDbInstances.CacheSize, gigabytes.ToString(CultureInfo.InvariantCulture));
        var reply = new Reply
        {
            ["DBInstanceId"] = instance.Id,
            ["Data"] = new Reply
            {
                ["DBClusterId"] = cluster.Name,
                ["DBInstanceId"] = instance.Id,
                ["OrderId"] = Orders.IdOf(context.RequestId),
            },
        };
        return new Decision.Change(
            instance.WithCluster(changed).Busy("CLASS_CHANGING", context, cluster.Name), [new InstanceEvent.InstanceModified()], reply);
    }

    internal sealed record Request(string RegionId, string DBClusterId, RpcParameters Parameters) : IOfCluster;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.ClusterState, .. OfCluster, SelectDbErrors.InvalidCacheSize, SelectDbErrors.InvalidScaleMax, SelectDbErrors.InvalidScaleMin,
        ];
    }
}
