using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>What database clients connect to: all nodes of a cluster, or the one that writes. A new cluster has these two, in its VPC only.</summary>
internal sealed record ClusterEndpoint(string Id, string Type, Address Address, IReadOnlyList<string> NodeIds)
{
    public const string Cluster = "Cluster";
    public const string Primary = "Primary";

    /// <summary>The endpoints of a cluster: one of a single node has nothing to distribute, and only the primary one.</summary>
    public static IReadOnlyList<ClusterEndpoint> AllOf(Instance cluster)
    {
        string[] nodes = [.. PolarDbInstances.NodeIdsOf(cluster)];
        var (service, port) = cluster.Engine switch
        {
            PolarDbInstances.PostgreSql => ("pg", "1921"),
            PolarDbInstances.Oracle => ("o", "1521"),
            _ => ("mysql", "3306"),
        };
        var id = $"pe-{cluster.Id[PolarDbInstances.Model.IdPrefix.Length..]}";
        var primary = new ClusterEndpoint($"{id}-primary", Primary, Address.Of(cluster, $"{service}.polardb", port), [.. nodes.Take(1)]);
        return cluster[PolarDbInstances.Category] == PolarDbInstances.SingleNode
            ? [primary]
            : [new($"{id}-cluster", Cluster, Address.Of(cluster, "rwlb", port), nodes), primary];
    }
}
