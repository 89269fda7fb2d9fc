using ResetPassword.Model;

namespace ResetPassword.Tests.CommandLine;

public sealed class LogsCommandTests
{
    [Fact]
    public async Task A_call_is_a_line_with_its_target_and_a_refusal_says_why()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await ResetAsync(emulator, "Canary");

        var result = await ProgramUnderTest.RunAsync("logs", "--endpoint", $"{emulator.Endpoint}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Matches(
            """^\d\d:\d\d:\d\d\.\d{3} Rds ResetAccountPassword rm-running/test1 200 OK\n\d\d:\d\d:\d\d\.\d{3} Rds ResetAccountPassword rm-running/test1 400 InvalidAccountPassword\.Format  [^\n]+\n$""",
            result.Output);
        Assert.DoesNotContain("Canary", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--code OK", 1)]
    [InlineData("--code InvalidAccountPassword.Format", 1)]
    [InlineData("--product rds --action ResetAccountPassword --instance rm-running --key testid", 2)]
    [InlineData("--instance rm-locked", 0)]
    [InlineData("--tenant test-other", 0)]
    public async Task A_filter_narrows(string filter, int lines)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await ResetAsync(emulator, "bad");

        var result = await ProgramUnderTest.RunAsync(["logs", .. filter.Split(' '), "--endpoint", $"{emulator.Endpoint}"]);

        Assert.Equal((0, "", lines), (result.ExitCode, result.Errors, result.Output.Count(character => character == '\n')));
    }

    [Fact]
    public async Task Following_shows_a_call_that_is_made_later_and_an_interrupt_ends_it_well()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await using var logs = ProgramUnderTest.Start("logs", "-f", "--endpoint", $"{emulator.Endpoint}");
        await logs.ReadToAsync("200 OK");

        await ResetAsync(emulator, "bad");

        await logs.ReadToAsync("400 InvalidAccountPassword.Format");
        var result = await logs.StopAsync("INT");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task Following_goes_on_after_a_restart_and_says_so()
    {
        var port = FreePort();
        await using var first = await ProgramUnderTest.ServeAsync("--urls", $"http://127.0.0.1:{port}");
        StateFolder.Reset(first);
        await using var logs = ProgramUnderTest.Start("logs", "-f", "--endpoint", $"{first.Endpoint}");
        await logs.ReadToAsync("200 OK");
        await first.StopAsync();
        await using var second = await ProgramUnderTest.ServeAsync("--urls", $"http://127.0.0.1:{port}");

        StateFolder.Reset(second);

        await logs.ReadToAsync("200 OK");
        var result = await logs.StopAsync("INT");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("The connection is lost. It is tried again until Ctrl-C.\nThe connection is there again.\n", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>One call: nothing would be written, and so nothing noticed, before the next.</summary>
    [Theory]
    [InlineData("logs")]
    [InlineData("logs -f")]
    public async Task A_reader_that_has_seen_enough_ends_it_well(string command)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();

        var result = await ProgramUnderTest.RunScriptAsync(
            $"({ProgramUnderTest.Command} {command} --endpoint {emulator.Endpoint}) | head -1; echo ${{PIPESTATUS[0]}}");

        Assert.Matches("^[^\n]+ 200 OK\n0\n$", result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    /// <summary>Names are whatever a client writes: they turn no line around, and end none.</summary>
    [Fact]
    public async Task What_a_client_writes_is_a_part_of_one_line()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.CallAsync("Rds", ("DBInstanceId", "rm-\u202e\u2028a\u0085b\u200fc\e[2Jd"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));

        var result = await ProgramUnderTest.RunAsync("logs", "--endpoint", $"{emulator.Endpoint}");

        Assert.Contains(" Rds ResetAccountPassword rm- a b c [2Jd/test1 404 ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output.TrimEnd('\n'), character => OneLine.Of($"{character}") == "");
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("logs -f")]
    public async Task Where_nothing_listens_it_fails(string command)
    {
        var result = await ProgramUnderTest.RunAsync([.. command.Split(' '), "--endpoint", "http://127.0.0.1:9"]);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("http://127.0.0.1:9/ does not answer: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("logs -f")]
    public async Task What_a_control_refuses_is_said_in_its_words(string command)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync([.. command.Split(' '), "--tenant", "nobody", "--endpoint", $"{emulator.Endpoint}"]);

        Assert.Equal((1, "", "tenant: there is no AccessKey with this id. Expected a configured one, or one that starts with test-.\n"),
            (result.ExitCode, result.Output, result.Errors));
    }

    /// <summary>On a terminal, which <c>script</c> makes.</summary>
    [Theory]
    [InlineData("", "\e[32m200 OK\e[0m")]
    [InlineData("NO_COLOR=1 ", " 200 OK")]
    public async Task Colours_are_for_terminals_and_NO_COLOR_is_obeyed(string variable, string text)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script") && OperatingSystem.IsLinux(), "There is no script to make a terminal with.");
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        var command = $"env -u NO_COLOR TERM=xterm {variable}'{string.Join("' '", ProgramUnderTest.Program)}' logs --endpoint {emulator.Endpoint}";

        var result = await ProgramUnderTest.RunScriptAsync($"script -qec \"{command}\" /dev/null </dev/null");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Equal(variable == "", result.Output.Contains("\e[32m", StringComparison.Ordinal));
    }

    private static Task<Answer> ResetAsync(EmulatorUnderTest emulator, string password) => emulator.CallAsync("Rds",
        ("DBInstanceId", "rm-running"), ("AccountName", "test1"), ("AccountPassword", password));

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
