using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResetPassword.CommandLine;

/// <summary>Reads what somebody else has written, which may be no JSON.</summary>
internal static class JsonText
{
    // Of a name that is there twice nobody knows which is meant.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The text as JSON; null where it is none.</summary>
    public static JsonNode? Find(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member that is a text; null where there is no object, no such member, or another value.</summary>
    public static string? FindText(JsonNode? json, string name) =>
        json is JsonObject members && members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
