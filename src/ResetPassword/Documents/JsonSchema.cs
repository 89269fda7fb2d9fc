using System.Globalization;
using System.Text.Json.Nodes;

namespace ResetPassword.Documents;

/// <summary>The parts of JSON schemas (2020-12) that the published ones are made of. Pure.</summary>
internal static class JsonSchema
{
    public static JsonObject Object(IEnumerable<string> required, params IEnumerable<(string Name, JsonObject Schema)> members)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (Texts(required) is { Count: > 0 } names)
            schema["required"] = names;
        schema["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema)));
        return schema;
    }

    public static JsonObject AnyOf(params IEnumerable<JsonObject> schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    public static JsonObject ArrayOf(JsonObject items, string description) => new() { ["type"] = "array", ["items"] = items, ["description"] = description };

    /// <summary>One of some words. Words that are numbers, such as SelectDB's lock modes, may also be written as numbers.</summary>
    public static JsonObject OneOf(IReadOnlyList<string> words, string otherwise)
    {
        var numbers = words.Where(word => long.TryParse(word, CultureInfo.InvariantCulture, out _))
            .Select(word => (JsonNode)long.Parse(word, CultureInfo.InvariantCulture));
        return new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word), .. numbers]), ["default"] = otherwise };
    }

    public static JsonObject OneOf(params IEnumerable<string> words) => new() { ["enum"] = Texts(words) };

    public static JsonObject TextMap(string description) =>
        new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" }, ["description"] = description };

    public static JsonObject Time(string description) => new() { ["type"] = "string", ["format"] = "date-time", ["description"] = description };

    public static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    /// <summary>A text of a form, as a regular expression.</summary>
    public static JsonObject Matching(string pattern, string description) =>
        new() { ["type"] = "string", ["pattern"] = pattern, ["description"] = description };

    public static JsonObject Number(string type, double min, double max, string description) =>
        new() { ["type"] = type, ["minimum"] = (decimal)min, ["maximum"] = (decimal)max, ["description"] = description };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
