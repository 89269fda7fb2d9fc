namespace ResetPassword.Tests.Http.Controls;

public sealed class RamControlsTests
{
    private const string Trust =
        """{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::1000000000000001:root"}}]}""";

    [Fact]
    public async Task Users_and_roles_are_listed_without_their_secrets()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var users = await emulator.GetAsync("users");
        var roles = await emulator.GetAsync("roles");

        var (user, role) = (Assert.Single(users.Json.AsArray())!, Assert.Single(roles.Json.AsArray())!);
        Assert.Equal($$"""{"name":"limited","userId":"{{user["userId"]}}","accessKeyIds":["testlimited"],"policies":["ResetOneInstance"]}""",
            user.ToJsonString());
        Assert.Equal($$"""{"name":"rotator","roleId":"{{role["roleId"]}}","arn":"acs:ram::1000000000000001:role/rotator","maxSessionSeconds":3600,"policies":["ResetEverywhere"]}""", role.ToJsonString());
        Assert.DoesNotContain("testsecret", users.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_made_changed_and_removed_and_its_next_call_is_judged_by_what_it_is_then()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.PutAsync("users/alice", """{"policies":["AliyunRDSFullAccess"]}""");
        var allowed = await SomeReset.Of("Rds").SendAsync(emulator, "testid.alice");
        await emulator.PutAsync("users/alice", """{"policies":["AliyunRDSReadOnlyAccess","AliyunPolardbFullAccess"]}""");
        var denied = await SomeReset.Of("Rds").SendAsync(emulator, "testid.alice");
        var removed = await emulator.DeleteAsync("users/alice");
        var unknown = await SomeReset.Of("Rds").SendAsync(emulator, "testid.alice");
        var again = await emulator.DeleteAsync("users/alice");

        Assert.Equal((200, "Forbidden.RAM", 204), (allowed.Status, denied.Error.Code, removed.Status));
        Assert.Equal("InvalidAccessKeyId.NotFound", unknown.Error.Code);
        Assert.Equal((404, "name: the tenant has no user of this name."), (again.Status, (string?)again.Json["detail"]));
    }

    [Fact]
    public async Task A_removed_user_of_the_seed_loses_its_own_key_until_the_reset()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.DeleteAsync("users/limited");
        var gone = await SomeReset.Of("Rds").SendAsync(emulator, "testlimited");
        await emulator.PostAsync("reset");
        var back = await SomeReset.Of("Rds").SendAsync(emulator, "testlimited");

        Assert.Equal(("InvalidAccessKeyId.NotFound", 200), (gone.Error.Code, back.Status));
    }

    [Fact]
    public async Task Users_and_roles_stay_when_the_state_is_replaced()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/alice", """{"policies":["AdministratorAccess"]}""");
        var state = (await emulator.GetAsync("state")).Text;

        await emulator.PutAsync("state", state);

        Assert.Equal(["alice", "limited"], (await emulator.GetAsync("users")).Json.AsArray().Select(u => (string?)u!["name"]));
        Assert.Equal(200, (await SomeReset.Of("Rds").SendAsync(emulator, "testid.alice")).Status);
    }

    [Theory]
    [InlineData("users/a b", "{}", "$.name", "Expected at most 64 letters, digits, periods, underscores and hyphens.")]
    [InlineData("users/alice", """{"name":"bob"}""", "$.name", "Expected alice, the user of the path, or nothing.")]
    [InlineData("users/alice", """{"accessKeys":[]}""", "$.accessKeys", "Expected none: the key of this user is testid.alice.")]
    [InlineData("users/alice", """{"policies":{}}""", "$.policies", "Expected an array.")]
    [InlineData("users/alice", """{"policies":[{"name":"own"}]}""", "$.policies[0].document", "Expected a policy.")]
    [InlineData("users/alice", """{"policies":[{"document":{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]}""", "$.policies[0].name", "Expected a string that is not empty.")]
    [InlineData("users/alice", """{"policies":[{"name":"own","document":{"Version":"2","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]}""", "$.policies[0].document.Version", "Expected \"1\", the only version.")]
    [InlineData("users/alice", """{"colour":"red"}""", "$.colour", "Unknown name. Expected one of name, accessKeys, policies.")]
    [InlineData("roles/own", "{}", "$.trust", "Expected the role's trust policy.")]
    [InlineData("roles/own", """{"trust":{"Version":"1","Statement":[]}}""", "$.trust.Statement", "Expected at least one statement.")]
    [InlineData("roles/own", """{"name":"other","trust":""" + Trust + "}", "$.name", "Expected own, the role of the path, or nothing.")]
    [InlineData("roles/own", """{"maxSessionSeconds":3599,"trust":""" + Trust + "}", "$.maxSessionSeconds", "Expected a whole number from 3600 to 43200.")]
    public async Task A_document_with_a_fault_is_refused_with_its_place_and_changes_nothing(string path, string document, string place, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PutAsync(path, document);

        Assert.Equal((400, place, message), (answer.Status, (string?)answer.Json["faults"]![0]!["path"], (string?)answer.Json["faults"]![0]!["message"]));
        Assert.Equal((1, 1), ((await emulator.GetAsync("users")).Json.AsArray().Count, (await emulator.GetAsync("roles")).Json.AsArray().Count));
    }

    [Fact]
    public async Task An_unknown_system_policy_is_refused_with_the_names_of_those_there_are()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.PutAsync("users/alice", """{"policies":["AliyunRDSFulAccess"]}""");

        Assert.StartsWith("$.policies[0]: Expected {\"name\", \"document\"}, or the name of a system policy: AdministratorAccess, ",
            (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_may_allow_longer_sessions()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.PutAsync("users/assumer", """{"policies":["AliyunSTSAssumeRoleAccess"]}""");
        await emulator.PutAsync("roles/long", $$"""{"maxSessionSeconds":7200,"trust":{{Trust}} }""");

        var answer = await emulator.CallAsync(
            "Sts",
            call => call with { Action = "AssumeRole", AccessKeyId = "testid.assumer" },
            ("RoleArn", "acs:ram::1000000000000001:role/long"), ("RoleSessionName", "session"), ("DurationSeconds", "7200"));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_removed_role_is_gone()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var removed = await emulator.DeleteAsync("roles/rotator");
        var again = await emulator.DeleteAsync("roles/rotator");

        Assert.Equal(204, removed.Status);
        Assert.Equal((404, "name: the tenant has no role of this name."), (again.Status, (string?)again.Json["detail"]));
    }
}
