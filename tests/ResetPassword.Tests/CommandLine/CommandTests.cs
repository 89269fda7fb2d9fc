using System.Net;
using System.Net.Sockets;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

public sealed class CommandTests
{
    [Fact]
    public async Task A_start_prints_where_with_which_credentials_and_a_first_call_that_works()
    {
        await using var service = await ServiceProcess.ServeAsync([]);
        var firstCall = service.StartText.Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var called = await ServiceProcess.RunAsync(firstCall[2..]);
        var ended = await service.EndAsync();

        Assert.StartsWith($"The emulator serves 18 instances on {service.Endpoint.GetLeftPart(UriPartial.Authority)}", service.StartText, StringComparison.Ordinal);
        Assert.Contains("AccessKey testid, secret testsecret", service.StartText, StringComparison.Ordinal);
        Assert.Contains("State is in memory: it is gone when the process ends.", service.StartText, StringComparison.Ordinal);
        Assert.Matches("^\\{\"RequestId\":\"[0-9A-F-]{36}\"\\}\n$", called.Output);
        Assert.Equal((0, 0), (called.ExitCode, ended.ExitCode));
    }

    [Theory]
    [InlineData("v1", "GET", "json")]
    [InlineData("v1", "POST", "xml")]
    [InlineData("v3", "GET", "xml")]
    [InlineData("v3", "POST", "json")]
    public async Task A_call_is_signed_in_each_way(string signature, string method, string format)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var right = await CallAsync(emulator, "New_pass1", signature, method, format);
        var wrong = await CallAsync(emulator, "bad", signature, method, format);

        Assert.Equal((0, 1), (right.ExitCode, wrong.ExitCode));
        Assert.Contains("RequestId", right.Output, StringComparison.Ordinal);
        Assert.Contains("InvalidAccountPassword.Format", wrong.Output, StringComparison.Ordinal);
        Assert.Equal(format == "xml", right.Output.StartsWith('<'));
    }

    [Fact]
    public async Task A_healthcheck_tells_whether_the_emulator_is_ready()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var ready = await ServiceProcess.RunAsync("healthcheck", "--endpoint", emulator.Endpoint.ToString());
        var absent = await ServiceProcess.RunAsync("healthcheck", "--endpoint", "http://127.0.0.1:1");

        Assert.Equal((0, "{\"status\":\"ready\"}\n"), (ready.ExitCode, ready.Output));
        Assert.Equal(1, absent.ExitCode);
        Assert.StartsWith("http://127.0.0.1:1/ does not answer: ", absent.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seeed x", "Unknown argument --seeed. A setting is written --Section:Name=value; --help lists the commands and options.")]
    [InlineData("--ResetPassword:MaxTenant=1", "ResetPassword:MaxTenant is not a setting; the settings are Seed, State, ")]
    [InlineData("--ResetPassword:MaxTenants=-1", "ResetPassword:MaxTenants must be a positive whole number.")]
    [InlineData("--ResetPassword:LogFormat=Xml", "ResetPassword:LogFormat must be one of Text, Json.")]
    [InlineData("--ResetPassword:LogLevel=Chatty", "ResetPassword:LogLevel must be one of Verbose, Debug, Information, Warning, Error, Fatal.")]
    [InlineData("--seed none.json", "none.json: Could not find file")]
    [InlineData("call oracle X", "There is no product oracle. Expected one of SelectDb, Rds, MongoDb, AnalyticDb, PolarDb.")]
    [InlineData("call rds X --AccountName", "Expected --Parameter value, found --AccountName without a value.")]
    [InlineData("call rds X value", "Expected --Parameter value, found a value without its --Parameter.")]
    [InlineData("call rds X --A=1 --A=2", "--A is given twice with different values.")]
    [InlineData("call rds X --endpoint localhost", "--endpoint must be an address such as http://127.0.0.1:8080.")]
    [InlineData("validate none.json", "none.json: Could not find file")]
    public async Task What_makes_no_sense_is_said_and_ends_with_1(string arguments, string error)
    {
        var command = await ServiceProcess.RunAsync(arguments.Split(' '));

        Assert.Equal(1, command.ExitCode);
        Assert.StartsWith(error, command.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_a_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var command = await ServiceProcess.RunAsync("--urls", address);

        Assert.Equal((1, $"Cannot listen: Failed to bind to address {address}: address already in use.\n"), (command.ExitCode, command.Errors));
    }

    [Fact]
    public async Task It_ends_cleanly_while_requests_are_open()
    {
        await using var service = await ServiceProcess.ServeAsync([]);
        using var open = new RawConnection(service.Endpoint);
        open.Send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\n");

        var ended = await service.EndAsync();

        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public async Task A_wider_bind_than_loopback_is_announced()
    {
        await using var service = await ServiceProcess.ServeAsync(["--urls", "http://0.0.0.0:0"]);

        Assert.Contains("can be reached from other machines: anyone there can use it.", service.StartText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_file_holds_the_instances_between_a_stop_and_a_start()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "state.json");
        await using (var first = await ServiceProcess.ServeAsync(["--state", file]))
        {
            await ServiceProcess.RunAsync("call", "rds", "ResetAccountPassword", "--DBInstanceId", "rm-running", "--AccountName", "test1", "--AccountPassword", "New_pass1", "--endpoint", first.Endpoint.ToString());
            await first.EndAsync();
        }

        await using var second = await ServiceProcess.ServeAsync(["--state", file]);
        using var http = new HttpClient();
        using var proof = await http.PostAsync(
            new Uri(second.Endpoint, "/_emulator/instances/rm-running/accounts/test1/verify-password"),
            new StringContent("""{"password":"New_pass1"}""", System.Text.Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.StartsWith("{\"matches\":true,\"passwordVersion\":2,", await proof.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains($"State is in memory, and kept in {file} when the process is stopped.", second.StartText, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> CallAsync(EmulatorUnderTest emulator, string password, string signature, string method, string format) =>
        ServiceProcess.RunAsync(
            "call", "rds", "ResetAccountPassword", "--DBInstanceId", "rm-running", "--AccountName", "test1", "--AccountPassword", password,
            "--signature", signature, "--method", method, "--format", format, "--endpoint", emulator.Endpoint.ToString());
}
