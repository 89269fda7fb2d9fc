using System.Text.Json.Nodes;
using ResetPassword.Products;

namespace ResetPassword.SdkTests;

/// <summary>How often each client tries a call that fails: docs/retries.md is the table, and every line of it is run.</summary>
public sealed class RetryTests(SdkDriver sdk)
{
    private const string Page = "docs/retries.md";

    // Longer than an answer takes here, shorter than anybody wants to wait for a call that hangs.
    private const int ReadTimeout = 2000;

    private static readonly SdkClient[] Clients = [SdkClient.PopCorePost, SdkClient.RpcClient, SdkClient.Rds, SdkClient.PolarDb, SdkClient.OpenApiClientBody, SdkClient.OpenApiCoreBody];

    /// <summary>The columns of the table: what a rule does to a call.</summary>
    private static readonly (string Name, string Effect)[] Faults =
    [
        ("400 `Throttling.User`", """ "error":{"code":"Throttling.User"} """),
        ("404, a row of the action", """ "error":{"code":"CODE"} """),
        ("500 `InternalError`", """ "error":{"code":"InternalError"} """),
        ("503 `ServiceUnavailable`", """ "error":{"code":"ServiceUnavailable"} """),
        ("`reset`", """ "connection":"reset" """),
        ("`truncate`", """ "connection":"truncate" """),
        ("`hang`", """ "connection":"hang" """),
    ];

    /// <summary>Every line: the client, how many attempts it was told to make (0 for its default), and the line.</summary>
    public static TheoryData<SdkClient, int, string> Lines
    {
        get
        {
            var lines = File.ReadAllLines(Path.Combine(SdkDriver.Folder(), "..", "..", Page)).Where(line => line.StartsWith("| `@alicloud/", StringComparison.Ordinal)).ToArray();
            return new(Clients.SelectMany(client => AttemptsOf(client).Select(attempts =>
                (client, attempts, lines.FirstOrDefault(line => line.StartsWith(Begin(client, attempts), StringComparison.Ordinal)) ?? ""))));
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_client_tries_as_often_as_the_page_says(SdkClient client, int attempts, string line)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var counts = new List<int>();

        foreach (var (_, effect) in Faults)
            counts.Add(await TriesAsync(emulator, client, attempts, effect, $"test-{counts.Count}"));

        var seen = $"{Begin(client, attempts)} {string.Join(" | ", counts)} |";
        Assert.True(line == seen, $"{Page} has to say: {seen}");
    }

    [Fact]
    public async Task The_page_has_a_column_for_each_fault()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(SdkDriver.Folder(), "..", "..", Page), TestContext.Current.CancellationToken);

        Assert.Contains($"| client | {string.Join(" | ", Faults.Select(fault => fault.Name))} |", page, StringComparison.Ordinal);
    }

    private async Task<int> TriesAsync(EmulatorUnderTest emulator, SdkClient client, int attempts, string effect, string tenant)
    {
        var product = client == SdkClient.PolarDb ? "PolarDb" : "Rds";
        var operation = Catalogue.Databases.Single(p => p.Name == product).Operations[0];
        var code = operation.Errors.First(row => row.Status == 404).Code;
        var armed = await emulator.PostAsync(
            $"faults?tenant={tenant}", $$"""{"match":{"product":"{{product}}","action":"{{operation.Action}}"},{{effect.Replace("CODE", code, StringComparison.Ordinal)}} }""");
        Assert.Equal(201, armed.Status);
        var call = client.Call(emulator.Endpoint, product, Target.Of(product).Parameters("New_pass1"));
        call["accessKeyId"] = tenant;
        call["readTimeout"] = ReadTimeout;
        if (attempts > 0)
            call["attempts"] = attempts;

        var result = await sdk.CallAsync(call);

        Assert.False(result.IsSuccess, result.ToString());
        return (int)(await emulator.GetAsync($"requests/count?tenant={tenant}")).Json["count"]!;
    }

    // Those that can be told to.
    private static int[] AttemptsOf(SdkClient client) => client.Name is "pop-core" or "polardb20170801" ? [0] : [0, 3];

    private static string Begin(SdkClient client, int attempts)
    {
        var way = client.Name is "rpc-client" or "openapi-client" ? "autoretry: true" : "retryOptions";
        return $"| `@alicloud/{client.Name}`{(attempts == 0 ? "" : $" with `{way}`, `maxAttempts: {attempts}`")} |";
    }
}
