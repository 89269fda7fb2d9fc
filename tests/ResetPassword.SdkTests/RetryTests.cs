using System.Text.Json.Nodes;
using ResetPassword.Products;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Products;

namespace ResetPassword.SdkTests;

/// <summary>How often the vendor's clients call when a call fails, as docs/retries.md tells it.</summary>
public sealed class RetryTests(SdkDriver sdk, OneEmulator one) : IClassFixture<OneEmulator>
{
    // Long enough for a slow machine to answer what it means to answer.
    private const int Patience = 1500;

    private static readonly SdkClient[] SdkClients =
        [SdkClient.PopCorePost, SdkClient.RpcClient, SdkClient.PolarDb, SdkClient.OpenApiClientQuery, SdkClient.OpenApiCoreQuery, SdkClient.Rds];

    private readonly EmulatorUnderTest _emulator = one.Emulator;

    public static TheoryData<RetryCase> Failing => [.. RetriesPage.Cases.Where(c => c.End != RetriesPage.Success)];

    public static TheoryData<RetryCase> Succeeding => [.. RetriesPage.Cases.Where(c => c.End == RetriesPage.Success)];

    public static TheoryData<RetryCase> Retried => [.. RetriesPage.Cases.Where(c => c.Calls > 1)];

    public static TheoryData<RetryCase> NotRetried => [.. RetriesPage.Cases.Where(c => c.Calls == 1 && c.End != RetriesPage.Success)];

