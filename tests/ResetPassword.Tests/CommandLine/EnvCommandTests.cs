using System.Diagnostics;
using System.Text.Json.Nodes;
using ResetPassword.CommandLine;

namespace ResetPassword.Tests.CommandLine;

public sealed class EnvCommandTests
{
    // What each shell would take apart, were it not quoted.
    private const string Odd = "it's $(id) `id` \"two\" \\n ; ${HOME} ü";

    /// <summary>The shell, what runs a script of it, and a script that shows one variable.</summary>
    [Theory]
    [InlineData("sh", "sh", "-c", "printf %s \"$ALIBABA_CLOUD_ACCESS_KEY_SECRET\"")]
    [InlineData("fish", "fish", "-c", "printf %s $ALIBABA_CLOUD_ACCESS_KEY_SECRET")]
    [InlineData("powershell", "pwsh", "-Command", "[Console]::Out.Write($env:ALIBABA_CLOUD_ACCESS_KEY_SECRET)")]
    public async Task A_shell_that_evaluates_it_has_the_same_values(string shell, string program, string option, string show)
    {
        Assert.SkipUnless(IsThere(program), $"{program} is not installed.");
        var script = (await ProgramUnderTest.RunAsync("env", "--shell", shell, "--access-key-secret", Odd)).Output;

        var seen = await RunAsync(program, option, script + show);

        Assert.Equal(Odd, seen);
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_SECURITY_TOKEN")]
    [InlineData("ALICLOUD_ACCESS_KEY")]
    [InlineData("ALICLOUD_SECRET_KEY")]
    [InlineData("ALICLOUD_SECURITY_TOKEN")]
    [InlineData("ALICLOUD_REGION")]
    [InlineData("ALICLOUD_PROFILE")]
    [InlineData("ALIBABACLOUD_ACCESS_KEY_ID")]
    [InlineData("ALIBABACLOUD_ACCESS_KEY_SECRET")]
    public async Task What_would_win_over_the_key_is_unset(string name)
    {
        var script = (await ProgramUnderTest.RunAsync("env", "--shell", "sh")).Output;

        var seen = await RunAsync("sh", "-c", $"export {name}=old\n{script}printf %s \"${{{name}-none}}\"");

        Assert.Equal("none", seen);
    }

    /// <summary>What the doctor says of the variables of a shell, and that its mend is one.</summary>
    [Fact]
    public async Task After_it_the_doctor_finds_no_variable_to_mend()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var spoil = string.Concat(EnvironmentVariables.Unset.Select(name => $"export {name}=LTAI5tCanary\n"));
        var doctor = $"{ProgramUnderTest.Command.Replace("exec ", "", StringComparison.Ordinal)} doctor --endpoint {emulator.Endpoint}";
        var env = $"{ProgramUnderTest.Command.Replace("exec ", "", StringComparison.Ordinal)} env --endpoint {emulator.Endpoint}";

        var result = await ProgramUnderTest.RunScriptAsync($"{spoil}{doctor}; echo $?; eval \"$({env})\"; {doctor}; echo $?");

        Assert.Equal("", result.Errors);
        Assert.Matches("\n1\n(.|\n)*ok   No variable of the vendor's clients points elsewhere.\n0\n$", result.Output);
        Assert.DoesNotContain("Canary", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/usr/bin/fish", "set -gx ALIBABA_CLOUD_ACCESS_KEY_ID 'testid'\n")]
    [InlineData("/bin/bash", "export ALIBABA_CLOUD_ACCESS_KEY_ID='testid'\n")]
    [InlineData("/usr/bin/pwsh", "$env:ALIBABA_CLOUD_ACCESS_KEY_ID = 'testid'\n")]
    public async Task The_shell_is_that_of_the_user(string shell, string line)
    {
        var result = await ProgramUnderTest.RunAsync([("SHELL", shell)], "env");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains(line, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_are_host_and_port()
    {
        var result = await ProgramUnderTest.RunAsync("env", "--endpoint", "http://127.0.0.1:9000", "--tenant", "test-job", "--format", "json");

        var variables = JsonNode.Parse(result.Output)!;
        Assert.Equal(
            ("test-job", "testsecret", "cn-hangzhou", "127.0.0.1:9000", "127.0.0.1:9000"),
            ((string?)variables["ALIBABA_CLOUD_ACCESS_KEY_ID"], (string?)variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
                (string?)variables["ALIBABA_CLOUD_REGION_ID"], (string?)variables["ALIBABA_CLOUD_ENDPOINT_RDS"],
                (string?)variables["ALIBABA_CLOUD_ENDPOINT_DDS"]));
    }

    [Fact]
    public async Task A_file_of_variables_has_no_quotes()
    {
        var result = await ProgramUnderTest.RunAsync("env", "--format", "dotenv");

        Assert.StartsWith("ALIBABA_CLOUD_ACCESS_KEY_ID=testid\nALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_wrong_use()
    {
        var result = await ProgramUnderTest.RunAsync("env", "--shell", "tcsh");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("'tcsh' not recognized", result.Errors, StringComparison.Ordinal);
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
