using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace ResetPassword.Tests.CommandLine;

[UnsupportedOSPlatform("windows")]
public sealed class StartCommandTests
{
    [Fact]
    public async Task What_is_started_answers_calls_until_it_is_stopped()
    {
        using var folder = new RuntimeFolder();

        var (endpoint, process) = await folder.StartAsync();

        var at = $"{endpoint}";
        var call = await folder.RunAsync("call", "rds", "DescribeRegions", "--endpoint", at);
        var status = await folder.RunAsync("status", "--endpoint", at);
        var stopped = await folder.RunAsync("stop", "--endpoint", at);
        var after = await folder.RunAsync("status", "--endpoint", at);
        Assert.Equal((0, ""), (call.ExitCode, call.Errors));
        Assert.Equal((0, ""), (status.ExitCode, status.Errors));
        Assert.Matches($"^address  {at.TrimEnd('/')}\nprocess  {process}, since [^\n]+\nlog      [^\n]+\nstore    memory\nready    yes\n$", status.Output);
        Assert.Equal((0, $"The emulator on port {endpoint.Port} has ended (process {process}).\n", ""), (stopped.ExitCode, stopped.Output, stopped.Errors));
        Assert.Equal((1, $"Not running on port {endpoint.Port}.\n"), (after.ExitCode, after.Output));
        Assert.Equal([$"resetpassword-{endpoint.Port}.log"], folder.Files);
    }

