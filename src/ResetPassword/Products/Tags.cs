using System.Collections.Immutable;
using System.Text.Json;
using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>Tags in the forms that clients send them.</summary>
internal static class Tags
{
    /// <summary>How many an instance can have.</summary>
    public const int MaxCount = 20;

    /// <summary>How many instances a call about tags can name.</summary>
    public const int MaxResources = 50;

    /// <summary>How many tags a page of <c>ListTagResources</c> has.</summary>
    private const int PageSize = 50;

    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;

    /// <summary>The tags of a list, each with its <c>Key</c> and <c>Value</c>; a later one of the same key wins. Null when an item has no key.</summary>
    public static ImmutableSortedDictionary<string, string>? Find(RpcParameters parameters, Parameter list)
    {
        var items = parameters.FindItems(list);
        return items.All(HasKey) ? Of(items) : null;
    }

    public static bool HasKey(IReadOnlyDictionary<string, string> item) => !string.IsNullOrEmpty(item.GetValueOrDefault("Key"));

    /// <summary>Items that have keys as tags; a later one of the same key wins.</summary>
    public static ImmutableSortedDictionary<string, string> Of(IReadOnlyList<IReadOnlyDictionary<string, string>> items) =>
        PropertyValues.None.SetItems(items.Select(item => KeyValuePair.Create(item["Key"], item.GetValueOrDefault("Value", ""))));

    /// <summary>Whether no two items that have keys have the same.</summary>
    public static bool AreDistinct(IReadOnlyList<IReadOnlyDictionary<string, string>> items) =>
        items.DistinctBy(item => item["Key"]).Count() == items.Count;

    /// <summary>The tags of instances, one after the other: of these ids, where there are any, and of instances that have all of these tags.</summary>
    public static IReadOnlyList<(Instance Instance, string Key, string Value)> List(
        IReadOnlyList<Instance> instances, string region, IReadOnlyList<string> ids, ImmutableSortedDictionary<string, string> wanted) =>
    [
        .. from instance in instances
           where instance.Region == region && (ids.Count == 0 || ids.Contains(instance.Id)) && Match(instance, wanted)
           from tag in instance.Tags
           select (instance, tag.Key, tag.Value),
    ];

    /// <summary>The answer of <c>ListTagResources</c>: a page of tags, and where the next one begins.</summary>
    /// <param name="resourceType">What the tagged instances are called.</param>
    public static Reply PageOf(IReadOnlyList<(Instance Instance, string Key, string Value)> tags, int skipped, string resourceType) => new()
    {
        ["NextToken"] = PageTokens.After(skipped, PageSize, tags.Count),
        ["TagResources"] = new Reply
        {
            ["TagResource"] = tags.Skip(skipped).Take(PageSize).Select(tag => new Reply
            {
                ["ResourceId"] = tag.Instance.Id,
                ["ResourceType"] = resourceType,
                ["TagKey"] = tag.Key,
                ["TagValue"] = tag.Value,
            }).ToArray<object>(),
        },
    };

    /// <summary><c>{"key":"value"}</c>; JSON null is nothing, wherever it stands. Null when it is no such text.</summary>
    /// <remarks>A key can be blank: what that is refused with is the action's own.</remarks>
    public static ImmutableSortedDictionary<string, string>? FindInJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Null => PropertyValues.None,
                JsonValueKind.Object => FindIn(document.RootElement),
                JsonValueKind.Array when document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Null) => PropertyValues.None,
                _ => null,
            };
        }
        catch (Exception notTags) when (notTags is JsonException or InvalidOperationException)
        {
            // No JSON; or half a surrogate pair, which is no text.
            return null;
        }
    }

    /// <summary>Whether an instance can have these tags: not those that could not be read, not too many, and none that is too long.</summary>
    public static bool CanBeKept(ImmutableSortedDictionary<string, string>? tags) =>
        tags is { Count: <= MaxCount } && tags.All(tag => tag.Key.Length <= MaxKeyLength && tag.Value.Length <= MaxValueLength);

    /// <summary>Whether an instance has all of these tags; one without a value is had with any.</summary>
    public static bool Match(Instance instance, ImmutableSortedDictionary<string, string> wanted) =>
        wanted.All(tag => instance.Tags.TryGetValue(tag.Key, out var value) && (tag.Value == "" || tag.Value == value));

    /// <summary>An instance's tags as most answers have them.</summary>
    public static object[] RepliesOf(Instance instance) => [.. instance.Tags.Select(tag => new Reply { ["Key"] = tag.Key, ["Value"] = tag.Value })];

    private static ImmutableSortedDictionary<string, string>? FindIn(JsonElement tags)
    {
        var read = tags.EnumerateObject().ToArray();
        return read.All(tag => tag.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
            ? PropertyValues.None.SetItems(read.Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString() ?? "")))
            : null;
    }
}
