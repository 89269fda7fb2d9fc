using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ResetPassword.Tests.CommandLine;

public sealed class CallCommandTests
{
    private static readonly string[] Reset =
        ["call", "rds", "ResetAccountPassword", "--DBInstanceId", "rm-running", "--AccountName", "test1", "--AccountPassword", "New_pass1"];

    [Theory]
    [InlineData("v1", "GET", "json")]
    [InlineData("v1", "GET", "xml")]
    [InlineData("v1", "POST", "json")]
    [InlineData("v1", "POST", "xml")]
    [InlineData("v3", "GET", "json")]
    [InlineData("v3", "GET", "xml")]
    [InlineData("v3", "POST", "json")]
    [InlineData("v3", "POST", "xml")]
    public async Task A_call_is_signed_sent_and_its_answer_printed(string signature, string method, string format)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync([.. Reset, .. At(emulator), "--signature", signature, "--method", method, "--format", format]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith(format == "json" ? "{\"RequestId\":\"" : "<?xml version='1.0' encoding='UTF-8'?><ResetAccountPasswordResponse><RequestId>",
            result.Output, StringComparison.Ordinal);
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "New_pass1"));
    }

    [Theory]
    [InlineData("SelectDb", "ResetAccountPassword --RegionId cn-hangzhou --DBInstanceId selectdb-cn-running --AccountName admin")]
    [InlineData("selectdb", "ResetAccountPassword --RegionId=cn-hangzhou --DBInstanceId=selectdb-cn-running --AccountName=admin")]
    [InlineData("Dds", "ResetAccountPassword --DBInstanceId dds-replica --AccountName root")]
    [InlineData("gpdb", "ResetAccountPassword --DBInstanceId gp-running --AccountName testaccount_1")]
    [InlineData("POLARDB", "ResetAccount --DBClusterId pc-running --AccountName testacc")]
    public async Task A_product_is_named_in_any_case_or_by_its_code(string product, string call)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync(["call", product, .. call.Split(' '), "--AccountPassword", "New_pass1", .. At(emulator)]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task A_password_may_begin_with_an_at_sign()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync([.. Reset.Except(["--AccountPassword", "New_pass1"]), .. At(emulator),
            .. With("--AccountPassword", "@New_pass1")]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal((true, 2), await emulator.VerifyAsync("rm-running", "test1", "@New_pass1"));
    }

    [Theory]
    [InlineData("--AccountPassword", "simple", "InvalidAccountPassword.Format")]
    [InlineData("--access-key-id", "nobody", "InvalidAccessKeyId.NotFound")]
    [InlineData("--access-key-secret", "guessed", "SignatureDoesNotMatch", "The signature: no encoding mistake recognised; check the secret.\n")]
    [InlineData("--security-token", "token", "InvalidSecurityToken.Malformed")]
    public async Task A_refusal_is_printed_and_the_exit_code_is_1(string name, string value, string code, string remark = "")
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync([.. Reset.Except(["--AccountPassword", "New_pass1"]), .. At(emulator), .. With(name, value)]);

        Assert.Equal((1, remark), (result.ExitCode, result.Errors));
        Assert.Contains($"\"Code\":\"{code}\"", result.Output, StringComparison.Ordinal);
        Assert.Equal((true, 1), await emulator.VerifyAsync("rm-running", "test1", "Initial_pass1"));
    }

    [Theory]
    [InlineData("ResetAccountPassword --AccountPasword x --Other x", 0, "The action does not read these parameters: AccountPasword,Oth….\n")]
    [InlineData("CloneDBInstance", 1, "The vendor has this action and the emulator does not.\n")]
    [InlineData("CloneDBInstanc", 1, "")]
    public async Task What_the_answer_says_in_headers_is_printed_on_standard_error(string more, int exitCode, string remark)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var (action, unread) = (more.Split(' ')[0], more.Split(' ')[1..]);

        var result = await ProgramUnderTest.RunAsync(["call", "rds", action, .. Reset[3..], .. unread, .. At(emulator)]);

        Assert.Equal((exitCode, remark), (result.ExitCode, result.Errors));
        Assert.StartsWith("{\"RequestId\":", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call rds ResetAccountPassword --DBInstanceId", "Expected --Parameter value, found --DBInstanceId without a value.")]
    [InlineData("call rds ResetAccountPassword Canary_pass1", "Expected --Parameter value, found a value without its --Parameter.")]
    [InlineData("call rds ResetAccountPassword --AccountName a --AccountName b", "--AccountName is given twice with different values.")]
    [InlineData("call oracle ResetAccountPassword", "There is no product oracle. Expected one of SelectDb, Rds, MongoDb (Dds), AnalyticDb (gpdb), PolarDb, Sts, Location, Vpc.")]
    [InlineData("call rds", "Required argument 'action' missing for command: 'call'.")]
    [InlineData("call rds ResetAccountPassword --endpoint nowhere", "--endpoint must be an address without a path, such as http://127.0.0.1:8080.")]
    [InlineData("call rds ResetAccountPassword --signature v2", "Argument 'v2' not recognized.")]
    public async Task A_call_that_cannot_be_made_is_refused_with_what_was_expected(string arguments, string message)
    {
        var result = await ProgramUnderTest.RunAsync(arguments.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call rds ResetAccountPassword --AccountPassword Canary_pass1 --endpoint http://127.0.0.1:9")]
    [InlineData("healthcheck --endpoint http://127.0.0.1:9")]
    public async Task Where_nothing_listens_the_exit_code_is_1(string arguments)
    {
        var result = await ProgramUnderTest.RunAsync(arguments.Split(' '));

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches("^http://127.0.0.1:9/ does not answer: [^\n]+\n$", result.Errors);
        Assert.DoesNotContain("Canary_pass1", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call rds ResetAccountPassword --timeout 1", "nothing came within 1 seconds.")]
    [InlineData("healthcheck --wait 1", "nothing came within 1 seconds. It was asked for 1 seconds.")]
    [InlineData("healthcheck", "nothing came within 5 seconds.")]
    public async Task Where_something_listens_and_never_answers_the_wait_ends_with_a_line(string arguments, string reason)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var endpoint = $"http://{silent.LocalEndpoint}/";

        var result = await ProgramUnderTest.RunAsync([.. arguments.Split(' '), "--endpoint", endpoint]);

        Assert.Equal((1, "", $"{endpoint} does not answer: {reason}\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task A_healthcheck_that_waited_says_what_it_last_heard()
    {
        var result = await ProgramUnderTest.RunAsync("healthcheck", "--wait", "3", "--endpoint", "http://127.0.0.1:9");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches("^http://127.0.0.1:9/ does not answer: [^\n]*refused[^\n]* It was asked for 3 seconds.\n$", result.Errors);
    }

    [Fact]
    public async Task A_healthcheck_that_waits_asks_until_the_emulator_is_ready()
    {
        using var becoming = new TcpListener(IPAddress.Loopback, 0);
        becoming.Start();
        var answering = AnswerAsync(becoming, "503 Service Unavailable", """{"detail":"Starting."}""", "200 OK", """{"status":"ready"}""");

        var result = await ProgramUnderTest.RunAsync("healthcheck", "--wait", "60", "--endpoint", $"http://{becoming.LocalEndpoint}");
        await answering;

        Assert.Equal((0, "{\"status\":\"ready\"}\n", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task A_healthcheck_of_what_is_not_ready_says_what_it_was_told()
    {
        using var stopping = new TcpListener(IPAddress.Loopback, 0);
        stopping.Start();
        var answering = AnswerAsync(stopping, "503 Service Unavailable", """{"detail":"It is stopping."}""");

        var result = await ProgramUnderTest.RunAsync("healthcheck", "--endpoint", $"http://{stopping.LocalEndpoint}");
        await answering;

        Assert.Equal((1, "", $"http://{stopping.LocalEndpoint}/ is not ready: It is stopping.\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task A_healthcheck_of_a_ready_emulator_exits_with_0()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var result = await ProgramUnderTest.RunAsync(["healthcheck", .. At(emulator)]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Theory]
    [InlineData("healthcheck --bogus", "--bogus")]
    [InlineData("healthcheck stray", "stray")]
    [InlineData("validate seed.json more.json", "more.json")]
    [InlineData("schema --bogus=1", "--bogus=1")]
    public async Task A_command_that_takes_no_settings_refuses_an_unknown_argument(string arguments, string unknown)
    {
        var result = await ProgramUnderTest.RunAsync(arguments.Split(' '));

        Assert.Equal((2, "", $"Unknown argument {unknown}. --help lists the options.\n"), (result.ExitCode, result.Output, result.Errors));
    }

    // One connection an answer.
    private static async Task AnswerAsync(TcpListener listener, params string[] statusesAndTexts)
    {
        foreach (var answer in statusesAndTexts.Chunk(2))
        {
            using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await connection.GetStream().ReadAtLeastAsync(new byte[4096], 1, cancellationToken: TestContext.Current.CancellationToken);
            await connection.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 {answer[0]}\r\nConnection: close\r\nContent-Length: {answer[1].Length}\r\n\r\n{answer[1]}"),
                TestContext.Current.CancellationToken);
        }
    }

    private static string[] At(EmulatorUnderTest emulator) => ["--endpoint", emulator.Endpoint.ToString()];

    private static string[] With(string name, string value) => name == "--AccountPassword" ? [name, value] : ["--AccountPassword", "New_pass1", name, value];
}
