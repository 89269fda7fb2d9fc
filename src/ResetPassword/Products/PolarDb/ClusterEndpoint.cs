using System.Text.Json;
using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// What database clients connect to: all nodes of a cluster, the one that writes, or those that a call named. A new cluster has the first two. All are in its
/// VPC only.
/// </summary>
/// <param name="Settings">What calls can change of it.</param>
internal sealed record ClusterEndpoint(string Type, Address Address, Part Settings, IReadOnlyList<string> NodeIds)
{
    public const string Cluster = "Cluster";
    public const string Primary = "Primary";
    public const string Custom = "Custom";
    public const string IdPrefix = "pe-";
    public const string NewNodes = "Enable";

    private const int MaxConfigLength = 1000;
    private const string DefaultConfig = """{"DistributedTransaction":"off","ConsistLevel":"0","LoadBalanceStrategy":"load","MasterAcceptReads":"on"}""";

    public static readonly ModelProperty Description = ModelProperty.Text("description", "", "The description.");
    public static readonly ModelProperty Nodes = ModelProperty.Text("nodes", "", "The ids of its nodes, with commas between them; all where it has none.");
    public static readonly ModelProperty ReadWriteMode = new("readWriteMode", "ReadWrite", ["ReadWrite", "ReadOnly"], "What its clients can do.");
    public static readonly ModelProperty AutoAddNewNodes = new("autoAddNewNodes", "Disable", ["Disable", NewNodes], "Whether it gets new nodes.");
    public static readonly ModelProperty Config = ModelProperty.Text("config", DefaultConfig, "How it distributes, as JSON.");
    public static readonly ModelProperty CreatedWith =
        ModelProperty.Text("createdWith", "", "What tells the request that created it from another with the same ClientToken.");

    public static readonly PartKind Kind =
        new("endpoints", "The endpoints that calls made or changed, by id.", [Description, Nodes, ReadWriteMode, AutoAddNewNodes, Config, CreatedWith])
        {
            FindFault = (_, part) => part.Name == "" ? "Expected the id of an endpoint." : null,
        };

    public string Id => Settings.Name;

    /// <summary>The endpoints of a cluster: one of a single node has nothing to distribute, and of the first two only the primary one.</summary>
    public static IReadOnlyList<ClusterEndpoint> AllOf(Instance cluster)
    {
        var (service, port) = cluster.Engine switch
        {
            PolarDbInstances.PostgreSql => ("pg", "1921"),
            PolarDbInstances.Oracle => ("o", "1521"),
            _ => ("mysql", "3306"),
        };
        var id = $"{IdPrefix}{cluster.Id[PolarDbInstances.Model.IdPrefix.Length..]}";
        var distributing = cluster.FindPart(Kind, $"{id}-cluster") ?? new Part(Kind, $"{id}-cluster").With(AutoAddNewNodes, NewNodes);
        var writing = cluster.FindPart(Kind, $"{id}-primary") ?? new Part(Kind, $"{id}-primary").With(Config, "{}");
        var customs = cluster.PartsOf(Kind).Where(part => part.Key != distributing.Key && part.Key != writing.Key);
        return
        [
            .. cluster[PolarDbInstances.Category] == PolarDbInstances.SingleNode
                ? []
                : (ClusterEndpoint[])[new(Cluster, Address.Of(cluster, "rwlb", port), distributing, NodesOf(cluster, distributing))],
            new(Primary, Address.Of(cluster, $"{service}.polardb", port), writing, [.. PolarDbInstances.NodeIdsOf(cluster).Take(1)]),
            .. customs.Select(part => new ClusterEndpoint(Custom, Address.Of(cluster, "rwlb", port, part.Name), part, NodesOf(cluster, part))),
        ];
    }

    public static ClusterEndpoint? Find(Instance cluster, string id) => AllOf(cluster).FirstOrDefault(endpoint => endpoint.Id == id);

    /// <summary>The cluster whose endpoints for new nodes have these too.</summary>
    public static Instance WithNewNodes(Instance cluster, IReadOnlyList<string> ids) => cluster.PartsOf(Kind)
        .Where(part => part[Nodes] != "" && part[AutoAddNewNodes] == NewNodes)
        .Aggregate(cluster, (next, part) => next.With(part.With(Nodes, string.Join(',', [part[Nodes], .. ids]))));

    /// <summary>The cluster whose endpoints do not name any longer the nodes that it has not.</summary>
    public static Instance WithoutGoneNodes(Instance cluster)
    {
        string[] all = [.. PolarDbInstances.NodeIdsOf(cluster)];
        return cluster.PartsOf(Kind).Where(part => PolarDbInstances.IdsIn(part[Nodes]).Length > 0).Aggregate(cluster, (next, part) =>
        {
            var had = PolarDbInstances.IdsIn(part[Nodes]);
            string[] left = [.. had.Where(all.Contains)];

            // Of an endpoint of one node, the vendor says that it cannot be used while that fails: it does not turn to the others. So one whose nodes are
            // all gone stays, and is of none: what it names is one of those, as nothing would be all.
            return next.With(part.With(Nodes, string.Join(',', left.Length > 0 ? left : had.Take(1))));
        });
    }

    /// <summary>Whether a text is the ids of nodes that a cluster has, none twice, with commas between them.</summary>
    public static bool AreNodesOf(Instance cluster, string text)
    {
        var ids = text.Split(',');
        return ids.Distinct().Count() == ids.Length && !ids.Except(PolarDbInstances.NodeIdsOf(cluster)).Any();
    }

    /// <summary>Whether a text is settings of an endpoint: a JSON object of texts.</summary>
    public static bool IsConfig(string text)
    {
        if (text.Length > MaxConfigLength)
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(setting => setting.Value.ValueKind == JsonValueKind.String);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A node that is gone is of no endpoint.
    private static string[] NodesOf(Instance cluster, Part settings)
    {
        string[] all = [.. PolarDbInstances.NodeIdsOf(cluster)];
        return settings[Nodes] == "" ? all : [.. PolarDbInstances.IdsIn(settings[Nodes]).Where(all.Contains)];
    }
}
