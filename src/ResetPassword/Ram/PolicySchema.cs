using System.Text.Json.Nodes;
using static ResetPassword.Documents.JsonSchema;

namespace ResetPassword.Ram;

/// <summary>The JSON schemas of RAM policies, as <see cref="PolicyReader"/> takes them. Pure.</summary>
internal static class PolicySchema
{
    private static readonly string[] Effects = ["Allow", "Deny"];

    public static JsonObject Policy() => Document("A RAM policy.", Statement());

    public static JsonObject Trust() => Document("Who may assume it: its trust policy.", Object(
        ["Effect", "Action", "Principal"],
        ("Effect", OneOf(Effects)),
        ("Action", Texts(new() { ["type"] = "string", ["enum"] = new JsonArray("sts:AssumeRole"), ["description"] = "In any case." })),
        ("Principal", Principal()),
        ("Condition", Condition())));

    private static JsonObject Document(string description, JsonObject statement)
    {
        var statements = ArrayOf(statement, "One at the least.");
        statements["minItems"] = 1;
        var document = Object(["Version", "Statement"], ("Version", OneOf(PolicyReader.Version)),
            ("Statement", AnyOf(statements, statement.DeepClone().AsObject())));
        document["description"] = description;
        return document;
    }

    private static JsonObject Statement()
    {
        JsonObject Action() => Texts(Text("* or <service>:<action>, such as rds:Describe*"));
        JsonObject Resource() => Texts(Text("* or acs:<service>:<region>:<account>:<relative-id>"));
        var statement = Object(
            ["Effect"],
            ("Effect", OneOf(Effects)), ("Action", Action()), ("NotAction", Action()), ("Resource", Resource()), ("NotResource", Resource()),
            ("Condition", Condition()));
        statement["allOf"] = new JsonArray(Either("Action", "NotAction"), Either("Resource", "NotResource"));
        return statement;
    }

    private static JsonObject Either(string name, string notName) => new()
    {
        ["oneOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray(name) }, new JsonObject { ["required"] = new JsonArray(notName) }),
    };

    private static JsonObject Principal() => AnyOf(PolicyReader.PrincipalKinds.Select(kind => Object([kind], PolicyReader.PrincipalKinds.Select(name =>
        (name, name == "RAM"
            ? Texts(Matching(PolicyReader.PrincipalPattern, "acs:ram::<account>:root, …:user/<name> or …:role/<name>"), least: 0)
            : new JsonObject())))));

    private static JsonObject Condition() =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject { ["type"] = "object" },
            ["description"] = "Operators, in each condition keys, and of each a value or a list of values."
        };

    // One text or a list of them.
    private static JsonObject Texts(JsonObject text, int least = 1) =>
        AnyOf(new JsonObject { ["type"] = "array", ["items"] = text, ["minItems"] = least }, text.DeepClone().AsObject());
}
