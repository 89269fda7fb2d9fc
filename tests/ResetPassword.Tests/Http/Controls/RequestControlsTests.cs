using ResetPassword.Http.Controls;

namespace ResetPassword.Tests.Http.Controls;

public sealed class RequestControlsTests
{
    [Fact]
    public async Task A_call_is_written_down_without_its_secrets()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.CallAsync(
            "Rds", ("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("AccountPassword", "Secret_pass1"), ("AccountPasword", "Misspelt_pass1"));
        var entry = (await emulator.GetAsync("requests")).Json[0]!;

        Assert.Equal("Rds ResetAccountPassword rm-running test1 testid V3 decide 200 OK", string.Join(' ', new[]
        {
            "product", "action", "instanceId", "accountName", "accessKeyId", "signature", "stage", "status", "code",
        }.Select(name => entry[name]!.ToString())));
        Assert.Equal(answer.Headers["x-acs-request-id"], (string?)entry["requestId"]);
        Assert.Equal("""{"AccountName":"test1","AccountPassword":"***","AccountPasword":"***","DBInstanceId":"rm-running"}""",
            entry["parameters"]!.ToJsonString());
        Assert.Equal("""["AccountPasword"]""", entry["unreadParameters"]!.ToJsonString());
        Assert.Equal("""["PasswordReset"]""", entry["events"]!.ToJsonString());
        Assert.DoesNotContain("_pass1", entry.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("product=Rds", 2)]
    [InlineData("action=ResetAccount", 1)]
    [InlineData("instanceId=rm-running", 1)]
    [InlineData("accountName=testacc", 1)]
    [InlineData("code=InvalidDBInstanceName.NotFound", 1)]
    [InlineData("accessKeyId=testid", 3)]
    [InlineData("product=Rds&code=OK", 1)]
    [InlineData("product=MongoDb", 0)]
    [InlineData("product=Dds", 0)]
    [InlineData("product=rds", 2)]
    [InlineData("product=RDS&action=ResetAccountPassword", 2)]
    [InlineData("product=polardb", 1)]
    [InlineData("product=Sts", 0)]
    [InlineData("product=rds&action=DescribeBackups", 0)]
    [InlineData("code=Never.Heard", 0)]
    [InlineData("accessKeyId=nobody", 0)]
    public async Task Calls_are_counted_by_what_narrows_them(string filter, int count)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await emulator.CallAsync("Rds", ("DBInstanceId", "rm-none"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));
        await SomeReset.Of("PolarDb").SendAsync(emulator);

        var answer = await emulator.GetAsync($"requests/count?{filter}");

        Assert.Equal(count, (int)answer.Json["count"]!);
    }

    [Fact]
    public async Task A_waiter_wakes_when_the_call_comes()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var waiting = emulator.GetAsync("requests/wait?count=2&timeoutSeconds=60&code=OK");

        await emulator.ResetRdsAsync();
        await emulator.ResetRdsAsync();

        Assert.Equal("""{"satisfied":true,"count":2}""", (await waiting).Text);
    }

    [Fact]
    public async Task A_waiter_ends_with_its_tenant()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.GetAsync("requests/count?tenant=test-gone");
        var waiting = emulator.GetAsync("requests/wait?count=2&timeoutSeconds=300&tenant=test-gone");

        while (!waiting.IsCompleted)
            await emulator.DeleteAsync("tenants/test-gone");

