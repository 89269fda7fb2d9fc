namespace ResetPassword.Tests.CommandLine;

/// <summary>What is kept in a state file, and when.</summary>
public sealed class StateFileTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task The_state_is_written_when_the_program_is_asked_to_end(string signal)
    {
        // A shell starts what runs in its background with SIGINT ignored, nohup with SIGHUP, and so do their children.
        Assert.SkipWhen(IsIgnored(signal), $"Whoever started the tests ignores SIG{signal}.");
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Reset(first);

        var result = await first.StopAsync(signal);

        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("""{"matches":true,"passwordVersion":2,""", StateFolder.Proof(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_be_named_without_a_folder()
    {
        await using var program = await ProgramUnderTest.ServeAsync("--state", "state.json");

        Assert.Equal(0, (await program.StopAsync()).ExitCode);
    }

    [Fact]
    public async Task A_change_is_written_soon_so_that_a_killed_program_has_lost_nothing_older()
    {
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Reset(first);
        await folder.WaitForAsync("\"passwordVersion\":2");
        await first.StopAsync("KILL");

        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);

        Assert.StartsWith("""{"matches":true,"passwordVersion":2,""", StateFolder.Proof(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_and_roles_a_dropped_tenant_and_a_reset_are_changes_too()
    {
        using var folder = new StateFolder();
        await using var program = await ProgramUnderTest.ServeAsync("--state", folder.File);

        StateFolder.Control(program, "PUT", "users/alice", """{"policies":["AliyunRDSFullAccess"]}""");
        await folder.WaitForAsync("alice");
        StateFolder.Control(program, "POST", "reset");
        await folder.WaitForAsync("\"tenants\":[]");
        StateFolder.Reset(program, "test-dropped");
        await folder.WaitForAsync("test-dropped");
        StateFolder.Control(program, "DELETE", "tenants/test-dropped");
        await folder.WaitForAsync("\"tenants\":[]");
    }

    [Fact]
    public async Task Only_what_differs_from_the_seed_is_kept()
    {
        using var folder = new StateFolder();
        await using var program = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Control(program, "GET", "state?tenant=test-untouched");
        StateFolder.Control(program, "GET", "users?tenant=test-untouched");
        StateFolder.Reset(program, "test-changed");
        StateFolder.Control(program, "DELETE", "instances/pc-busy?tenant=test-changed");

        await program.StopAsync();

        var tenant = Assert.Single(folder.Json["tenants"]!.AsArray())!.AsObject();
        Assert.Equal(["accessKeyId", "instances", "removed"], tenant.Select(member => member.Key));
        Assert.Equal("test-changed", (string?)tenant["accessKeyId"]);
        Assert.Equal(["rm-running"], folder.Instances);
        Assert.Equal("""["pc-busy"]""", tenant["removed"]!.ToJsonString());
    }

    [Fact]
    public async Task What_was_changed_back_is_as_the_seed_has_it()
    {
        using var folder = new StateFolder();
        await using var program = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Control(program, "PATCH", "instances/rm-running", """{"status":"Rebooting","tags":{"a":"1"}}""");
        await folder.WaitForAsync("Rebooting");
        StateFolder.Control(program, "PATCH", "instances/rm-running", """{"status":"Running","tags":null}""");
        StateFolder.Control(program, "PUT", "state?tenant=test-put", StateFolder.Control(program, "GET", "state?tenant=test-put").Text);

        await program.StopAsync();

        Assert.Equal("[]", folder.Json["tenants"]!.ToJsonString());
    }

    [Fact]
    public async Task What_was_removed_made_or_given_to_users_and_roles_is_so_after_the_next_start()
    {
        const string Trust =
            """{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000001:root"]}}]}""";
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Control(first, "DELETE", "instances/pc-busy");
        StateFolder.Control(first, "PUT", "instances/rm-made", """{"product":"Rds","tags":{"a":"1"}}""");
        StateFolder.Control(first, "DELETE", "users/limited");
        StateFolder.Control(first, "DELETE", "roles/rotator");
        StateFolder.Control(first, "PUT", "users/alice", """{"policies":["AliyunRDSFullAccess"]}""");
        StateFolder.Control(first, "PUT", "roles/rota", $$"""{"trust":{{Trust}},"maxSessionSeconds":7200}""");
        var before = (First: IdsOf(first), Users: StateFolder.Control(first, "GET", "users").Text, Roles: StateFolder.Control(first, "GET", "roles").Text);
        await first.StopAsync();

        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);

        Assert.Equal(before, (IdsOf(second), StateFolder.Control(second, "GET", "users").Text, StateFolder.Control(second, "GET", "roles").Text));
        Assert.Equal(404, StateFolder.Control(second, "GET", "instances/pc-busy").Status);
        Assert.Equal("""{"a":"1"}""", StateFolder.Control(second, "GET", "instances/rm-made").Json["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task What_never_changed_is_as_old_after_the_next_start()
    {
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        var before = StateFolder.Control(first, "GET", "instances/rm-running").Json["createdAt"]!;
        await first.StopAsync();

        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);

        Assert.Equal((string?)before, (string?)StateFolder.Control(second, "GET", "instances/rm-running").Json["createdAt"]);
    }

    [Fact]
    public async Task What_is_written_after_a_clock_has_passed_the_last_year_is_read()
    {
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Control(first, "PUT", "clock", """{"now":"2100-12-31T23:59:59.9999999Z"}""");
        StateFolder.Reset(first);
        await first.StopAsync();

        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);

        Assert.StartsWith("""{"matches":true,"passwordVersion":2,"passwordChangedAt":"2101-01-01T00:00:0""", StateFolder.Proof(second),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_version_at_its_highest_stays_there()
    {
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Control(first, "PATCH", "instances/rm-running/accounts/test1", """{"passwordVersion":1000000000000}""");
        StateFolder.Reset(first);
        await first.StopAsync();

        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);

        Assert.StartsWith("""{"matches":true,"passwordVersion":1000000000000,""", StateFolder.Proof(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_first_version_is_read_and_becomes_one_of_the_second()
    {
        using var folder = new StateFolder();
        await File.WriteAllTextAsync(folder.File, """{"tenants":[{"accessKeyId":"testid","instances":[{"product":"Rds","id":"rm-only"}]}]}""",
            TestContext.Current.CancellationToken);
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        var ids = IdsOf(first);
        await first.StopAsync();

        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);

        Assert.Equal(("rm-only", "rm-only"), (ids, IdsOf(second)));
        Assert.Equal(2, (int)folder.Json["version"]!);
        Assert.Contains("rm-running", folder.Json["tenants"]![0]!["removed"]!.AsArray().Select(id => (string?)id));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\uFEFF")]
    public async Task A_file_with_nothing_in_it_is_a_state_in_which_nothing_differs(string text)
    {
        using var folder = new StateFolder();
        await File.WriteAllTextAsync(folder.File, text, TestContext.Current.CancellationToken);
        await using var program = await ProgramUnderTest.ServeAsync("--state", folder.File);

        var result = await program.StopAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("[]", folder.Json["tenants"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"version":3,"tenants":[]}""", "1: $.version: Expected 1 or 2; another version of the program may have written this file.")]
    [InlineData("""{"version":2,"tenant":[]}""", "1: $.tenant: Unknown name. Expected one of version, seededAt, tenants, sha256.")]
    [InlineData("{\"version\":2,\n\"tenants\":[],\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"}", "2: $.sha256: This is not the hash of what stands before it: a process was killed while it wrote the file in place, or somebody changed it. Without sha256 it is read as it is.")]
    [InlineData("{\"version\":2,\n\"tenants\":{}}", "2: $.tenants: Expected an array.")]
    [InlineData("{\"version\":2,\"tenants\":[\n7]}", "2: $.tenants[0]: Expected an object.")]
    [InlineData("{\"version\":2,\"tenants\":[\n{\"accessKeyId\":\"other\"}]}", "2: $.tenants[0].accessKeyId: Expected an AccessKeyId of the seed, or one that starts with test-.")]
    [InlineData("""{"version":2,"tenants":[{"accessKeyId":"testid"},{"accessKeyId":"testid"}]}""", "1: $.tenants: A tenant occurs twice.")]
    [InlineData("{\"version\":2,\"tenants\":[{\"accessKeyId\":\"testid\",\"instances\":[\n{\"product\":\"Rds\",\"id\":\"rm-1\"},\n{\"product\":\"Rds\",\"id\":\"rm-1\"}]}]}", "3: $.tenants[0].instances[1]: This id occurs twice; instance ids are unique across products.")]
    [InlineData("""{"version":2,"tenants":[{"accessKeyId":"testid","removed":[7]}]}""", "1: $.tenants[0].removed[0]: Expected a string.")]
    [InlineData("""{"version":2,"tenants":[{"accessKeyId":"testid","users":[{"name":"a","policies":["Any"]}]}]}""", "1: $.tenants[0].users[0].policies[0]: Expected {\"name\", \"document\"}, or the name of a system policy: ")]
    [InlineData("{\"version\":2,\n\"tenants\":[{]}", "2: $: This line is not valid JSON from byte 13 on.")]
    [InlineData("{\"version\":2,\"tenants\":[]}\n{}", "2: $: This line is not valid JSON from byte 1 on.")]
    [InlineData("{\"version\":2,\"tenants\":[", "1: $: This line is not valid JSON from byte 25 on.")]
    public async Task A_file_with_a_fault_stops_the_start_and_stays_as_it_is(string text, string fault)
    {
        using var folder = new StateFolder();
        await File.WriteAllTextAsync(folder.File, text, TestContext.Current.CancellationToken);

        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--state", folder.File);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"{folder.File}:{fault}", result.Errors, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(folder.File, TestContext.Current.CancellationToken));
        Assert.Equal(["state.json"], folder.Files);
    }

    [Fact]
    public async Task A_second_program_on_one_file_is_refused_until_the_first_has_ended()
    {
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Reset(first);
        await folder.WaitForAsync("\"passwordVersion\":2");

        var refused = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--state", folder.File);
        await first.StopAsync();
        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);

        Assert.Equal(
            (1, "",
                $"State cannot be kept in {folder.File}: The process cannot access the file '{folder.File}' because it is being used by another process.\n"),
            (refused.ExitCode, refused.Output, refused.Errors));
    }

    [Fact]
    public async Task A_file_that_was_put_in_its_place_is_never_overwritten()
    {
        using var folder = new StateFolder();
        await using var first = await ProgramUnderTest.ServeAsync("--state", folder.File);
        File.Delete(folder.File);
        await using var second = await ProgramUnderTest.ServeAsync("--state", folder.File);
        StateFolder.Reset(second);
        await folder.WaitForAsync("\"passwordVersion\":2");
        StateFolder.Control(first, "DELETE", "instances/pc-busy");
        await first.ReadToAsync("ERR The state file could not be written; it is tried again each second. Another file was put in its place, and is left as it is.");

        var health = StateFolder.Control(first, "GET", "health");
        var result = await first.StopAsync();

        Assert.Equal(
            (200,
                """{"status":"ready","warning":"The state file could not be written; it is tried again each second. Another file was put in its place, and is left as it is."}"""),
            (health.Status, health.Text));
        Assert.Equal(
            (1,
                $"State could not be kept in {folder.File}, and what changed since it was last written is lost: Another file was put in its place, and is left as it is.\n"),
            (result.ExitCode, result.Errors));
        Assert.Equal(["rm-running"], folder.Instances);
    }

    [Fact]
    public async Task A_file_that_is_deleted_is_made_again()
    {
        using var folder = new StateFolder();
        await using var program = await ProgramUnderTest.ServeAsync("--state", folder.File);
        File.Delete(folder.File);
        StateFolder.Reset(program);

        var result = await program.StopAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(["rm-running"], folder.Instances);
    }

    [Fact]
    public async Task A_file_that_is_a_mount_of_its_own_is_overwritten()
    {
        using var folder = new StateFolder();
        await File.WriteAllTextAsync(folder.File, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.In("mounted.json"), "", TestContext.Current.CancellationToken);
        await using var first = await ProgramUnderTest.ServeByAsync(
            ["unshare", "--map-root-user", "--mount", "sh", "-c"], $"mount --bind {folder.File} {folder.In("mounted.json")} && exec \"$@\"", "--state", folder.In("mounted.json"));
        StateFolder.Reset(first);
        await folder.WaitForAsync("\"passwordVersion\":2");

        var result = await first.StopAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("  That file cannot be replaced and is overwritten: a process that is killed while it writes leaves it broken.\n", result.Output,
            StringComparison.Ordinal);
        Assert.Equal(["rm-running"], folder.Instances);
        Assert.Equal(["mounted.json", "state.json"], folder.Files);
    }

    [Theory]
    [InlineData("state.json")]
    [InlineData("")]
    public async Task A_disk_without_room_leaves_the_file_as_it_was_and_is_said_in_the_log_and_at_the_end(string name)
    {
        using var folder = new StateFolder(name);
        await using var program = await ProgramUnderTest.ServeByAsync(
            ["bash", "-c"], "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 32; exec \"$@\"", "--state", folder.File);
        StateFolder.Reset(program);
        await folder.WaitForAsync("\"passwordVersion\":2");
        StateFolder.Control(program, "PATCH", "instances/rm-running", $$"""{"description":"{{new string('x', 100_000)}}"}""");
        await program.ReadToAsync("ERR The state file could not be written; it is tried again each second. ");

        var result = await program.StopAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Matches($"^State could not be kept in {folder.File}, and what changed since it was last written is lost: [^\n]+\n$", result.Errors);
        Assert.Equal(["rm-running"], folder.Instances);
        Assert.Equal([Path.GetFileName(folder.File)], folder.Files);
    }

    private static string IdsOf(ProgramUnderTest program) =>
        string.Join(' ', StateFolder.Control(program, "GET", "state").Json["instances"]!.AsArray().Select(instance => (string?)instance!["id"]));

    private static bool IsIgnored(string signal)
    {
        var ignored = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        var number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        return (Convert.ToInt64(ignored, 16) & (1L << (number - 1))) != 0;
    }
}
