namespace ResetPassword.Tests.Http.Controls;

/// <summary>Whether a call would be allowed, without making it; and the keys that default chains ask for.</summary>
public sealed class DecisionControlsTests
{
    private const string Reset = "rds:ResetAccountPassword";
    private const string Running = "acs:rds:cn-hangzhou:1000000000000001:dbinstance/rm-running";

    [Theory]
    [InlineData("testid", "Rds", "ResetAccountPassword", "true -", "The AccessKey is the account's own, of which no policy is asked.")]
    [InlineData("testid.reader", "rds", "DescribeAccounts", "true own[1]", $"rds:DescribeAccounts on {Running} is allowed by statement 1 of the policy own.")]
    [InlineData("testid.reader", "Rds", "ResetAccountPassword", "false own[0]", $"{Reset} on {Running} is denied by statement 0 of the policy own.")]
    [InlineData("testid.nobody", "Rds", "ResetAccountPassword", "false -", $"No policy that is attached to the caller allows {Reset} on {Running}.")]
    [InlineData("testid.nobody", "Sts", "GetCallerIdentity", "true -", "GetCallerIdentity may be called by everybody.")]
    public async Task It_says_who_may_and_which_statement_decides(string key, string product, string action, string decision, string reason)
    {
        await using var emulator = await StartAsync();

        var answer = await emulator.PostAsync("ram/decision", Body(key, product, action));

        var (policy, statement) = ((string?)answer.Json["policy"], (int?)answer.Json["statement"]);
        Assert.Equal((200, decision, reason),
            (answer.Status, $"{answer.Json["allowed"]} {(policy is null ? "-" : $"{policy}[{statement}]")}", (string?)answer.Json["reason"]));
        Assert.Empty((await emulator.GetAsync("requests")).Json.AsArray());
    }

    [Theory]
    [InlineData("testid.reader", "DescribeAccounts")]
    [InlineData("testid.reader", "ResetAccountPassword")]
    [InlineData("testid.nobody", "DescribeAccounts")]
    public async Task It_is_what_the_gateway_decides(string key, string action)
    {
        await using var emulator = await StartAsync();
        var foretold = (await emulator.PostAsync("ram/decision", Body(key, "Rds", action))).Json;

        await emulator.CallAsync("Rds", call => call with { AccessKeyId = key, Action = action },
            ("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));

        var decided = (await emulator.GetAsync("requests")).Json[0]!["decision"]!;
        Assert.Equal(
            (decided["allowed"]!.ToString(), decided["policy"]?.ToString(), decided["statement"]?.ToString()),
            (foretold["allowed"]!.ToString(), foretold["policy"]?.ToString(), foretold["statement"]?.ToString()));
    }

    [Theory]
    [InlineData("cn-beijing", "True")]
    [InlineData("cn-hangzhou", "False")]
    public async Task Where_a_call_is_about_no_instance_its_region_counts(string region, string allowed)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/north",
            """{"policies":[{"name":"own","document":{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"acs:rds:cn-beijing:*:*"}]}}]}""");

        var foretold = await emulator.PostAsync("ram/decision",
            $$"""{"accessKeyId":"testid.north","product":"Rds","action":"DescribeDBInstances","regionId":"{{region}}"}""");
        var made = await emulator.CallAsync("Rds", call => call with { AccessKeyId = "testid.north", Action = "DescribeDBInstances" }, ("RegionId", region));

        Assert.Equal((200, allowed, allowed == "True"), (foretold.Status, foretold.Json["allowed"]!.GetValue<bool>().ToString(), made.Status == 200));
    }

    [Fact]
    public async Task A_temporary_key_that_has_expired_may_nothing()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var key = (string)(await emulator.GetAsync("credentials/rotator")).Json["AccessKeyId"]!;
        await emulator.PutAsync("clock", """{"advanceSeconds":3600}""");

        var answer = await emulator.PostAsync("ram/decision", Body(key, "Rds", "ResetAccountPassword"));

        Assert.Equal((200, false, "The temporary key has expired, by the tenant's clock: no policy is asked."),
            (answer.Status, (bool)answer.Json["allowed"]!, (string?)answer.Json["reason"]));
    }

    [Theory]
    [InlineData("""{"accessKeyId":"","product":"Rds","action":"DescribeAccounts"}""", "$.accessKeyId: Expected an AccessKeyId of the tenant")]
    [InlineData("""{"accessKeyId":"test-other","product":"Rds","action":"DescribeAccounts"}""", "$.accessKeyId: Expected an AccessKeyId of the tenant")]
    [InlineData("""{"accessKeyId":"nobody","product":"Rds","action":"DescribeAccounts"}""", "$.accessKeyId: Expected an AccessKeyId of the tenant")]
    [InlineData("""{"accessKeyId":"testid","product":"Ecs","action":"DescribeAccounts"}""", "$.product: Expected one of ")]
    [InlineData("""{"accessKeyId":"testid","product":"Rds","action":"DescribeAcounts"}""", "$.action: Expected one of ")]
    [InlineData("""{"accessKeyId":"testid","product":"Rds","action":"DescribeAccounts","instance":"rm-1"}""", "$.instance: ")]
    public async Task A_question_about_nothing_is_refused(string body, string detail)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PostAsync("ram/decision", body);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(detail, (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credentials_of_a_role_sign_calls_as_that_role()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var issued = (await emulator.GetAsync("credentials/rotator")).Json;
        var caller = await emulator.CallAsync("Sts", call => call with
        {
            Action = "GetCallerIdentity",
            AccessKeyId = (string)issued["AccessKeyId"]!,
            AccessKeySecret = new((string)issued["AccessKeySecret"]!),
            SecurityToken = (string)issued["SecurityToken"]!,
        });

        Assert.Equal(["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration", "Code"], issued.AsObject().Select(member => member.Key));
        Assert.Equal("Success", (string?)issued["Code"]);
        Assert.Equal((200, "acs:ram::1000000000000001:assumed-role/rotator/emulator"), (caller.Status, (string?)caller.Json["Arn"]));
    }

    [Fact]
    public async Task They_last_an_hour_of_the_tenants_clock()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("clock", """{"now":"2030-01-31T12:00:00Z","frozen":true}""");

        var issued = await emulator.GetAsync("credentials/rotator?tenant=testid");

        Assert.Equal((200, "2030-01-31T13:00:00Z"), (issued.Status, (string?)issued.Json["Expiration"]));
    }

    [Theory]
    [InlineData("credentials/nobody", 404, "role: the tenant has no such role. It has ")]
    [InlineData("credentials/rotator?tenant=nobody", 404, "tenant: there is no AccessKey with this id.")]
    [InlineData("credentials/rotator?session=x", 400, "The query: expected no parameters but tenant.")]
    public async Task Credentials_of_nobody_are_refused(string path, int status, string detail)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync(path);

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(detail, (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    private static async Task<EmulatorUnderTest> StartAsync()
    {
        var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/nobody", "{}");
        await emulator.PutAsync("users/reader", """
            {"policies":[{"name":"own","document":{"Version":"1","Statement":[
                {"Effect":"Deny","Action":"rds:Reset*","Resource":"*"},{"Effect":"Allow","Action":"rds:*","Resource":"*"}]}}]}
            """);
        return emulator;
    }

    private static string Body(string key, string product, string action) =>
        $$"""{"accessKeyId":"{{key}}","product":"{{product}}","action":"{{action}}","instanceId":"rm-running","accountName":"test1"}""";
}
