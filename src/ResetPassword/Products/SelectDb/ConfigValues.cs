using System.Text.Json;

namespace ResetPassword.Products.SelectDb;

/// <summary>Values of parameters as calls write them. Pure.</summary>
internal static class ConfigValues
{
    private const int MaxCount = 100;
    private const int MaxNameLength = 128;
    private const int MaxValueLength = 1024;

    /// <summary>
    /// <c>{"name":"value"}</c>, or <c>[{"name":"name","value":"value"}]</c> as an older page has it. Null when it is neither, or nothing that can be kept.
    /// </summary>
    public static IReadOnlyList<(string Name, string Value)>? Find(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var read = document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => document.RootElement.EnumerateObject().Select(member => (member.Name, Value: TextOf(member.Value))).ToArray(),
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(ItemOf)],
                _ => null,
            };
            return read is { Length: <= MaxCount } && read.DistinctBy(given => given.Name).Count() == read.Length && read.All(CanBeKept) ? read : null;
        }
        catch (Exception notValues) when (notValues is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static (string Name, string Value) ItemOf(JsonElement item) => (TextOf(item.GetProperty("name")), TextOf(item.GetProperty("value")));

    private static bool CanBeKept((string Name, string Value) given) => given.Name.Length is > 0 and <= MaxNameLength
        && given.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') && given.Value.Length <= MaxValueLength;

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new JsonException("No value of a parameter."),
    };
}
