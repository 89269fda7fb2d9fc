using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Takes a cluster from a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-deletedbcluster</remarks>
internal sealed class DeleteDBCluster() : ClusterOperation<DeleteDBCluster.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [Parameter.Optional("ResourceGroupId", "The resource group; nobody asks for it here.", "rg-emulated"), DBInstanceId, DBClusterId, RegionId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(DBClusterId));

    // While a cluster goes, clients see the instance change.
    protected override Decision Decide(Request request, Instance instance, Part cluster, CallContext context)
    {
        if (Clusters.IsFirst(instance, cluster))
            return Rows.FirstCluster;
        var next = ClusterConfigs.Without(instance.Without(cluster), cluster.Name).Busy("CLASS_CHANGING", context, cluster.Name);
        var reply = new Reply
        {
            ["DBInstanceId"] = instance.Id,
            ["OrderId"] = Orders.IdOf(context.RequestId).ToString(CultureInfo.InvariantCulture),
        };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new() { ["Data"] = reply });
    }

    internal sealed record Request(string RegionId, string DBClusterId) : IOfCluster;

    internal static class Rows
    {
        public static readonly ApiError FirstCluster = new(400, "InvalidDBClusterId.Malformed", "The specified parameter DBClusterId is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All = [.. OfCluster, FirstCluster];
    }
}
