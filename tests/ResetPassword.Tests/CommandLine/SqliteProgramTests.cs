using System.Diagnostics;
using ResetPassword.CommandLine;
using ResetPassword.Tests.Store.Sqlite;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The program with a store in a file: what it refuses, and what it does when it cannot write.</summary>
public sealed class SqliteProgramTests
{
    [Fact]
    public async Task What_was_called_is_there_after_another_start()
    {
        using var folder = new SqliteFolder();
        var store = $"sqlite:{folder.NewFile()}";
        await using (var first = await ProgramUnderTest.ServeAsync("--store", store))
        {
            StateFolder.Reset(first);
            StateFolder.Control(first, "POST", "faults",
                """{"match":{"product":"Rds","action":"ResetAccountPassword"},"error":{"code":"Throttling.User"},"schedule":{"first":2}}""");
            Assert.Equal(400, StateFolder.Call(first).Status);
            StateFolder.Control(first, "PUT", "clock", """{"now":"2030-01-31T12:00:00Z","frozen":true}""");
            Assert.Equal(0, (await first.StopAsync()).ExitCode);
        }

        await using var second = await ProgramUnderTest.ServeAsync("--store", store);

        Assert.Equal(2, (long)StateFolder.Control(second, "GET", "instances/rm-running/accounts/test1").Json["passwordVersion"]!);
        Assert.Equal(1, (int)StateFolder.Control(second, "GET", "faults").Json[0]!["hits"]!);
        Assert.Equal(2, (int)StateFolder.Control(second, "GET", "requests/count").Json["count"]!);
        Assert.Equal("2030-01-31T12:00:00+00:00", (string?)StateFolder.Control(second, "GET", "clock").Json["now"]);
    }

