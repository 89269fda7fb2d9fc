using System.Text.Json;
using System.Text.Json.Nodes;
using ResetPassword.Tests.Products;

namespace ResetPassword.SdkTests;

/// <summary>
/// The answers of the actions around the resets, as the vendor's SDKs read them, against the documented shapes in <c>response-shapes.json</c> (field names
/// and types of the vendor's API metadata).
/// </summary>
public sealed class ShapeTests(SdkDriver sdk)
{
    // The metadata says text, and the vendor's Terraform provider reads a number.
    private static readonly string[] Known =
        [".DBClusterList[].CacheStorageSizeGB: integer instead of \"string\"", ".ProvisionedIops: integer instead of \"string\""];

    // What a shape has instead of names when the names are data: such a map is left out while it has none.
    private const string AnyName = "*";

    // Newer than the SDK's models.
    private static readonly string[] Unsendable = ["CreateDatabase ResourceGroupId", "DescribeDatabases ResourceGroupId"];

    private static readonly JsonNode Shapes = JsonNode.Parse(File.ReadAllText(Path.Combine(SdkDriver.Folder(), "response-shapes.json")))!;

    /// <summary>Product, action, and what differs in its parameters.</summary>
    public static TheoryData<string, string, string> Actions => new(
    [
        .. SomeAction.All.Select(some => (some.Product.Name, some.Operation.Action, "")),
        ("MongoDb", "DescribeDBInstances", "DBInstanceType=sharding"),
        ("MongoDb", "DescribeDBInstanceAttribute", "DBInstanceId=dds-replica"),
    ]);

    public static TheoryData<string> RdsActions => new(SomeAction.All.Where(some => some.Product.Name == "Rds").Select(some => some.Operation.Action));

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task An_answer_has_every_documented_field_with_its_type(string product, string action, string changes)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = await PreparedAsync(emulator, product, action);

        var result = await sdk.CallAsync(SdkClient.OpenApiCoreBody.Call(emulator.Endpoint, product, SomeDecision.Change(some.Parameters, changes),
            action: action));

        Assert.True(result.IsSuccess, result.ToString());
        var shape = Shapes[product]?[action];
        Assert.True(
            shape is not null,
            $$"""Add to tests/ResetPassword.SdkTests/response-shapes.json, in "{{product}}", every field of the answer as the vendor documents it: "{{action}}": { "RequestId": "string" },""");
        Assert.Empty(Differences(shape, result.Reply, "").Except(Known));
        var empty = Lists(result.Reply, "").GroupBy(list => list.Path).Where(lists => lists.All(list => !list.HasItems)).Select(lists => lists.Key);
        Assert.Equal(ProductUnderTest.Of(product).EmptyLists.GetValueOrDefault($"{action} {changes}".TrimEnd(), []), empty);
    }

    [Theory]
    [MemberData(nameof(RdsActions))]
    public async Task The_SDK_of_RDS_sends_all_parameters_of_an_action(string action)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = await PreparedAsync(emulator, "Rds", action);

        var result = await sdk.CallAsync(SdkClient.Rds.Call(emulator.Endpoint, "Rds", some.AllParameters, action: action));

        Assert.True(result.IsSuccess, result.ToString());
        var call = (await emulator.GetAsync("requests")).Json[0]!;
        var sent = call["parameters"]!.AsObject().Select(p => p.Key).ToArray();
        Assert.Empty(some.Operation.Parameters.Where(p => !sent.Any(p.Is)).Select(p => $"{action} {p.Name}").Except(Unsendable));
        Assert.Equal("[]", call["unreadParameters"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(RdsActions))]
    public async Task The_SDK_of_RDS_fills_its_own_model_of_an_answer(string action)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var some = await PreparedAsync(emulator, "Rds", action);

        var result = await sdk.CallAsync(SdkClient.Rds.Call(emulator.Endpoint, "Rds", some.Parameters, action: action));

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Empty(result.Reply["unfilled"]!.AsArray().Select(path => (string)path!));
    }

    // What the action needs, and something in every list that can have something.
    private static async Task<SomeAction> PreparedAsync(EmulatorUnderTest emulator, string product, string action)
    {
        var some = SomeAction.Of(product, action);
        Assert.Equal(200, (await emulator.PatchAsync($"instances/{some.Instance}", ProductUnderTest.Of(product).FilledFor(action))).Status);
        Assert.Equal(200, (await emulator.PatchAsync($"instances/{some.Instance}", some.Setup.Patch)).Status);
        return some;
    }

    // A field that is missing, or is something else than documented. An array that has no items says nothing about them.
    private static IEnumerable<string> Differences(JsonNode shape, JsonNode? value, string path) => (shape, value) switch
    {
        (JsonObject names, null) when names.ContainsKey(AnyName) => [],
        (_, null) => [$"{path}: missing"],
        (JsonObject fields, JsonObject actual) when !fields.ContainsKey(AnyName) =>
            fields.SelectMany(field => Differences(field.Value!, actual[field.Key], $"{path}.{field.Key}")),
        (JsonArray items, JsonArray actual) => actual.SelectMany(item => Differences(items[0]!, item, $"{path}[]")),
        (JsonObject, JsonObject) => [],
        (JsonValue type, _) when (string)type! == KindOf(value) || ((string)type! == "number" && value.GetValueKind() == JsonValueKind.Number) => [],
        _ => [$"{path}: {KindOf(value)} instead of {shape.ToJsonString()}"],
    };

    // Every list of an answer by its path, and whether any list there has an item.
    private static IEnumerable<(string Path, bool HasItems)> Lists(JsonNode? value, string path) => value switch
    {
        JsonArray items => items.SelectMany(item => Lists(item, $"{path}[]")).Prepend((path, items.Count > 0)),
        JsonObject fields => fields.SelectMany(field => Lists(field.Value, $"{path}.{field.Key}")),
        _ => [],
    };

    private static string KindOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString(),
    };
}
