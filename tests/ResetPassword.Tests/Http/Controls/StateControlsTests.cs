using System.Text;

namespace ResetPassword.Tests.Http.Controls;

public sealed class StateControlsTests
{
    [Theory]
    [InlineData("PATCH", "instances/rm-running")]
    [InlineData("PUT", "instances/rm-running/accounts/test1")]
    [InlineData("PATCH", "instances/rm-running/accounts/test1")]
    [InlineData("POST", "instances/rm-running/accounts/test1/verify-password")]
    [InlineData("POST", "faults")]
    [InlineData("PUT", "clock")]
    public async Task A_body_over_the_limit_is_refused(string method, string path)
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var message = new HttpRequestMessage(HttpMethod.Parse(method), new Uri(emulator.Endpoint, $"/_emulator/{path}"))
        {
            Content = new StringContent("{" + new string(' ', 1024 * 1024) + "}", Encoding.UTF8, "application/json"),
        };

        // The refusal closes the connection, into which a client that does not ask first would still be writing.
        message.Headers.ExpectContinue = true;

        var answer = await emulator.SendAsync(message);

        Assert.Equal((413, "Request body too large. The max request body size is 1048576 bytes."), (answer.Status, (string?)answer.Json["detail"]));
    }

    [Fact]
    public async Task A_state_that_is_put_back_changes_nothing()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        var before = await emulator.GetAsync("state");

        var put = await emulator.PutAsync("state", before.Text);

        Assert.Equal(204, put.Status);
        Assert.Equal(before.Text, (await emulator.GetAsync("state")).Text);
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "New_pass1"));
        Assert.Equal(200, (await emulator.ResetRdsAsync("Newer_pass1")).Status);
    }

    [Fact]
    public async Task A_state_has_hashes_and_versions_and_no_password()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync("Secret_pass1");

        var state = await emulator.GetAsync("instances/rm-running/accounts/test1");

        Assert.StartsWith("sha256:", (string?)state.Json["passwordHash"], StringComparison.Ordinal);
        Assert.Equal(2, (long)state.Json["passwordVersion"]!);
        Assert.DoesNotContain("Secret_pass1", (await emulator.GetAsync("state")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_puts_the_seed_back_and_clears_faults_journal_and_clock()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await emulator.PostAsync("faults", """{"match":{"product":"Rds","action":"ResetAccountPassword"},"delayMilliseconds":1}""");
        await emulator.PutAsync("clock", """{"offsetSeconds":900}""");

        var reset = await emulator.PostAsync("reset");

        Assert.Equal(204, reset.Status);
        Assert.Equal((true, 1), await emulator.VerifyAsync("rm-running", "test1", "Initial_pass1"));
        Assert.Equal("[]", (await emulator.GetAsync("faults")).Text);
        Assert.Equal("[]", (await emulator.GetAsync("requests")).Text);
        Assert.Equal(0, (double)(await emulator.GetAsync("clock")).Json["offsetSeconds"]!);
    }

    [Theory]
    [InlineData("""{"instances":[{"product":"Oracle","id":"x"}]}""", "$.instances[0].product", "Expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb.")]
    [InlineData("""{"instances":[{"product":"Rds"}]}""", "$.instances[0].id", "Expected a string that is not empty.")]
    [InlineData("""{"instances":[{"product":"Rds","id":"a"},{"product":"MongoDb","id":"a"}]}""", "$.instances[1]", "This id occurs twice; instance ids are unique across products.")]
    [InlineData("""{"instances":[{"product":"Rds","id":"a","lockMode":"locked"}]}""", "$.instances[0].lockMode", "Expected one of Unlock, ManualLock, LockByExpiration, LockByRestoration, LockByDiskQuota, LockReadInstanceByDiskQuota, Released.")]
    [InlineData("""{"instances":[{"product":"Rds","id":"a","accounts":[{"name":"b","passwordHash":"md5"}]}]}""", "$.instances[0].accounts[0].passwordHash", "Expected sha256:<salt>:<hash>, both in base64, as a state document has it.")]
    [InlineData("""{"instances":[{"product":"Rds","id":"a","accounts":[{"name":"b","passwordVersion":0}]}]}""", "$.instances[0].accounts[0].passwordVersion", "Expected a whole number from 1 to 1000000000000.")]
    [InlineData("""{"instances":[{"product":"Rds","id":"a","accounts":[{"name":"b","passwordChangedAt":"yesterday"}]}]}""", "$.instances[0].accounts[0].passwordChangedAt", "Expected a time with its offset, such as 2026-01-31T12:00:00Z, in the years 2000 to 2100.")]
    [InlineData("{}", "$.instances", "Expected an array of instances.")]
    [InlineData("[]", "$", "Expected an object.")]
    [InlineData("nonsense", "$", "This line is not valid JSON from byte 2 on.")]
    public async Task A_state_with_a_fault_is_refused_whole(string document, string path, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var before = await emulator.GetAsync("state");

        var answer = await emulator.PutAsync("state", document);

        Assert.Equal((400, path, message), (answer.Status, (string?)answer.Json["faults"]![0]!["path"], (string?)answer.Json["faults"]![0]!["message"]));
        Assert.Equal(before.Text, (await emulator.GetAsync("state")).Text);
    }

    [Fact]
    public async Task An_instance_is_made_changed_and_removed()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var made = await emulator.PutAsync("instances/rm-made", """{"product":"Rds","accounts":[{"name":"made1"}]}""");
        await emulator.PatchAsync("instances/rm-made", """{"tags":{"a":"1","b":"2"}}""");
        var tagged = await emulator.PatchAsync("instances/rm-made", """{"tags":{"a":null,"c":"3"}}""");
        var patched = await emulator.PatchAsync("instances/rm-made", """{"status":"Rebooting","engineReachable":false}""");
        var back = await emulator.PatchAsync("instances/rm-made", """{"status":null}""");
        var removed = await emulator.DeleteAsync("instances/rm-made");

        Assert.Equal((200, "Running"), (made.Status, (string?)made.Json["status"]));
        Assert.Equal("""{"b":"2","c":"3"}""", tagged.Json["tags"]!.ToJsonString());
        Assert.Equal(("Rebooting", false), ((string?)patched.Json["status"], (bool)patched.Json["engineReachable"]!));
        Assert.Equal(("Running", false), ((string?)back.Json["status"], (bool)back.Json["engineReachable"]!));
        Assert.Equal(204, removed.Status);
        Assert.Equal(404, (await emulator.GetAsync("instances/rm-made")).Status);
    }

    [Theory]
    [InlineData("rds", "Rds")]
    [InlineData("DDS", "MongoDb")]
    [InlineData("gpdb", "AnalyticDb")]
    public async Task An_instance_names_its_product_by_name_or_code_in_any_case(string spelling, string product)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var put = await emulator.PutAsync("instances/made", $$"""{"product":"{{spelling}}"}""");
        var patched = await emulator.PatchAsync("instances/made", $$"""{"product":"{{spelling}}","tags":{"a":"1"} }""");
        var state = await emulator.PutAsync("state", $$"""{"instances":[{"product":"{{spelling}}","id":"made"}]}""");

        Assert.Equal((200, product), (put.Status, (string?)put.Json["product"]));
        Assert.Equal((200, product), (patched.Status, (string?)patched.Json["product"]));
        Assert.Equal(204, state.Status);
        Assert.Equal(product, (string?)(await emulator.GetAsync("instances/made")).Json["product"]);
    }

    [Fact]
    public async Task A_patched_state_makes_the_documented_refusal()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PatchAsync("instances/rm-running", """{"status":"Rebooting"}""");

        var answer = await emulator.ResetRdsAsync();

        Assert.Equal((403, "IncorrectDBInstanceState", "Current DB instance state does not support this operation."), answer.Error);
    }

    [Theory]
    [InlineData("""{"product":"MongoDb"}""", "$.product")]
    [InlineData("""{"id":"rm-other"}""", "$.id")]
    [InlineData("""{"status":"Gone"}""", "$.status")]
    [InlineData("""{"colour":"red"}""", "$.colour")]
    [InlineData("""{"accounts":{}}""", "$.accounts")]
    [InlineData("""{"status":"Running","status":"Rebooting"}""", "$.status")]
    [InlineData("""{"tags":{"a":"1","a":"2"}}""", "$.tags.a")]
    [InlineData("[]", "$")]
    public async Task A_patch_with_a_fault_changes_nothing(string patch, string path)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var before = await emulator.GetAsync("instances/rm-running");

        var answer = await emulator.PatchAsync("instances/rm-running", patch);

        Assert.Equal((400, path), (answer.Status, (string?)answer.Json["faults"]![0]!["path"]));
        Assert.Equal(before.Text, (await emulator.GetAsync("instances/rm-running")).Text);
    }

    [Fact]
    public async Task An_account_is_made_changed_and_removed_and_its_password_is_hashed_at_once()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.PutAsync("instances/rm-running/accounts/made1", """{"password":"Made_pass1"}""");
        var made = await emulator.VerifyAsync("rm-running", "made1", "Made_pass1");
        var patched = await emulator.PatchAsync("instances/rm-running/accounts/made1", """{"password":"Patched_pass1","status":"Lock"}""");
        var changed = await emulator.VerifyAsync("rm-running", "made1", "Patched_pass1");
        var removed = await emulator.DeleteAsync("instances/rm-running/accounts/made1");

        Assert.Equal((true, 1), made);
        Assert.Equal("Lock", (string?)patched.Json["status"]);
        Assert.DoesNotContain("Patched_pass1", patched.Text, StringComparison.Ordinal);
        Assert.Equal((true, 2), changed);
        Assert.Equal(204, removed.Status);
        Assert.Equal(404, (await emulator.GetAsync("instances/rm-running/accounts/made1")).Status);
    }

    [Fact]
    public async Task The_two_roots_of_a_sharded_cluster_are_told_apart()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.CallAsync("MongoDb", ("DBInstanceId", "dds-sharded"), ("AccountName", "root"), ("AccountPassword", "New_pass1"),
            ("CharacterType", "cs"));
        var ambiguous = await emulator.PostAsync("instances/dds-sharded/accounts/root/verify-password", """{"password":"New_pass1"}""");

        Assert.Equal((400, "characterType: the instance has several accounts of this name. Expected db or cs."),
            (ambiguous.Status, (string?)ambiguous.Json["detail"]));
        Assert.Equal((true, 2), await emulator.VerifyAsync("dds-sharded", "root", "New_pass1", characterType: "cs"));
        Assert.Equal((true, 1), await emulator.VerifyAsync("dds-sharded", "root", "Initial_pass1", characterType: "db"));
    }

    [Theory]
    [InlineData("instances/rm-none/accounts/test1", "id: the tenant has no instance with this id.")]
    [InlineData("instances/rm-running/accounts/none1", "name: the instance has no such account.")]
    [InlineData("instances/rm-running/accounts/test1?tenant=nobody", "tenant: there is no AccessKey with this id. Expected a configured one, or one that starts with test-.")]
    [InlineData("nothing", "There is no such endpoint, or not with this method or Content-Type (application/json); /openapi/v1.json lists them.")]
    public async Task What_is_not_there_is_said(string path, string detail)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync(path);

        Assert.Equal((404, detail), (answer.Status, (string?)answer.Json["detail"]));
    }
}
