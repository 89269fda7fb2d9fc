using System.Text;
using System.Text.Json.Nodes;

namespace ResetPassword.Tests.Http.Controls;

public sealed class PublishedControlsTests
{
    /// <summary>Every control that takes a body.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "POST", "/_emulator/tenants" },
        { "PUT", "/_emulator/state" },
        { "PUT", "/_emulator/instances/{id}" },
        { "PATCH", "/_emulator/instances/{id}" },
        { "PUT", "/_emulator/instances/{id}/accounts/{name}" },
        { "PATCH", "/_emulator/instances/{id}/accounts/{name}" },
        { "POST", "/_emulator/instances/{id}/accounts/{name}/verify-password" },
        { "POST", "/_emulator/faults" },
        { "POST", "/_emulator/ram/decision" },
        { "PUT", "/_emulator/clock" },
        { "PUT", "/_emulator/users/{name}" },
        { "PUT", "/_emulator/roles/{name}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_has_what_its_schema_asks_for_is_accepted_in_every_form(string method, string path)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var schema = BodyOf(await DocumentAsync(emulator), method, path)["schema"]!;

        var answers = await SendAllAsync(emulator, method, path, PublishedBody.Of(schema, isWhole: false));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201 or 204, answer.Text));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_example_of_a_body_is_accepted(string method, string path)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var example = BodyOf(await DocumentAsync(emulator), method, path)["example"]!;

        var answers = await SendAllAsync(emulator, method, path, [example]);

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201 or 204, answer.Text));
    }

    [Theory]
    [InlineData("POST", "/_emulator/faults", 3)]
    [InlineData("PUT", "/_emulator/clock", 4)]
    [InlineData("POST", "/_emulator/instances/{id}/accounts/{name}/verify-password", 1)]
    public async Task A_body_that_has_all_that_its_schema_allows_is_accepted_in_every_form(string method, string path, int forms)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var schema = BodyOf(await DocumentAsync(emulator), method, path)["schema"]!;

        var answers = await SendAllAsync(emulator, method, path, PublishedBody.Of(schema, isWhole: true));

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201, answer.Text));
        Assert.Equal(forms, answers.Count);
    }

    [Fact]
    public async Task Every_control_that_takes_a_body_is_tried()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var published = OperationsOf(await DocumentAsync(emulator)).Where(operation => operation.Value["requestBody"] is not null)
            .Select(operation => (operation.Method, operation.Path));

        Assert.Equal(Bodies.Select(row => row.Data).Order(), published.Order());
    }

    [Fact]
    public async Task A_query_parameter_that_a_control_does_not_read_is_refused_with_those_that_it_does()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var operations = OperationsOf(await DocumentAsync(emulator)).ToList();

        var answers = await Task.WhenAll(operations.Select(operation => SendAsync(emulator, operation.Method, $"{PathOf(operation.Path)}?produkt=Rds", "{}")));

        Assert.Equal(
            operations.Select(operation => (400, ExpectedBy(operation.Value))),
            answers.Select(answer => (answer.Status, (string)answer.Json["detail"]!)));
    }

    [Fact]
    public async Task A_query_parameters_name_is_read_in_any_case()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync("requests/count?PRODUCT=rds&Tenant=testid");

        Assert.Equal((200, """{"count":0}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_path_that_is_no_control_is_not_found_whatever_its_query()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync("request?produkt=Rds");

        Assert.Equal(404, answer.Status);
    }

    private static string ExpectedBy(JsonNode operation)
    {
        var names = operation["parameters"]?.AsArray().Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!)
            .ToArray() ?? [];
        return names.Length == 0 ? "The query: expected no parameters." : $"The query: expected no parameters but {string.Join(", ", names.OrderBy(Place))}.";
    }

    // The tenant stands where the program puts it.
    private static int Place(string name) => Array.IndexOf(
        ["product", "action", "instanceId", "accountName", "code", "accessKeyId", "tenant", "characterType", "count", "timeoutSeconds"], name);

    private static async Task<JsonNode> DocumentAsync(EmulatorUnderTest emulator) =>
        (await emulator.SendAsync(new(HttpMethod.Get, new Uri(emulator.Endpoint, "/openapi/v1.json")))).Json;

    private static JsonNode BodyOf(JsonNode document, string method, string path) =>
        OperationsOf(document).Single(operation => (operation.Method, operation.Path) == (method, path)).Value["requestBody"]!["content"]!["application/json"]!;

    private static IEnumerable<(string Method, string Path, JsonNode Value)> OperationsOf(JsonNode document) => document["paths"]!.AsObject()
        .Where(path => path.Key != "/")
        .SelectMany(path => path.Value!.AsObject(), (path, operation) => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!));

    private static async Task<IReadOnlyList<Answer>> SendAllAsync(EmulatorUnderTest emulator, string method, string path, IEnumerable<JsonNode> bodies)
    {
        var answers = new List<Answer>();
        foreach (var body in bodies)
            answers.Add(await SendAsync(emulator, method, PathOf(path), body.ToJsonString()));
        return answers;
    }

    private static Task<Answer> SendAsync(EmulatorUnderTest emulator, string method, string path, string body) =>
        emulator.SendAsync(new(new HttpMethod(method), new Uri(emulator.Endpoint, path))
        {
            Content = method is "GET" or "DELETE" ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        });

    // Of an instance that there is, whose id fits every product.
    private static string PathOf(string path) => path
        .Replace("{id}", "pc-running", StringComparison.Ordinal)
        .Replace("{name}", path.Contains("accounts", StringComparison.Ordinal) ? "app1" : "made1", StringComparison.Ordinal)
        .Replace("{accessKeyId}", "test-made", StringComparison.Ordinal);
}
