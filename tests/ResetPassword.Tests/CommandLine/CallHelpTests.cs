namespace ResetPassword.Tests.CommandLine;

public sealed class CallHelpTests
{
    [Theory]
    [InlineData("call --help rds ResetAccountPassword")]
    [InlineData("call rds ResetAccountPassword --help")]
    [InlineData("call Rds resetaccountpassword -h")]
    public async Task The_help_of_an_action_is_what_the_contract_says(string arguments)
    {
        var result = await ProgramUnderTest.RunAsync(arguments.Split(' '));

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("Rds ResetAccountPassword\n  https://", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n  --DBInstanceId *  ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n  400 InvalidAccountPassword.Format  Specified account password is not valid.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_example_can_be_pasted()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var help = (await ProgramUnderTest.RunAsync("call", "rds", "ResetAccountPassword", "--help")).Output;
        var example = help.Split('\n').SkipWhile(line => line != "Example:").ElementAt(1);

        var result = await ProgramUnderTest.RunScriptAsync($"{example} --endpoint {emulator.Endpoint}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "New_pass1"));
    }

    [Fact]
    public async Task The_help_of_a_product_lists_its_actions()
    {
        var result = await ProgramUnderTest.RunAsync("call", "rds", "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("The actions of Rds (2014-08-15). call rds ACTION --help explains one.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n  ResetAccountPassword\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_product_it_is_the_help_of_the_command()
    {
        var result = await ProgramUnderTest.RunAsync("call", "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("--show-signature", result.Output, StringComparison.Ordinal);
        Assert.Contains("--pretty", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call rds ResetAcountPassword --help", "Rds has no action ResetAcountPassword. Did you mean ResetAccountPassword?")]
    [InlineData("call rds Nothing --help", "Rds has no action Nothing here. call rds --help lists them.")]
    [InlineData("call oracle --help", "There is no product oracle. Expected one of SelectDb, Rds, ")]
    public async Task What_is_misspelt_is_wrong_use(string arguments, string message)
    {
        var result = await ProgramUnderTest.RunAsync(arguments.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_action_that_is_called_is_answered_with_the_one_that_was_meant()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync("call", "rds", "ResetAcountPassword", "--endpoint", $"{emulator.Endpoint}");

        Assert.Equal((1, "Rds has no action ResetAcountPassword. Did you mean ResetAccountPassword?\n"), (result.ExitCode, result.Errors));
    }

    [Theory]
    [InlineData("v3", "Canonical request:\nPOST\n/\n\nhost:", "String to sign:\nACS3-HMAC-SHA256\n")]
    [InlineData("v1", "String to sign:\nPOST&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions", "")]
    public async Task What_is_signed_is_shown_and_the_secret_is_not(string signature, string beginning, string more)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync("call", "rds", "DescribeRegions",
            "--signature", signature, "--show-signature", "--endpoint", $"{emulator.Endpoint}");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(beginning, result.Errors, StringComparison.Ordinal);
        Assert.Contains(more, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("testsecret", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "{\n  \"RequestId\": \"")]
    [InlineData("xml", "<?xml version='1.0' encoding='UTF-8'?>\n<DescribeRegionsResponse>\n  <RequestId>")]
    public async Task A_pretty_answer_is_indented(string format, string beginning)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync("call", "rds", "DescribeRegions", "--pretty", "--format", format, "--endpoint", $"{emulator.Endpoint}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith(beginning, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("status")]
    [InlineData("wait")]
    [InlineData("logs")]
    [InlineData("env")]
    [InlineData("doctor")]
    [InlineData("reset")]
    [InlineData("faults")]
    [InlineData("tenants")]
    public async Task Every_command_has_a_help(string command)
    {
        var all = await ProgramUnderTest.RunAsync("--help");
        var one = await ProgramUnderTest.RunAsync(command, "--help");

        Assert.Equal((0, 0, ""), (all.ExitCode, one.ExitCode, one.Errors));
        Assert.Matches($"\n  {command} +[A-Z]", all.Output);
        Assert.Contains($" {command} ", one.Output, StringComparison.Ordinal);
    }
}
