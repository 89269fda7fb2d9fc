using ResetPassword.Tenancy;
using ResetPassword.Tests.CommandLine;
using static ResetPassword.BrowserTests.Console.ConsoleUnderTest;

namespace ResetPassword.BrowserTests.Console;

/// <summary>A call as the console gives it to copy is a call that works, once the secrets are put in.</summary>
public sealed class CopyTests(Chromium chromium)
{
    /// <summary>What makes a shell, an encoding and a text of JavaScript stumble; the account of the name exists nowhere.</summary>
    private const string Name = "it's $(id) `id` \"& é*~+ %41 𠮷\\";

    [Theory]
    [InlineData("V3")]
    [InlineData("V1")]
    public async Task As_curl_it_signs_and_calls(string generation)
    {
        await using var console = await CallAsync(generation, "test1");

        var script = await CopyAsync(console, "curl");
        var result = await ProgramUnderTest.RunScriptAsync(script.Replace("<AccountPassword>", "Copied 'pass'_1", StringComparison.Ordinal));
        var answer = await ProgramUnderTest.RunScriptAsync(script.Replace("<AccountPassword>", "Copied_pass1", StringComparison.Ordinal));

        Assert.DoesNotContain("New_pass1", script, StringComparison.Ordinal);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.Contains("RequestId", answer.Output, StringComparison.Ordinal);
        Assert.NotEqual("", result.Output);
        Assert.True((await console.Emulator.VerifyAsync("rm-running", "test1", "Copied_pass1")).Matches);
    }

    [Theory]
    [InlineData("V3")]
    [InlineData("V1")]
    public async Task As_curl_it_sends_each_character_as_it_was(string generation)
    {
        await using var console = await CallAsync(generation, Name);

        await ProgramUnderTest.RunScriptAsync(await CopyAsync(console, "curl"));

        var sent = (await console.Emulator.GetAsync("requests")).Json.AsArray();
        Assert.Equal([Name, Name], sent.Select(call => (string?)call!["parameters"]!["AccountName"]));
        Assert.Equal((string?)sent[0]!["code"], (string?)sent[1]!["code"]);
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    public async Task As_curl_it_runs_in_each_shell(string shell)
    {
        await using var console = await CallAsync("V3", Name);
        var script = await CopyAsync(console, "curl");

        var result = await ProgramUnderTest.RunScriptAsync($"{shell} <<'END_OF_SCRIPT'\n{script}\nEND_OF_SCRIPT\n");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.DoesNotContain("SignatureDoesNotMatch", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_command_line_it_calls()
    {
        await using var console = await CallAsync("V1", "test1");

        var line = await CopyAsync(console, "Command line");
        var result = await ProgramUnderTest.RunScriptAsync(
            $"resetpassword() ( {ProgramUnderTest.Command} \"$@\" )\n{line.Replace("<AccountPassword>", "Copied_pass1", StringComparison.Ordinal)}");

        Assert.StartsWith("resetpassword call rds ResetAccountPassword --endpoint http://127.0.0.1:", line, StringComparison.Ordinal);
        Assert.Contains("--signature v1", line, StringComparison.Ordinal);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.True((await console.Emulator.VerifyAsync("rm-running", "test1", "Copied_pass1")).Matches);
    }

    [Fact]
    public async Task As_Node_it_calls_with_the_vendors_client()
    {
        await using var console = await CallAsync("V3", "test1");

        var code = (await CopyAsync(console, "Node.js")).Replace("<AccountPassword>", "Copied_pass1", StringComparison.Ordinal);
        var result = await ProgramUnderTest.RunScriptAsync(
            $"NODE_PATH='{Repository.PathOf("tests/ResetPassword.BrowserTests/node_modules")}' node - <<'END_OF_CODE'\n{code}\nEND_OF_CODE\n");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.True((await console.Emulator.VerifyAsync("rm-running", "test1", "Copied_pass1")).Matches);
    }

    [Fact]
    public async Task As_Python_each_text_is_one_that_Python_reads()
    {
        await using var console = await CallAsync("V3", Name);

        var code = await CopyAsync(console, "Python");

        Assert.Contains("\"AccountName\": \"it's $(id) `id` \\\"& \\U000000e9*~+ %41 \\U00020bb7\\\\\"", code, StringComparison.Ordinal);
        Assert.Contains("\"AccountPassword\": \"<AccountPassword>\"", code, StringComparison.Ordinal);
    }

    // As what the page shows to copy, and as what its button copies.
    private static async Task<string> CopyAsync(ConsoleUnderTest console, string form)
    {
        await console.Button(form).ClickAsync();
        await console.Button($"Copy: {form}").ClickAsync();
        await SeesAsync(console.Detail, "Copied");
        var shown = await console.Detail.Locator(".copyable pre").TextContentAsync() ?? "";
        Assert.Equal(shown, await console.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        return shown;
    }

    private async Task<ConsoleUnderTest> CallAsync(string generation, string account)
    {
        var console = await OpenAsync(chromium, options: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await console.Emulator.CallAsync("Rds", call => call with { Generation = Enum.Parse<SignatureGeneration>(generation) },
            ("DBInstanceId", "rm-running"), ("AccountName", account), ("AccountPassword", "New_pass1"));
        await console.Rows.First.ClickAsync();
        return console;
    }
}
