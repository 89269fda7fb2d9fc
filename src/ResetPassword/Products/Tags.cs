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

    /// <summary><c>{"key":"value"}</c>, or null when it is no such text.</summary>
    public static ImmutableSortedDictionary<string, string>? FindInObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().All(tag => tag.Value.ValueKind == JsonValueKind.String)
                ? PropertyValues.None.SetItems(document.RootElement.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString() ?? "")))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether an instance has all of these tags; one without a value is had with any.</summary>
    public static bool Match(Instance instance, ImmutableSortedDictionary<string, string> wanted) =>
        wanted.All(tag => instance.Tags.TryGetValue(tag.Key, out var value) && (tag.Value == "" || tag.Value == value));
}