    [Fact]
    public async Task A_nonce_that_was_used_before_the_process_died_is_used()
    {
        using var folder = new SqliteFolder();
        using var http = new HttpClient();
        var store = $"sqlite:{folder.NewFile()}";
        await using var first = await ProgramUnderTest.ServeAsync("--store", store);
        var call = new SignedRequest { Endpoint = first.Endpoint, Version = "2014-08-15", Action = "DescribeRegions", Parameters = [] };
        await http.SendAsync(call.ToMessage(), TestContext.Current.CancellationToken);
        await first.StopAsync("KILL");
        await using var second = await ProgramUnderTest.ServeAsync("--store", store);

        using var again = (call with { Endpoint = second.Endpoint }).ToMessage();
        var replayed = await Answer.ReadAsync(await http.SendAsync(again, TestContext.Current.CancellationToken));

        Assert.Equal((400, "SignatureNonceUsed", "Specified signature nonce was used already."), replayed.Error);
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused()
    {
        using var folder = new SqliteFolder();
        var file = folder.NewFile();
        await using var first = await ProgramUnderTest.ServeAsync("--store", $"sqlite:{file}");

        var second = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--store", $"sqlite:{file}");

        Assert.Equal(
            (1, $"{file} is in use by another process: a file of sqlite: is one emulator's. Several emulators share a postgres: store.\n"),
            (second.ExitCode, second.Errors));
    }

    [Fact]
    public async Task What_is_no_file_of_the_emulators_is_refused_and_stays_as_it_is()
    {
        using var folder = new SqliteFolder();
        var (text, other, newer, nowhere) = (folder.NewFile(), folder.NewFile("other"), folder.NewFile("newer"), folder.NewFile("none/none"));
        await File.WriteAllTextAsync(text, new string('x', 5000), TestContext.Current.CancellationToken);
        SqliteFolder.Run(other, "create table theirs (name text)");
        SqliteFolder.Run(newer, "pragma application_id = 1383288951; pragma user_version = 99");

        await AssertIsRefusedAsync(text, $"{text} is not an SQLite database.");
        await AssertIsRefusedAsync(other, $"{other} is a database of another program.");
        await AssertIsRefusedAsync(newer,
            $"{newer} was written by a newer version of the emulator (its tables are of version 99; this one knows 1).");
        await AssertIsRefusedAsync(folder.Path, $"{folder.Path} is a directory; sqlite:FILE names the file to keep everything in.");
        await AssertIsRefusedAsync(nowhere, $"{nowhere} cannot be written: Could not find a part of the path '{nowhere}'.");
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(text, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_and_stays_as_it_is()
    {
        using var folder = new SqliteFolder();
        var file = folder.NewFile();
        var damaged = await SqliteFileTests.DamageAsync(folder, file);

        await AssertIsRefusedAsync(file, $"{file} cannot be used: database disk image is malformed.");

        Assert.Equal(damaged, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_is_refused()
    {
        using var folder = new SqliteFolder();
        var file = folder.NewFile();
        await using (var first = await ProgramUnderTest.ServeAsync("--store", $"sqlite:{file}"))
            await first.StopAsync();

        var result = await ProgramUnderTest.RunScriptAsync($"""
            unshare --map-root-user --mount bash -c "mount --bind {file} {file} && mount -o remount,bind,ro {file} &&
            {ProgramUnderTest.Command} --urls {ProgramUnderTest.FreePort} --store sqlite:{file}"
            """);

        Assert.Equal((1, $"{file} cannot be written: Read-only file system : '{file}'\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task While_the_disk_is_full_calls_get_503_and_once_it_is_not_nothing_that_was_acknowledged_is_lost()
    {
        using var folder = new SqliteFolder();
        var store = $"sqlite:{folder.NewFile()}";
        await using var program = await ProgramUnderTest.ServeByAsync(
            ["bash", "-c"], "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -S -f 100; exec \"$@\"", "--store", store);
        var patch = $$"""{"description":"{{new string('x', 100_000)}}"}""";
        StateFolder.Reset(program);

        var refused = StateFolder.Control(program, "PATCH", "instances/rm-running", patch);
        var unhealthy = StateFolder.Control(program, "GET", "health");
        var alive = StateFolder.Control(program, "GET", "health?live=true");
        var call = StateFolder.Call(program);
        using (var more = Process.Start("prlimit", ["--pid", $"{program.Id}", "--fsize=unlimited"]))
            await more.WaitForExitAsync(TestContext.Current.CancellationToken);
        await program.WaitUntilHealthyAsync();

        Assert.Equal((503, 503, 200), (refused.Status, unhealthy.Status, alive.Status));
        Assert.Matches("^The store cannot be used: .* cannot be written: (disk I/O error|database or disk is full)\\.$", (string?)unhealthy.Json["detail"]);
        Assert.Equal((503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."), call.Error);
        Assert.Equal(2, (long)StateFolder.Control(program, "GET", "instances/rm-running/accounts/test1").Json["passwordVersion"]!);
        Assert.Equal(200, StateFolder.Call(program).Status);
        await program.StopAsync("KILL");
        await using var again = await ProgramUnderTest.ServeAsync("--store", store);
        Assert.Equal(3, (long)StateFolder.Control(again, "GET", "instances/rm-running/accounts/test1").Json["passwordVersion"]!);
    }

    [Theory]
    [InlineData("--store", "redis:localhost", "ResetPassword:Store must be memory, sqlite:FILE or postgres:CONNECTION STRING.")]
    [InlineData("--store", "sqlite:", "ResetPassword:Store must be memory, sqlite:FILE or postgres:CONNECTION STRING.")]
    [InlineData("--ResetPassword:SqliteSynchronous=Off", null, "ResetPassword:SqliteSynchronous must be one of Normal, Full.")]
    public async Task A_store_that_is_none_is_refused(string option, string? value, string error)
    {
        var result = await ProgramUnderTest.RunAsync([option, .. value is null ? Array.Empty<string>() : [value]]);

        Assert.Equal((1, $"{error}\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task A_state_file_belongs_to_the_store_in_memory()
    {
        using var folder = new SqliteFolder();

        var result = await ProgramUnderTest.RunAsync("--store", $"sqlite:{folder.NewFile()}", "--state", folder.NewFile("state"));

        Assert.Equal((1, "ResetPassword:State belongs to the store memory; with another, Store says where everything is kept.\n"),
            (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task Another_seed_is_adopted_and_what_was_changed_stays()
    {
        using var folder = new SqliteFolder();
        var (store, seed) = ($"sqlite:{folder.NewFile()}", folder.NewFile("seed"));
        await File.WriteAllTextAsync(seed,
            """{"instances":[{"product":"Rds","id":"rm-running","accounts":[{"name":"other"}]},{"product":"Rds","id":"rm-added"}]}""",
            TestContext.Current.CancellationToken);
        await using (var first = await ProgramUnderTest.ServeAsync("--store", store))
        {
            StateFolder.Reset(first);
            await first.StopAsync();
        }

        await using var second = await ProgramUnderTest.ServeAsync("--store", store, "--seed", seed);
        await second.ReadToAsync("  The seed is another one than before: what was changed stays as it is, everything else is as the new seed has it.");

        Assert.Equal(2, (long)StateFolder.Control(second, "GET", "instances/rm-running/accounts/test1").Json["passwordVersion"]!);
        Assert.Equal(200, StateFolder.Control(second, "GET", "instances/rm-running/accounts/other").Status);
        Assert.Equal((200, 404),
            (StateFolder.Control(second, "GET", "instances/rm-added").Status, StateFolder.Control(second, "GET", "instances/dds-replica").Status));
    }

    private static async Task AssertIsRefusedAsync(string file, string message)
    {
        var result = await ProgramUnderTest.RunAsync("--urls", ProgramUnderTest.FreePort, "--store", $"sqlite:{file}");

        Assert.Equal((1, $"{message}\n"), (result.ExitCode, result.Errors));
    }
}
