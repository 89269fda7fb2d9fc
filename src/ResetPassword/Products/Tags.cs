using System.Collections.Immutable;
using System.Text.Json;
using ResetPassword.Gateway;
using ResetPassword.Store;

namespace ResetPassword.Products;

/// <summary>Tags in the forms that clients send them.</summary>
internal static class Tags
{
    /// <summary><c>Tag.1.Key</c> and <c>Tag.1.Value</c>, and so on; a later one of the same key wins. Null when an item has no key.</summary>
    public static ImmutableSortedDictionary<string, string>? Find(RpcParameters parameters, Parameter list)
    {
        var items = parameters.FindItems(list);
        return items.Any(item => string.IsNullOrEmpty(item.GetValueOrDefault("Key")))
            ? null
            : PropertyValues.None.SetItems(items.Select(item => KeyValuePair.Create(item["Key"], item.GetValueOrDefault("Value", ""))));
    }

    /// <summary>As <see cref="Find"/>, or all in one JSON text under the list's own name.</summary>
    public static ImmutableSortedDictionary<string, string>? FindInAnyForm(RpcParameters parameters, Parameter list) =>
        parameters.Find(list.Name) is { Length: > 0 } json ? FindInJson(json) : Find(parameters, list);

    /// <summary><c>{"key":"value"}</c> or <c>[{"Key":"key","Value":"value"}]</c>; null when it is no such text.</summary>
    public static ImmutableSortedDictionary<string, string>? FindInJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var tags = document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => document.RootElement.EnumerateObject().Select(tag => (Key: tag.Name, Value: TextOf(tag.Value))),
                JsonValueKind.Array => document.RootElement.EnumerateArray().Select(tag => (Key: MemberOf(tag, "Key") ?? "", Value: MemberOf(tag, "Value"))),
                _ => [("", null)],
            };
            (string Key, string? Value)[] read = [.. tags];
            return read.Any(tag => tag.Key == "" || tag.Value is null) ? null : PropertyValues.None.SetItems(read.Select(tag => KeyValuePair.Create(tag.Key, tag.Value ?? "")));
        }
        catch (Exception notTags) when (notTags is JsonException or InvalidOperationException)
        {
            // No JSON; or half a surrogate pair, which is no text.
            return null;
        }
    }

    /// <summary>Whether an instance has all of these tags; one without a value is had with any.</summary>
    public static bool Match(Instance instance, ImmutableSortedDictionary<string, string> wanted) =>
        wanted.All(tag => instance.Tags.TryGetValue(tag.Key, out var value) && (tag.Value == "" || tag.Value == value));

    /// <summary>An instance's tags as most answers have them.</summary>
    public static object[] RepliesOf(Instance instance) => [.. instance.Tags.Select(tag => new Reply { ["Key"] = tag.Key, ["Value"] = tag.Value })];

    private static string? MemberOf(JsonElement tag, string name) => tag.ValueKind == JsonValueKind.Object && tag.TryGetProperty(name, out var value) ? TextOf(value) : null;

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
