using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.Products.MongoDb;

/// <summary>A node of a sharded cluster.</summary>
/// <param name="Storage">In GB; 0 for a mongos, which has none.</param>
internal sealed record ClusterNode(string Class, int Storage, int ReadonlyReplicas);

/// <summary>The nodes of a sharded cluster, as a call gives them and as the instance keeps them. Pure.</summary>
internal static class ClusterNodes
{
    private const int MaxReadonlyReplicas = 5;

    /// <summary>Items with a Class each; null when one has none.</summary>
    public static IReadOnlyList<ClusterNode>? OfMongos(IReadOnlyList<IReadOnlyDictionary<string, string>> items) =>
        items.All(item => IsClass(item.GetValueOrDefault("Class", ""))) ? [.. items.Select(item => new ClusterNode(item["Class"], 0, 0))] : null;

    /// <summary>Items with Class and Storage each, and ReadonlyReplicas from 0 to 5; null when one is not so.</summary>
    public static IReadOnlyList<ClusterNode>? OfShards(IReadOnlyList<IReadOnlyDictionary<string, string>> items)
    {
        var nodes = items.Select(Find).OfType<ClusterNode>().ToList();
        return nodes.Count == items.Count ? nodes : null;
    }

    /// <summary><c>class/storage/replicas</c>, with commas between the nodes.</summary>
    public static string Write(IReadOnlyList<ClusterNode>? nodes) =>
        string.Join(',', (nodes ?? []).Select(node => string.Create(CultureInfo.InvariantCulture, $"{node.Class}/{node.Storage}/{node.ReadonlyReplicas}")));

    /// <summary>What <see cref="Write"/> wrote. What stands there by hand and is not so is left out.</summary>
    public static IReadOnlyList<ClusterNode> Read(string text) => [.. text.Split(',').Select(ReadOne).OfType<ClusterNode>()];

    private static ClusterNode? Find(IReadOnlyDictionary<string, string> item) =>
        item.GetValueOrDefault("Class", "") is var type && IsClass(type)
        && TryNumber(item.GetValueOrDefault("Storage", ""), out var storage) && storage > 0
        && TryNumber(item.GetValueOrDefault("ReadonlyReplicas", "0"), out var replicas) && replicas <= MaxReadonlyReplicas
            ? new(type, storage, replicas)
            : null;

    private static ClusterNode? ReadOne(string text) =>
        text.Split('/') is [var type, var storageText, var replicasText] && TryNumber(storageText, out var storage) && TryNumber(replicasText, out var replicas)
            ? new(type, storage, replicas)
            : null;

    // What Write puts between the parts is not in it.
    private static bool IsClass(string text) => text.Length is > 0 and <= Parameter.MaxNameLength && !text.AsSpan().ContainsAny(',', '/');

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