    [Fact]
    public void The_page_has_every_client_in_every_setting_with_every_kind_of_fault()
    {
        var settings = RetriesPage.Cases.Select(c => $"{c.Client} {c.Setting}").Distinct().Order(StringComparer.Ordinal);
        var rules = RetriesPage.Cases.Select(c => JsonNode.Parse(c.Rule)!).ToArray();

        Assert.Equal(
            [
                "openapi-client RuntimeOptions", "openapi-client default",
                "openapi-core Config", "openapi-core RuntimeOptions", "openapi-core default",
                "polardb20170801 RuntimeOptions", "polardb20170801 default",
                "pop-core default",
                "rds20140815 Config", "rds20140815 RuntimeOptions", "rds20140815 default",
                "rpc-client RuntimeOptions", "rpc-client default",
            ],
            settings);
        Assert.Equal(13 * 11, RetriesPage.Cases.Distinct().Count());
        Assert.Superset(
            new HashSet<string> { "Throttling", "Throttling.User", "Throttling.Api", "ServiceUnavailable", "InternalError" },
            rules.Select(rule => (string?)rule["error"]?["code"]).OfType<string>().ToHashSet());
        Assert.Superset(
            Enum.GetNames<ConnectionFate>().Except([nameof(ConnectionFate.None)]).Select(fate => fate.ToLowerInvariant()).ToHashSet(),
            rules.Select(rule => (string?)rule["connection"]).OfType<string>().ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task A_fault_that_lasts_ends_the_call_after_so_many_calls_with_this_error(RetryCase @case)
    {
        var tenant = await NewTenantAsync();
        var message = await ArmAsync(tenant, @case);

        var result = await sdk.CallAsync(CallOf(@case, tenant));

        Assert.Equal((false, @case.End), (result.IsSuccess, result.ErrorShape));
        Assert.Contains(message, result.Thrown.Message, StringComparison.Ordinal);
        Assert.Equal(@case.Calls, await CountAsync(tenant, @case.Calls));
    }

    [Theory]
    [MemberData(nameof(Retried))]
    public async Task A_client_that_retries_succeeds_when_only_its_first_call_is_hit(RetryCase @case)
    {
        var tenant = await NewTenantAsync();
        await ArmAsync(tenant, @case, first: 1);

        var result = await sdk.CallAsync(CallOf(@case, tenant, Patience));

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Equal(2, await CountAsync(tenant, 2));
        Assert.True((await _emulator.VerifyAsync("rm-running", "test1", "New_pass1", tenant)).Matches);
    }

    [Theory]
    [MemberData(nameof(NotRetried))]
    public async Task A_client_that_does_not_retry_fails_although_its_next_call_would_succeed(RetryCase @case)
    {
        var tenant = await NewTenantAsync();
        await ArmAsync(tenant, @case, first: 1);

        var result = await sdk.CallAsync(CallOf(@case, tenant));

        Assert.Equal((false, @case.End), (result.IsSuccess, result.ErrorShape));
        Assert.Equal(1, await CountAsync(tenant, 1));
    }

    [Theory]
    [MemberData(nameof(Succeeding))]
    public async Task An_answer_that_comes_in_time_is_no_reason_to_call_again(RetryCase @case)
    {
        var tenant = await NewTenantAsync();
        await ArmAsync(tenant, @case);

        var result = await sdk.CallAsync(CallOf(@case, tenant));

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Equal(@case.Calls, await CountAsync(tenant, @case.Calls));
    }

    [Theory]
    [InlineData("pop-core", "default", 1)]
    [InlineData("rds20140815", "Config", 3)]
    public async Task A_call_that_comes_too_late_for_its_client_is_carried_out_all_the_same(string client, string setting, int calls)
    {
        var tenant = await NewTenantAsync();
        var late = RetriesPage.Cases.Single(c => c.Client == client && c.Setting == setting && c.Fault == "answer too late");
        await ArmAsync(tenant, late);

        var result = await sdk.CallAsync(CallOf(late, tenant));

        Assert.Equal((false, "RequestTimeoutError"), (result.IsSuccess, result.ErrorShape));
        Assert.Equal(calls, await CountAsync(tenant, calls));
        Assert.Equal((true, 1 + calls), await _emulator.VerifyAsync("rm-running", "test1", "New_pass1", tenant));
    }

    [Theory]
    [InlineData("throttled, API", "1000")]
    [InlineData("unavailable", "10")]
    public async Task A_throttled_call_is_tried_again_after_the_time_that_the_answer_says_and_any_other_after_its_own(string fault, string milliseconds)
    {
        var tenant = await NewTenantAsync();
        var retried = RetriesPage.Cases.Single(c => c is { Client: "openapi-core", Setting: "Config" } && c.Fault == fault);
        await ArmAsync(tenant, retried, first: 1);
        var call = CallOf(retried, tenant);
        call["record"] = true;
        call["Config"]!["retryOptions"]!["retryCondition"]![0]!["maxDelay"] = 5000;

        var result = await sdk.CallAsync(call);

        Assert.True(result.IsSuccess, result.ToString());
        Assert.Contains($"\r\nx-acs-retry-attempts: 1\r\nx-acs-retry-delay: {milliseconds}\r\n", result.Sent.Text, StringComparison.Ordinal);
    }

    private async Task<string> NewTenantAsync() => (string)(await _emulator.PostAsync("tenants")).Json["accessKeyId"]!;

    // The message of the rule's error, or nothing where it has none.
    private async Task<string> ArmAsync(string tenant, RetryCase @case, int? first = null)
    {
        var product = ProductOf(@case);
        var rule = JsonNode.Parse(@case.Rule)!;
        rule["match"] = new JsonObject { ["product"] = product, ["action"] = Catalogue.Products.Single(p => p.Name == product).Example.Action };
        if (first is not null)
            rule["schedule"] = new JsonObject { ["first"] = first };
        var armed = await _emulator.PostAsync($"faults?tenant={tenant}", rule.ToJsonString());
        Assert.Equal(201, armed.Status);
        return (string?)armed.Json["error"]?["message"] ?? "";
    }

    // A case that ends by the client's timeout does so at once, unless a test wants an answer within it.
    private JsonObject CallOf(RetryCase @case, string tenant, int? timeout = null)
    {
        var product = ProductOf(@case);
        var call = SdkClients.Single(client => client.Name == @case.Client).Call(_emulator.Endpoint, product, Target.Of(product).Parameters("New_pass1"));
        call["accessKeyId"] = tenant;
        call["timeout"] = timeout ?? (@case.End == "RequestTimeoutError" ? 250 : null);
        call[@case.Setting] = RetriesPage.OptionsOf(@case.Setting);
        return call;
    }

    // A call that its client has left goes on: it is written down when its delay is over.
    private async Task<int> CountAsync(string tenant, int expected)
    {
        await _emulator.GetAsync($"requests/wait?tenant={tenant}&count={expected}&timeoutSeconds=60");
        return (int)(await _emulator.GetAsync($"requests/count?tenant={tenant}")).Json["count"]!;
    }

    private static string ProductOf(RetryCase @case) => @case.Client == "polardb20170801" ? "PolarDb" : "Rds";
}

/// <summary>One emulator for all cases, each of which has a tenant of its own.</summary>
public sealed class OneEmulator : IAsyncDisposable
{
    internal EmulatorUnderTest Emulator { get; } = EmulatorUnderTest.Start();

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
