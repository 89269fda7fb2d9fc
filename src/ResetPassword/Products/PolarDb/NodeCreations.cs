using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>What a cluster remembers of the calls with a ClientToken that added nodes to it, so that none of them adds them twice.</summary>
internal static class NodeCreations
{
    // The emulator's own measure, of those whose nodes are all gone. The others are at most as many as there are nodes.
    private const int MaxForgettable = 100;

    private static readonly ModelProperty Request = ModelProperty.Text("request", "", "The class and the zone of each node, as the call had them.");
    private static readonly ModelProperty NodeIds = ModelProperty.Text("nodeIds", "", "The ids of the nodes that it added, with commas between them.");
    private static readonly ModelProperty Time = ModelProperty.Text("createdAt", "", "When that was.");

    public static readonly PartKind Kind =
        new("nodeCreations", "The calls with a ClientToken that added nodes, by the id of the first of these.", [Request, NodeIds, Time]);

    /// <summary>What a call asked for that made a node as its first one; null where none is remembered.</summary>
    public static string? FindRequest(Instance cluster, string firstId) => cluster.FindPart(Kind, firstId)?[Request];

    /// <summary>The cluster that remembers a request too.</summary>
    public static Instance With(Instance cluster, IReadOnlyList<string> made, string request, DateTimeOffset now)
    {
        string[] nodes = [.. PolarDbInstances.NodeIdsOf(cluster)];
        var forgotten = cluster.PartsOf(Kind).Where(creation => !creation[NodeIds].Split(',').Any(nodes.Contains))
            .OrderByDescending(creation => creation[Time], StringComparer.Ordinal).Skip(MaxForgettable - 1);
        return forgotten.Aggregate(cluster, (next, creation) => next.Without(creation))
            .With(new Part(Kind, made[0]).With(Request, request).With(NodeIds, string.Join(',', made)).With(Time, VendorTime.Write(now)));
    }
}
