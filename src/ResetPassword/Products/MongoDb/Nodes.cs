using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.MongoDb;

/// <summary>The nodes of an instance: the members of a replica set, or the parts of a sharded cluster. Pure.</summary>
internal static class Nodes
{
    // Of the documented numbers of members the largest.
    private const int MaxMembers = 7;

    private static readonly ClusterNode NoSize = new("", 0, 0);

    /// <summary>All of them, in the order in which DescribeDBInstanceAttribute has them.</summary>
    public static IReadOnlyList<Node> Of(Instance instance) =>
        MongoDbInstances.IsSharded(instance) ? [.. MongosOf(instance), .. ShardsOf(instance), .. ConfigServersOf(instance)] : MembersOf(instance);

    /// <summary>The node of a sharded cluster that a call names; null where it has none of this id.</summary>
    public static Node? Find(Instance instance, string id) =>
        MongoDbInstances.IsSharded(instance) ? Of(instance).FirstOrDefault(node => node.Id == id) : null;

    /// <summary>The instance with other states of nodes; one that says nothing is not kept.</summary>
    public static Instance With(Instance instance, IEnumerable<Part> states) =>
        states.Aggregate(instance, (next, state) => state.Properties.IsEmpty ? next.Without(state) : next.With(state));

    /// <summary>A primary node, a hidden one, and the rest secondary ones; none of a sharded cluster.</summary>
    public static IReadOnlyList<Node> MembersOf(Instance instance)
    {
        if (MongoDbInstances.IsSharded(instance))
            return [];
        var count = int.TryParse(instance[MongoDbInstances.ReplicationFactor], NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            ? Math.Clamp(factor, 1, MaxMembers)
            : 1;
        return
        [
            .. Enumerable.Range(1, count)
                .Select(n => new Node(instance, NodeKind.Member, n == 1 ? instance.Id : $"{instance.Id}-{n}", RoleOf(n, count), NoSize)),
        ];
    }

    public static IReadOnlyList<Node> MongosOf(Instance instance) => OfCluster(instance, NodeKind.Mongos, MongoDbInstances.Mongos, n => $"s-{instance.Id}-{n}");

    public static IReadOnlyList<Node> ShardsOf(Instance instance) => OfCluster(instance, NodeKind.Shard, MongoDbInstances.Shards, n => $"d-{instance.Id}-{n}");

    public static IReadOnlyList<Node> ConfigServersOf(Instance instance) =>
        OfCluster(instance, NodeKind.ConfigServer, MongoDbInstances.ConfigServers, _ => $"{instance.Id}-cs");

    /// <summary>The number that answers have for a role of a node: any, but the same for the same one.</summary>
    public static string RoleIdOf(Node node, string role) => (Orders.IdOf($"{node.Id} {role}") % 100_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>What the host names of an instance end with.</summary>
    public static string SuffixOf(Instance instance) =>
        Of(instance).Select(node => node.Private.Host).FirstOrDefault() is { } host && host.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot
            ? host[dot..]
            : "";

    private static string RoleOf(int number, int count) => number switch
    {
        1 => "Primary",
        _ when number == count => "Hidden",
        _ => "Secondary",
    };

    private static IReadOnlyList<Node> OfCluster(Instance instance, NodeKind kind, ModelProperty nodes, Func<int, string> idOf) =>
        MongoDbInstances.IsSharded(instance)
        ? [.. ClusterNodes.Read(instance[nodes]).Select((size, i) => new Node(instance, kind, idOf(i + 1), "Primary", size))]
        : [];
}