    [Fact]
    public async Task Its_file_names_the_process_and_is_its_owners_only()
    {
        using var folder = new RuntimeFolder();

        var (endpoint, process) = await folder.StartAsync();

        var path = folder.FileOf(endpoint.Port);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        Assert.Equal((process, endpoint.GetLeftPart(UriPartial.Authority)), ((int)file["processId"]!, (string?)file["endpoint"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task It_has_left_the_terminal_of_whoever_started_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows a process's session in a file.");
        using var folder = new RuntimeFolder();

        var (_, process) = await folder.StartAsync();

        var stat = await File.ReadAllTextAsync($"/proc/{process}/stat", TestContext.Current.CancellationToken);
        Assert.Equal($"{process}", stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3]);
    }

    [Fact]
    public async Task Its_output_is_in_its_log()
    {
        using var folder = new RuntimeFolder();
        var (endpoint, _) = await folder.StartAsync();

        var log = await folder.RunAsync("status", "--port", $"{endpoint.Port}");

        Assert.Equal(0, log.ExitCode);
        Assert.StartsWith("The emulator serves 18 instances on ",
            await File.ReadAllTextAsync(folder.In($"resetpassword-{endpoint.Port}.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_on_the_same_port_names_the_process_that_runs_there()
    {
        using var folder = new RuntimeFolder();
        var (endpoint, process) = await folder.StartAsync();

        var second = await folder.RunAsync("start", "--urls", endpoint.GetLeftPart(UriPartial.Authority));

        Assert.Equal((1, ""), (second.ExitCode, second.Output));
        Assert.StartsWith($"An emulator runs there already: {endpoint.GetLeftPart(UriPartial.Authority)}, process {process}. ", second.Errors, StringComparison.Ordinal);
        Assert.Equal([$"resetpassword-{endpoint.Port}.json", $"resetpassword-{endpoint.Port}.log"], folder.Files);
    }

    [Fact]
    public async Task A_start_that_fails_prints_the_servers_own_reason()
    {
        using var seed = new TemporaryFile("""{"acessKeys":[]}""");
        using var folder = new RuntimeFolder();

        var result = await folder.RunAsync("start", "--urls", ProgramUnderTest.FreePort, "--seed", seed.Path);

        Assert.Equal((1, "", $"{seed.Path}:1: $.acessKeys: Unknown name. Expected one of $schema, region, accessKeys, users, roles, instances.\n"),
            (result.ExitCode, result.Output, result.Errors));
        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task A_folder_that_takes_no_files_is_named_with_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder that takes no files from anybody.");

        var result = await ProgramUnderTest.RunAsync([("XDG_RUNTIME_DIR", "/proc")], "start", "--urls", ProgramUnderTest.FreePort);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches("^start keeps its files in /proc, which cannot be used: [^\n]+[^.]\\. XDG_RUNTIME_DIR names another directory\\.\n$", result.Errors);
    }

    [Fact]
    public async Task The_log_that_is_named_is_the_log()
    {
        using var folder = new RuntimeFolder();
        var (endpoint, _) = await folder.StartAsync();
        await folder.RunAsync("stop", "--port", $"{endpoint.Port}");
        var taken = folder.In($"resetpassword-{endpoint.Port}.log");
        File.Delete(taken);
        Directory.CreateDirectory(Path.Combine(taken, "full"));

        var result = await folder.RunAsync("start", "--urls", endpoint.GetLeftPart(UriPartial.Authority));

        var log = result.Output.TrimEnd('\n').Split("Its log is ")[1];
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.NotEqual(taken, log);
        Assert.StartsWith("The emulator serves ", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_is_found_by_the_port_of_each_of_its_addresses()
    {
        using var folder = new RuntimeFolder();
        var started = await folder.RunAsync("start", "--urls", $"{ProgramUnderTest.FreePort};{ProgramUnderTest.FreePort}");
        var file = JsonNode.Parse(await File.ReadAllTextAsync(folder.In(folder.Files[0]), TestContext.Current.CancellationToken))!;
        var (process, addresses) = ((int)file["processId"]!, file["addresses"]!.AsArray().Select(address => (string)address!).ToArray());
        var second = new Uri(addresses[1]);

        var neighbour = await folder.RunAsync("start", "--urls", $"{ProgramUnderTest.FreePort};{addresses[1]}");
        var status = await folder.RunAsync("status", "--port", $"{second.Port}");
        var stopped = await folder.RunAsync("stop", "--port", $"{second.Port}");

        Assert.Equal((0, 1), (started.ExitCode, neighbour.ExitCode));
        Assert.StartsWith($"An emulator runs there already: {addresses[0]}, process {process}. stop ends it. ", neighbour.Errors, StringComparison.Ordinal);
        Assert.StartsWith($"address  {addresses[0]}, {addresses[1]}\nprocess  {process}, ", status.Output, StringComparison.Ordinal);
        Assert.Equal((0, $"The emulator on port {second.Port} has ended (process {process}).\n"), (stopped.ExitCode, stopped.Output));
        Assert.Equal([$"resetpassword-{new Uri(addresses[0]).Port}.log"], folder.Files);
    }

    [Fact]
    public async Task A_setting_that_is_none_is_wrong_use()
    {
        using var folder = new RuntimeFolder();

        var result = await folder.RunAsync("start", "--nonsense");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("Unknown argument --nonsense. ", result.Errors, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task A_stale_file_ends_nobody_and_is_removed()
    {
        using var folder = new RuntimeFolder();
        await File.WriteAllTextAsync(folder.FileOf(1234), SomeFile(Environment.ProcessId), TestContext.Current.CancellationToken);

        var result = await folder.RunAsync("stop", "--port", "1234");

        Assert.Equal((1, "", $"The emulator on port 1234 is gone: process {Environment.ProcessId} is not there, or another. Its stale file was removed.\n"),
            (result.ExitCode, result.Output, result.Errors));
        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task Where_nothing_was_started_there_is_nothing_to_stop()
    {
        using var folder = new RuntimeFolder();

        var result = await folder.RunAsync("stop", "--port", "1234");

        Assert.Equal((1, "", $"start has started nothing on port 1234: there is no {folder.FileOf(1234)}.\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        using var folder = new RuntimeFolder();
        await File.WriteAllTextAsync(folder.In("other.txt"), SomeFile(Environment.ProcessId), TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.FileOf(1234), folder.In("other.txt"));

        var result = await folder.RunAsync("stop", "--port", "1234");

        Assert.Equal((1, "", $"{folder.FileOf(1234)} is a link, and is not followed.\n"), (result.ExitCode, result.Output, result.Errors));
        Assert.Equal(["other.txt", "resetpassword-1234.json"], folder.Files);
    }

    [Fact]
    public async Task What_was_killed_can_be_started_again()
    {
        using var folder = new RuntimeFolder();
        var (endpoint, process) = await folder.StartAsync();
        using (var killed = Process.GetProcessById(process))
            killed.Kill();

        var status = await folder.RunAsync("status", "--port", $"{endpoint.Port}");
        var again = await folder.RunAsync("start", "--urls", endpoint.GetLeftPart(UriPartial.Authority));

        Assert.Equal((1, $"Not running on port {endpoint.Port}.\n"), (status.ExitCode, status.Output));
        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
    }

    [Fact]
    public async Task Wait_returns_when_the_emulator_is_ready_and_fails_when_the_time_is_over()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var ready = await ProgramUnderTest.RunAsync("wait", "--endpoint", $"{emulator.Endpoint}");
        var never = await ProgramUnderTest.RunAsync("wait", "--endpoint", "http://127.0.0.1:9", "--timeout", "1");

        Assert.Equal((0, ""), (ready.ExitCode, ready.Errors));
        Assert.Equal((1, ""), (never.ExitCode, never.Output));
        Assert.EndsWith(" It was asked for 1 seconds.\n", never.Errors, StringComparison.Ordinal);
    }

    private static string SomeFile(int processId) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"processId":{{processId}},"startedAt":"2020-01-01T00:00:00Z","endpoint":"http://127.0.0.1:1234","log":""}""");
}
