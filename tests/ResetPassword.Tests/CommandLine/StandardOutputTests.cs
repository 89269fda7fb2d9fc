using System.Net.Sockets;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.CommandLine;

/// <summary>
/// A standard output or error that is closed, full or read by nobody holds up neither the service nor a command, and has no stack trace for an answer.
/// </summary>
public sealed class StandardOutputTests
{
    private const string Full = "Standard output cannot be written: No space left on device";
    private const string Closed = "Standard output cannot be written: Bad file descriptor";
    private const string GoesOn = ". The service goes on; the lines of its log are dropped.\n";

    [Fact]
    public async Task A_pipe_that_nobody_reads_holds_neither_a_call_nor_the_stop()
    {
        // More than a pipe, a batch and the queue hold together.
        await using var program = await ProgramUnderTest.ServeUnreadAsync("--ResetPassword:LogFormat=Json");
        using var client = new PersistentClient(program.Endpoint);

        var answers = Enumerable.Range(0, 5000)
            .Select(_ => client.Exchange("GET /?Action=None&Version=2014-08-15&Format=JSON HTTP/1.1\r\nHost: localhost\r\n\r\n")).ToList();
        var result = await program.StopAsync();

        Assert.All(answers, answer => Assert.Equal("InvalidAction.NotFound", answer?.Error.Code));
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData(">/dev/full", Full + GoesOn)]
    [InlineData(">&-", Closed + GoesOn)]
    [InlineData(">/dev/full 2>&1", "")]
    [InlineData(">&- 2>&-", "")]
    public async Task Without_a_standard_output_the_service_serves(string redirection, string errors)
    {
        var socket = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sock");
        await using var program = ProgramUnderTest.StartScript($"{ProgramUnderTest.Command} --urls http://unix:{socket} {redirection}");
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, cancellation) => await ConnectAsync(socket, cancellation) });

        var health = await http.GetStringAsync(new Uri("http://localhost/_emulator/health"), TestContext.Current.CancellationToken);
        await http.GetAsync(new Uri("http://localhost/?Action=None"), TestContext.Current.CancellationToken);
        var result = await program.StopAsync();

        Assert.Equal("""{"status":"ready"}""", health);
        Assert.Equal((0, "", errors), (result.ExitCode, result.Output, result.Errors));
    }

    [Theory]
    [InlineData("schema >/dev/full", 1, Full + ".\n")]
    [InlineData("schema >&-", 1, Closed + ".\n")]
    [InlineData("--help >/dev/full", 1, Full + ".\n")]
    [InlineData("--version >/dev/full", 1, Full + ".\n")]
    [InlineData("bogus 2>/dev/full", 2, "")]
    [InlineData("bogus 2>&-", 2, "")]
    [InlineData("validate none.json 2>&-", 1, "")]
    public async Task A_command_that_cannot_write_ends_with_its_exit_code_and_a_line_at_most(string command, int exitCode, string errors)
    {
        var result = await ProgramUnderTest.RunScriptAsync($"{ProgramUnderTest.Command} {command}");

        Assert.Equal((exitCode, "", errors), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        var result = await ProgramUnderTest.RunScriptAsync($"({ProgramUnderTest.Command} schema) | head -1; echo ${{PIPESTATUS[0]}}");

        Assert.Equal(("{\n0\n", ""), (result.Output, result.Errors));
    }

    // What cannot write cannot say when it serves: it is asked again and again.
    private static async Task<NetworkStream> ConnectAsync(string path, CancellationToken cancellation)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                return new(socket, ownsSocket: true);
            }
            catch (SocketException)
            {
                socket.Dispose();
                await again.WaitForNextTickAsync(cancellation);
            }
        }
    }
}
