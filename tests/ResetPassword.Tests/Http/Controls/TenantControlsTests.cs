namespace ResetPassword.Tests.Http.Controls;

public sealed class TenantControlsTests
{
    [Fact]
    public async Task A_fresh_tenant_is_made_in_one_call_and_has_instances_of_its_own()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var made = await emulator.PostAsync("tenants");
        var key = (string)made.Json["accessKeyId"]!;
        var reset = await emulator.ResetRdsAsync(accessKeyId: key);

        Assert.Equal(201, made.Status);
        Assert.Equal("testsecret", (string?)made.Json["accessKeySecret"]);
        Assert.Matches("^[1-9][0-9]{15}$", (string?)made.Json["ownerId"]);
        Assert.Equal(200, reset.Status);
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "New_pass1", key));
        Assert.Equal((false, 1), await emulator.VerifyAsync("rm-running", "test1", "New_pass1"));
    }

    [Fact]
    public async Task A_body_that_is_not_said_to_be_JSON_makes_no_tenant()
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Endpoint, "/_emulator/tenants")) { Content = new StringContent("{}") };

        var answer = await emulator.SendAsync(message);

        Assert.Equal((400, "$: Expected the Content-Type application/json."), (answer.Status, (string?)answer.Json["detail"]));
        Assert.Single((await emulator.GetAsync("tenants")).Json.AsArray());
    }

    [Fact]
    public async Task A_tenant_can_be_made_with_a_seed_of_its_own_and_is_reset_to_it()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var made = await emulator.PostAsync("tenants", """{"instances":[{"product":"Rds","id":"rm-own","accounts":[{"name":"own1"}]}]}""");
        var key = (string)made.Json["accessKeyId"]!;
        await emulator.PutAsync($"state?tenant={key}", """{"instances":[]}""");

        await emulator.PostAsync($"reset?tenant={key}");

        var state = await emulator.GetAsync($"state?tenant={key}");
        Assert.Equal(["rm-own"], state.Json["instances"]!.AsArray().Select(i => (string?)i!["id"]));
    }

    [Fact]
    public async Task A_dropped_tenant_is_gone_and_its_key_makes_a_fresh_one()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync(accessKeyId: "test-dropped");

        var dropped = await emulator.DeleteAsync("tenants/test-dropped");
        var listed = await emulator.GetAsync("tenants");

        Assert.Equal(204, dropped.Status);
        Assert.DoesNotContain("test-dropped", listed.Text, StringComparison.Ordinal);
        Assert.Equal((false, 1), await emulator.VerifyAsync("rm-running", "test1", "New_pass1", "test-dropped"));
    }

    [Theory]
    [InlineData("test-nobody", 404, "accessKeyId: there is no tenant with this AccessKeyId.")]
    [InlineData("testid", 409, "accessKeyId: a tenant is dropped by the test-… key that created it; a tenant of the seed can only be reset.")]
    public async Task A_tenant_that_cannot_be_dropped_is_not(string key, int status, string detail)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.DeleteAsync($"tenants/{key}");

        Assert.Equal((status, detail), (answer.Status, (string?)answer.Json["detail"]));
    }

    [Fact]
    public async Task A_seed_with_a_fault_makes_no_tenant()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PostAsync("tenants", """{"instances":[{"product":"Rds","id":"rm-own","status":"running"}]}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal("$.instances[0].status", (string?)answer.Json["faults"]![0]!["path"]);
        Assert.Single((await emulator.GetAsync("tenants")).Json.AsArray());
    }

    [Fact]
    public async Task Two_hundred_suites_in_parallel_do_not_notice_each_other()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var suites = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => RunSuiteAsync(emulator, $"test-suite-{n}", $"Suite_pass{n}")));

        Assert.All(suites, suite => Assert.Equal((true, 51, 50, 1, 2000 + suite.Number), suite.Seen));
    }

    private static async Task<(int Number, (bool Matches, long Version, int Calls, int Faults, int Year) Seen)> RunSuiteAsync(EmulatorUnderTest emulator,
        string key, string password)
    {
        var number = int.Parse(key.Split('-')[2], System.Globalization.CultureInfo.InvariantCulture);
        var year = 2000 + (number % 100);
        await emulator.PutAsync($"clock?tenant={key}", $$"""{"now":"{{year}}-01-31T12:00:00Z","frozen":true}""");
        await emulator.PostAsync(
            $"faults?tenant={key}",
            """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttling.User"},"schedule":{"nth":100}}""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => emulator.ResetRdsAsync(password, key)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        var (matches, version) = await emulator.VerifyAsync("rm-running", "test1", password, key);
        var calls = (int)(await emulator.GetAsync($"requests/count?tenant={key}&accessKeyId={key}")).Json["count"]!;
        var faults = (await emulator.GetAsync($"faults?tenant={key}")).Json.AsArray();
        var now = (DateTimeOffset)(await emulator.GetAsync($"clock?tenant={key}")).Json["now"]!;
        return (number % 100, (matches, version, calls, faults.Count, now.Year));
    }
}
