using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Http;

/// <summary>Attacks that once got through: each is refused, or leaves everything as it was.</summary>
public sealed class HostileTests
{
    [Fact]
    public async Task Long_parameter_names_that_begin_alike_leave_the_journal_readable()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var name = new string('B', 300);

        await emulator.CallAsync("Rds", ("DBInstanceId", "rm-none"), ($"{name}1", "x"), ($"{name}2", "y"));
        var journal = await emulator.GetAsync("requests");

        Assert.Equal(200, journal.Status);
        Assert.Equal(2, journal.Json[0]!["parameters"]!.AsObject().Count(p => p.Key.StartsWith("BBB", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("users/x", """{"policies":[""", "1,", "1]}")]
    [InlineData("state", """{"instances":[""", "[],", "[]]}")]
    public async Task A_document_that_is_wrong_everywhere_gets_a_short_answer(string path, string begin, string middle, string end)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var refused = await emulator.PutAsync(path, begin + string.Concat(Enumerable.Repeat(middle, 100_000)) + end);

        Assert.Equal(400, refused.Status);
        Assert.InRange(refused.Text.Length, 1, 100_000);
        Assert.Equal(101, refused.Json["faults"]!.AsArray().Count);
        Assert.Equal("There are more faults; only the first 100 are named.", (string?)refused.Json["faults"]![100]!["message"]);
    }

    /// <summary>A condition of a role's trust policy, and whether it holds for a call from this machine over HTTP.</summary>
    [Theory]
    [InlineData("""{"IpAddress":{"acs:SourceIp":"127.0.0.0/8"}}""", true)]
    [InlineData("""{"IpAddress":{"acs:SourceIp":"10.0.0.0/8"}}""", false)]
    [InlineData("""{"Bool":{"acs:SecureTransport":"false"}}""", true)]
    [InlineData("""{"Bool":{"acs:SecureTransport":"true"}}""", false)]
    [InlineData("""{"Bool":{"acs:MFAPresent":"false"}}""", true)]
    public async Task A_trust_policy_may_ask_where_a_call_comes_from(string condition, bool holds)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/caller", """{"policies":["AliyunSTSAssumeRoleAccess"]}""");
        await PutRoleAsync(emulator, "allowed",
            $$"""{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000001:root"]},"Condition":{{condition}} }""");
        await PutRoleAsync(emulator, "denied", $$$"""
            {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000001:root"]}},
            {"Effect":"Deny","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000001:root"]},"Condition":{{{condition}}} }
            """);

        var allowed = await AssumeAsync(emulator, "testid.caller", "1000000000000001", "allowed");
        var denied = await AssumeAsync(emulator, "testid.caller", "1000000000000001", "denied");

        Assert.Equal(holds ? (200, 403) : (403, 200), (allowed.Status, denied.Status));
    }

    [Theory]
    [InlineData("Rds", "DescribeDBInstances", "Tags", "{\"a\":\"\\udc00\"}")]
    [InlineData("Rds", "DescribeDBInstances", "Tags", "{\"\\ud800\":\"x\"}")]
    [InlineData("MongoDb", "DescribeDBInstances", "Tag", "[{\"Key\":\"\\ud800\",\"Value\":\"1\"}]")]
    [InlineData("SelectDb", "DescribeDBInstances", "Tag", "[{\"Key\":\"\\ud800\",\"Value\":\"1\"}]")]
    [InlineData("AnalyticDb", "DescribeDBInstances", "Tag", "[{\"Key\":\"\\ud800\",\"Value\":\"1\"}]")]
    public async Task Half_a_surrogate_pair_is_no_tag(string product, string action, string parameter, string tags)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var refused = await emulator.CallAsync(product, r => r with { Action = action }, ("RegionId", "cn-hangzhou"), (parameter, tags));

