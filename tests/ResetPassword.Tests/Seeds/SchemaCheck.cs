using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ResetPassword.Products;
using ResetPassword.Seeds;

namespace ResetPassword.Tests.Seeds;

/// <summary>Validates by as much of JSON Schema 2020-12 as the seed's schema uses; a keyword that it does not know is an error.</summary>
internal sealed class SchemaCheck(JsonNode schema)
{
    private static readonly string[] Annotations = ["$schema", "title", "description", "default", "format"];

    public static SchemaCheck OfSeed() => new(JsonNode.Parse(SeedSchema.Of(Catalogue.Databases).ToJsonString())!);

    public bool Refuses(JsonNode? document) => !Accepts(schema, document);

    private static bool Accepts(JsonNode schema, JsonNode? value) =>
        schema.AsObject().Where(keyword => !Annotations.Contains(keyword.Key)).All(keyword => Accepts(schema, keyword.Key, keyword.Value!, value));

    private static bool Accepts(JsonNode schema, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "allOf" => rule.AsArray().All(option => Accepts(option!, value)),
        "anyOf" => rule.AsArray().Any(option => Accepts(option!, value)),
        "not" => !Accepts(rule, value),
        "minItems" => value is not JsonArray items || items.Count >= (int)rule,
        "maxLength" => value is not JsonValue text || !text.TryGetValue<string>(out var found) || found.Length <= (int)rule,
        "oneOf" => rule.AsArray().Count(option => Accepts(option!, value)) == 1,
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(option => JsonNode.DeepEquals(option, value)),
        "type" => TypesOf(value).Contains((string)rule!),
        "pattern" => value is not JsonValue text || !text.TryGetValue<string>(out var found) || Regex.IsMatch(found, (string)rule!),
        "minimum" => value is not JsonValue number || !number.TryGetValue<long>(out var found) || found >= (long)rule,
        "maximum" => value is not JsonValue number || !number.TryGetValue<long>(out var found) || found <= (long)rule,
        "items" => value is not JsonArray items || items.All(item => Accepts(rule, item)),
        "required" => value is not JsonObject members || rule.AsArray().All(name => members.ContainsKey((string)name!)),
        "properties" => value is not JsonObject members || members.All(m => rule[m.Key] is not { } property || Accepts(property, m.Value)),
        "additionalProperties" => value is not JsonObject members
            || members.All(m => schema["properties"]?[m.Key] is not null || (rule is JsonObject && Accepts(rule, m.Value))),
        _ => throw new NotSupportedException(keyword),
    };

    private static string[] TypesOf(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Object => ["object"],
        System.Text.Json.JsonValueKind.Array => ["array"],
        System.Text.Json.JsonValueKind.String => ["string"],
        System.Text.Json.JsonValueKind.Number => ["number", "integer"],
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => ["boolean"],
        _ => ["null"],
    };
}
