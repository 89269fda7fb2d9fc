using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Http.Controls;

/// <summary>Bodies that a client makes of a published schema, knowing nothing else.</summary>
internal static class PublishedBody
{
    /// <summary>One for each form that the schema has: with what has to be there and nothing else, or with all that may be there.</summary>
    public static IEnumerable<JsonNode> Of(JsonNode schema, bool isWhole) =>
        FormsOf(schema) is { } forms ? forms.SelectMany(form => Of(form!, isWhole)) : [ValueOf(schema, isWhole)];

    private static JsonNode ValueOf(JsonNode schema, bool isWhole)
    {
        if (FormsOf(schema) is { } forms)
            return ValueOf(forms[0]!, isWhole);
        if (schema["enum"] is JsonArray words)
            return words[0]!.DeepClone();
        return (string?)schema["type"] switch
        {
            "object" => ObjectOf(schema, isWhole),
            "array" => new JsonArray([.. Enumerable.Range(0, (int?)schema["minItems"] ?? 0).Select(_ => ValueOf(schema["items"]!, isWhole))]),
            "integer" or "number" => (schema["minimum"] ?? 1).DeepClone(),
            "boolean" => true,
            "string" => (string?)schema["format"] == "date-time" ? "2030-01-31T12:00:00Z" : "text",
            _ => throw new NotSupportedException(schema.ToJsonString()),
        };
    }

    private static JsonObject ObjectOf(JsonNode schema, bool isWhole)
    {
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        return new(schema["properties"]!.AsObject().Where(member => isWhole || required.Contains(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)ValueOf(member.Value!, isWhole))));
    }

    private static JsonArray? FormsOf(JsonNode schema) => (schema["anyOf"] ?? schema["oneOf"])?.AsArray();
}