        Assert.Equal(400, refused.Status);
        Assert.Single((await emulator.GetAsync("requests")).Json.AsArray());
    }

    [Fact]
    public async Task Expired_keys_of_one_tenant_leave_room_for_those_of_another()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("MaxTemporaryKeys", "1"));
        var first = await OwnerOfAsync(emulator, "test-a");
        var second = await OwnerOfAsync(emulator, "test-b");
        Assert.Equal(200, (await AssumeAsync(emulator, "test-a.limited", first, "rotator")).Status);
        Assert.Equal("Throttling", (await AssumeAsync(emulator, "test-b.limited", second, "rotator")).Error.Code);

        await emulator.PutAsync("clock?tenant=test-a", """{"advanceSeconds":86400}""");

        Assert.Equal(200, (await AssumeAsync(emulator, "test-b.limited", second, "rotator")).Status);
    }

    [Fact]
    public async Task A_tag_that_differs_in_case_does_not_hide_another()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/caller", """
            {"policies":["AdministratorAccess",{"name":"NotProd","document":{"Version":"1","Statement":[
              {"Effect":"Deny","Action":"rds:*","Resource":"*","Condition":{"StringEquals":{"RDS:resourcetag/Env":"prod"}}}]}}]}
            """);
        await emulator.PatchAsync("instances/rm-running", """{"tags":{"Env":"prod","env":"dev"}}""");

        var reset = await emulator.ResetRdsAsync(accessKeyId: "testid.caller");

        Assert.Equal((403, "Forbidden.RAM"), (reset.Status, reset.Error.Code));
    }

    [Fact]
    public async Task A_user_of_the_seed_with_keys_of_its_own_has_no_other()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var derived = await emulator.ResetRdsAsync(accessKeyId: "testid.limited");
        var own = await emulator.ResetRdsAsync(accessKeyId: "testlimited");

        Assert.Equal(("InvalidAccessKeyId.NotFound", 200), (derived.Error.Code, own.Status));
    }

    [Fact]
    public async Task Advances_of_a_clock_by_many_at_once_all_count()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("clock", """{"now":"2026-01-31T12:00:00Z","frozen":true}""");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => emulator.PutAsync("clock", """{"advanceSeconds":1}""")));

        Assert.Equal("2026-01-31T12:03:20+00:00", (string?)(await emulator.GetAsync("clock")).Json["now"]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("017.0.0.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task An_address_that_is_not_written_whole_is_no_condition(string address)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var refused = await emulator.PutAsync("users/caller", $$$$"""
            {"policies":[{"name":"P","document":{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"acs:SourceIp":"{{{{address}}}}"}}}]}}]}
            """);

        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task A_session_policy_is_JSON_to_the_letter()
    {
        await using var emulator = EmulatorUnderTest.Start();
        const string Policy = """{"Version":"1",/*x*/"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

        var refused = await emulator.CallAsync(
            "Sts", r => r with { Action = "AssumeRole", AccessKeyId = "testlimited" },
            ("RoleArn", "acs:ram::1000000000000001:role/rotator"), ("RoleSessionName", "job"), ("Policy", Policy));

        Assert.Equal("InvalidParameter.PolicyGrammar", refused.Error.Code);
    }

    [Theory]
    [InlineData("""{"instances":[{"product":"Rds","id":"a/b"}]}""", "$.instances[0].id")]
    [InlineData("""{"instances":[{"product":"Rds","id":"a\u0000"}]}""", "$.instances[0].id")]
    [InlineData("""{"instances":[{"product":"Rds","id":"a","accounts":[{"name":"../x"}]}]}""", "$.instances[0].accounts[0].name")]
    public async Task What_no_address_can_name_is_refused(string state, string path)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var refused = await emulator.PutAsync("state", state);

        Assert.Equal((400, path), (refused.Status, (string?)refused.Json["faults"]![0]!["path"]));
    }

    [Fact]
    public async Task A_fault_without_a_body_cannot_be_armed()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var refused = await emulator.PostAsync("faults",
            """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"X","status":304,"message":"m"}}""");

        Assert.Equal((400, "$.error.status"), (refused.Status, (string?)refused.Json["faults"]![0]!["path"]));
    }

    [Fact]
    public async Task A_list_of_hosts_in_the_form_of_an_array_stops_the_start()
    {
        var run = await ProgramUnderTest.RunAsync("--ResetPassword:AllowedHosts:0=emulator.example");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("ResetPassword:AllowedHosts is one text, with ; between its parts.", run.Errors, StringComparison.Ordinal);
    }

    private static async Task PutRoleAsync(EmulatorUnderTest emulator, string name, string statements) =>
        Assert.Equal(200, (await emulator.PutAsync($"roles/{name}", $$"""{"trust":{"Version":"1","Statement":[{{statements}}] },"policies":[]}""")).Status);

    private static async Task<string> OwnerOfAsync(EmulatorUnderTest emulator, string tenant)
    {
        await emulator.GetAsync($"state?tenant={tenant}");
        return (string)(await emulator.GetAsync("tenants")).Json.AsArray().Single(t => (string?)t!["accessKeyIds"]![0] == tenant)!["ownerId"]!;
    }

    private static Task<Answer> AssumeAsync(EmulatorUnderTest emulator, string accessKeyId, string owner, string role) => emulator.CallAsync(
        "Sts", r => r with { Action = "AssumeRole", AccessKeyId = accessKeyId }, ("RoleArn", $"acs:ram::{owner}:role/{role}"), ("RoleSessionName", "job"));
}