        Assert.Equal("""{"satisfied":false,"count":0}""", (await waiting).Text);
    }

    [Fact]
    public async Task A_waiter_whose_time_is_over_says_so()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync("requests/wait?count=1&timeoutSeconds=0");

        Assert.Equal("""{"satisfied":false,"count":0}""", answer.Text);
    }

    [Fact]
    public async Task A_waiter_ends_with_the_service()
    {
        var emulator = EmulatorUnderTest.Start();
        var waiting = emulator.GetAsync("requests/wait?count=1000&timeoutSeconds=300");
        await emulator.GetAsync("health");

        await emulator.DisposeAsync();
        var ended = await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));

        Assert.Same(waiting, ended);
    }

    [Theory]
    [InlineData("count=0", "count: expected a whole number from 1 to 1000, the journal's size.")]
    [InlineData("count=two", "count: expected a whole number from 1 to 1000, the journal's size.")]
    [InlineData("count=1001", "count: expected a whole number from 1 to 1000, the journal's size.")]
    [InlineData("count=99999999999", "count: expected a whole number from 1 to 1000, the journal's size.")]
    [InlineData("timeoutSeconds=-1", "timeoutSeconds: expected a number from 0 to 300.")]
    [InlineData("timeoutSeconds=301", "timeoutSeconds: expected a number from 0 to 300.")]
    [InlineData("timeoutSeconds=NaN", "timeoutSeconds: expected a number from 0 to 300.")]
    public async Task A_wait_that_makes_no_sense_is_refused(string query, string detail)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync($"requests/wait?{query}");

        Assert.Equal((400, detail), (answer.Status, (string?)answer.Json["detail"]));
    }

    [Theory]
    [InlineData("product=Redis", "product: expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb, Sts, Location, Vpc.")]
    [InlineData("product=", "product: expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb, Sts, Location, Vpc.")]
    [InlineData("product=Rds&product=Rds", "product: expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb, Sts, Location, Vpc.")]
    [InlineData("action=resetaccountpassword", "action: no product has such an action. Did you mean ResetAccountPassword?")]
    [InlineData("product=rds&action=ResetAccountPasword", "action: Rds has no such action. Did you mean ResetAccountPassword?")]
    [InlineData("product=SelectDb&action=LockAccount", "action: SelectDb has no such action. /_emulator/contract lists them.")]
    [InlineData("action=", "action: no product has such an action. /_emulator/contract lists them.")]
    [InlineData("produkt=Rds", "The query: expected no parameters but product, action, instanceId, accountName, code, accessKeyId, tenant.")]
    public async Task What_no_call_could_ever_be_is_refused_and_not_counted_as_none(string filter, string detail)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var count = await emulator.GetAsync($"requests/count?{filter}");
        var list = await emulator.GetAsync($"requests?{filter}");
        var wait = await emulator.GetAsync($"requests/wait?timeoutSeconds=0&{filter}");

        Assert.Equal((400, detail), (count.Status, (string?)count.Json["detail"]));
        Assert.Equal((400, detail), (list.Status, ((string?)list.Json["detail"])?.Replace("but last, ", "but ", StringComparison.Ordinal)));
        Assert.Equal((400, true), (wait.Status, ((string)wait.Json["detail"]!).StartsWith(detail[..^1], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_last_calls_can_be_had_alone()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await SomeReset.Of("PolarDb").SendAsync(emulator);
        var last = await emulator.ResetRdsAsync();

        var list = await emulator.GetAsync("requests?product=rds&last=1");
        var wrong = await emulator.GetAsync("requests?last=-1");

        Assert.Equal([last.Headers["x-acs-request-id"]], list.Json.AsArray().Select(call => (string)call!["requestId"]!));
        Assert.Equal((400, "last: expected how many calls, from 0."), (wrong.Status, (string?)wrong.Json["detail"]));
    }

    [Fact]
    public async Task A_journal_has_room_for_a_number_of_bytes_too()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("JournalSize", "2"));
        var long256 = new string('x', 256);
        (string, string)[] parameters =
            [.. ResetPassword.Products.Rds.RdsProduct.Product.Operations.Single(o => o.Action == "CreateDBInstance").Parameters.Select(p => (p.Name, long256))];
        await emulator.CallAsync("Rds", r => r with { Action = "CreateDBInstance" }, parameters);
        await emulator.CallAsync("Rds", r => r with { Action = "CreateDBInstance" }, parameters);
        var long1 = await emulator.GetAsync("requests");

        await emulator.ResetRdsAsync();
        await emulator.ResetRdsAsync();
        var short2 = await emulator.GetAsync("requests");

        Assert.Equal("CreateDBInstance", (string?)Assert.Single(long1.Json.AsArray())!["action"]);
        Assert.Equal(["ResetAccountPassword", "ResetAccountPassword"], short2.Json.AsArray().Select(entry => (string?)entry!["action"]));
    }

    [Fact]
    public async Task More_calls_than_may_wait_at_once_are_refused_and_one_may_again_when_one_has_ended()
    {
        var waiters = new Waiters();
        Assert.All(Enumerable.Range(0, Waiters.Limit), _ => Assert.True(waiters.TryEnter()));
        await using var emulator = EmulatorUnderTest.Start(waiters);

        var refused = await emulator.GetAsync("requests/wait?count=1&timeoutSeconds=0");
        waiters.Leave();
        var accepted = await emulator.GetAsync("requests/wait?count=1&timeoutSeconds=0");

        Assert.Equal((429, "At most 1000 calls can wait at once."), (refused.Status, (string?)refused.Json["detail"]));
        Assert.Equal((200, """{"satisfied":false,"count":0}"""), (accepted.Status, accepted.Text));
        Assert.True(waiters.TryEnter());
    }

    [Fact]
    public async Task Calls_of_nobody_are_kept_apart()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.ResetRdsAsync(accessKeyId: "unknown");
        await emulator.SendAsync(new(HttpMethod.Get, new Uri(emulator.Endpoint, "/?Action=Secret_pass1&Version=2014-08-15&Format=JSON")));
        var nobody = await emulator.GetAsync("requests?tenant=-");

        Assert.Equal(["InvalidAccessKeyId.NotFound", "InvalidAction.NotFound"], nobody.Json.AsArray().Select(e => (string?)e!["code"]));
        Assert.DoesNotContain("Secret_pass1", nobody.Text, StringComparison.Ordinal);
        Assert.Equal("[]", (await emulator.GetAsync("requests")).Text);
    }

    [Fact]
    public async Task An_unknown_action_is_kept_by_the_tenant_whose_key_the_call_names()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync(accessKeyId: "test-job42");

        await emulator.CallAsync("Rds", r => r with { AccessKeyId = "test-job42", Action = "DescribeBackups" });

        var entry = (await emulator.GetAsync("requests?tenant=test-job42&action=DescribeBackups")).Json[0]!;
        Assert.Equal(("test-job42", "InvalidAction.NotFound", true), ((string?)entry["accessKeyId"], (string?)entry["code"], (bool)entry["notEmulated"]!));
        Assert.Equal("[]", (await emulator.GetAsync("requests?tenant=-")).Text);
    }

    [Fact]
    public async Task Calls_with_a_wrong_signature_do_not_push_real_ones_out()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("JournalSize", "2"));
        await emulator.ResetRdsAsync();

        await Task.WhenAll(Enumerable.Range(0, 5)
            .Select(_ => emulator.CallAsync("Rds", r => r with { AccessKeySecret = new("wrong") }, ("DBInstanceId", "rm-running"))));
        var codes = (await emulator.GetAsync("requests")).Json.AsArray().Select(e => (string?)e!["code"]);

        Assert.Equal(["OK", "SignatureDoesNotMatch", "SignatureDoesNotMatch"], codes);
    }

    [Fact]
    public async Task A_journal_holds_the_last_calls()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("JournalSize", "2"));

        await emulator.ResetRdsAsync("First_pass1");
        await SomeReset.Of("PolarDb").SendAsync(emulator);
        await SomeReset.Of("SelectDb").SendAsync(emulator);
        var products = (await emulator.GetAsync("requests")).Json.AsArray().Select(e => (string?)e!["product"]);

        Assert.Equal(["PolarDb", "SelectDb"], products);
    }

    [Fact]
    public async Task A_long_name_or_value_is_cut_and_so_is_a_long_list_of_parameters()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string, string)[] parameters = [("DBInstanceId", new('i', 300)), (new('n', 300), "x"), .. Enumerable.Range(0, 200).Select(n => ($"p{n}", "x"))];

        await emulator.CallAsync("Rds", parameters);

        var entry = (await emulator.GetAsync("requests")).Json[0]!;
        var seen = entry["parameters"]!.AsObject();
        Assert.Equal((new string('i', 256) + '…', new string('i', 256) + '…'), ((string?)seen["DBInstanceId"], (string?)entry["instanceId"]));
        Assert.True(seen.ContainsKey("nnn…"));
        Assert.Equal((100, 100), (seen.Count, entry["unreadParameters"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_journal_of_size_0_holds_nothing_and_cannot_be_waited_for()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("JournalSize", "0"));

        var call = await emulator.ResetRdsAsync();
        var wait = await emulator.GetAsync("requests/wait");

        Assert.Equal((200, "[]"), (call.Status, (await emulator.GetAsync("requests")).Text));
        Assert.Equal((400, "The journal is off (JournalSize is 0): no call would ever be seen."), (wait.Status, (string?)wait.Json["detail"]));
    }

    [Fact]
    public async Task A_cleared_journal_is_empty()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();

        var cleared = await emulator.DeleteAsync("requests");

        Assert.Equal(204, cleared.Status);
        Assert.Equal("[]", (await emulator.GetAsync("requests")).Text);
    }
}
