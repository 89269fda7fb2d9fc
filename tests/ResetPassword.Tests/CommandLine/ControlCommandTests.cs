namespace ResetPassword.Tests.CommandLine;

/// <summary>The commands that save a <c>curl</c>: reset, faults, tenants.</summary>
public sealed class ControlCommandTests
{
    [Fact]
    public async Task Reset_puts_a_tenant_back()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();

        var result = await RunAsync(emulator, "reset");

        Assert.Equal((0, "testid is as it was made.\n", ""), (result.ExitCode, result.Output, result.Errors));
        Assert.Equal((true, 1), await emulator.VerifyAsync("rm-running", "test1", "Initial_pass1"));
    }

    [Fact]
    public async Task A_fault_is_armed_listed_with_its_hits_and_disarmed()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var armed = await RunAsync(emulator, "faults", "arm", "rds", "ResetAccountPassword", "Throttling.User", "--first", "1", "--instance", "rm-running");
        await emulator.ResetRdsAsync();
        var listed = await RunAsync(emulator, "faults");
        var id = listed.Output.Split(' ')[0];
        var disarmed = await RunAsync(emulator, "faults", "disarm", id);
        var none = await RunAsync(emulator, "faults");

        Assert.Equal((0, $"{id} Rds ResetAccountPassword Throttling.User before first 1 of rm-running\n", ""), (armed.ExitCode, armed.Output, armed.Errors));
        Assert.Equal((0, $"{id} Rds ResetAccountPassword Throttling.User before first 1 of rm-running  matched 1, hit 1\n"), (listed.ExitCode, listed.Output));
        Assert.Equal((0, $"{id} is disarmed.\n"), (disarmed.ExitCode, disarmed.Output));
        Assert.Equal((0, ""), (none.ExitCode, none.Output));
    }

    [Fact]
    public async Task A_fault_may_be_a_delay_or_a_connections_fate_and_all_are_cleared()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var armed = await RunAsync(emulator, "faults", "arm", "rds", "ResetAccountPassword",
            "--connection", "reset", "--after", "--delay", "5", "--every", "2", "--account", "a");
        var cleared = await RunAsync(emulator, "faults", "clear");
        var none = await RunAsync(emulator, "faults");

        Assert.Equal((0, ""), (armed.ExitCode, armed.Errors));
        Assert.EndsWith(" Rds ResetAccountPassword after reset delayed 5 ms every 2 account a\n", armed.Output, StringComparison.Ordinal);
        Assert.Equal((0, "testid has no fault rules.\n"), (cleared.ExitCode, cleared.Output));
        Assert.Equal("", none.Output);
    }

    [Theory]
    [InlineData("faults arm rds ResetAccountPassword NoSuchCode", 1, "$.error.code: ResetAccountPassword has no error with this code in /_emulator/contract.")]
    [InlineData("faults arm rds ResetAcountPassword Throttling.User", 1, "$.match.action: ")]
    [InlineData("faults disarm nothing", 1, "id: the tenant has no fault rule with this id.")]
    [InlineData("faults disarm ..", 1, "A name is neither empty, nor a dot or two.")]
    [InlineData("tenants drop .", 1, "A name is neither empty, nor a dot or two.")]
    [InlineData("tenants drop test-nobody", 1, "accessKeyId: ")]
    [InlineData("reset --tenant nobody", 1, "tenant: there is no AccessKey with this id.")]
    [InlineData("faults arm rds ResetAccountPassword Throttling.User --first 1 --nth 2", 2, "Of --first, --nth, --every one can be given.")]
    [InlineData("faults arm rds ResetAccountPassword --first 0", 2, "--first must be a whole number from 1 to 2147483647.")]
    [InlineData("faults arm rds", 2, "Required argument 'action' missing for command: 'arm'.")]
    public async Task A_refusal_is_one_line(string command, int exitCode, string beginning)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await RunAsync(emulator, command.Split(' '));

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(beginning, result.Errors, StringComparison.Ordinal);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tenants_are_made_listed_and_dropped()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var made = await RunAsync(emulator, "tenants", "make");
        var key = made.Output.Split(' ')[0];
        var listed = await RunAsync(emulator, "tenants");
        var dropped = await RunAsync(emulator, "tenants", "drop", key);
        var after = await RunAsync(emulator, "tenants");

        Assert.Equal((0, ""), (made.ExitCode, made.Errors));
        Assert.Matches("^test-[0-9a-f]+ testsecret [0-9]{16}\n$", made.Output);
        Assert.Contains(key, listed.Output, StringComparison.Ordinal);
        Assert.Contains("1000000000000001  of the seed  testid", listed.Output, StringComparison.Ordinal);
        Assert.Equal((0, $"{key} is dropped.\n"), (dropped.ExitCode, dropped.Output));
        Assert.DoesNotContain(key, after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_admin_token_comes_from_the_environment_or_an_option_and_is_never_printed()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "canary-token"));
        var at = $"{emulator.Endpoint}";

        var without = await ProgramUnderTest.RunAsync("tenants", "--endpoint", at);
        var wrong = await ProgramUnderTest.RunAsync("tenants", "--endpoint", at, "--admin-token", "canary-wrong");
        var byOption = await ProgramUnderTest.RunAsync("tenants", "--endpoint", at, "--admin-token", "canary-token");
        var byEnvironment = await ProgramUnderTest.RunAsync([("ResetPassword__AdminToken", "canary-token")], "tenants", "--endpoint", at);

        Assert.Equal((1, "This emulator requires its admin token: Authorization: Bearer …\n"), (without.ExitCode, without.Errors));
        Assert.Equal((1, without.Errors), (wrong.ExitCode, wrong.Errors));
        Assert.Equal([0, 0], new[] { byOption.ExitCode, byEnvironment.ExitCode });
        Assert.DoesNotContain("canary", byOption.Output + byOption.Errors + byEnvironment.Output + byEnvironment.Errors, StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(EmulatorUnderTest emulator, params string[] arguments) =>
        ProgramUnderTest.RunAsync([.. arguments, "--endpoint", $"{emulator.Endpoint}"]);
}
