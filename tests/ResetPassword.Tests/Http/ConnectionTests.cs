using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Http;

/// <summary>More connections than there may be, and bodies that come too slowly.</summary>
public sealed class ConnectionTests
{
    private const string Health = "GET /_emulator/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private const string Post = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private const string Unreadable = "The body could not be read to its end: it is shorter than its Content-Length, or its chunks are broken.";

    [Fact]
    public async Task With_few_files_to_open_connections_are_refused_and_the_service_goes_on()
    {
        await using var program = await ProgramUnderTest.ServeScriptAsync($"ulimit -n 320; {ProgramUnderTest.Command} --urls {ProgramUnderTest.FreePort}");
        var limit = await program.ReadToAsync("connections at once");

        var first = Enumerable.Range(0, 400).Select(_ => new RawConnection(program.Endpoint)).ToList();
        first.ForEach(connection => connection.Dispose());
        var second = Enumerable.Range(0, 400).Select(_ => new RawConnection(program.Endpoint)).ToList();
        second.ForEach(connection => connection.SendWhatGoes(Health));
        second.ForEach(connection => connection.Dispose());
        var health = AnswerOf(program.Endpoint);
        var result = await program.StopAsync();

        Assert.Matches("^At most [1-9][0-9]* connections at once: the process may open few files \\(ulimit -n\\).$", limit);
        Assert.Equal((200, 0, ""), (health?.Status, result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task With_too_few_files_to_open_the_start_is_refused()
    {
        var result = await ProgramUnderTest.RunScriptAsync($"ulimit -n {ProgramUnderTest.TooFewFiles}; {ProgramUnderTest.Command} --urls {ProgramUnderTest.FreePort}");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches(
            "^Cannot listen on http://127.0.0.1:0: The process may open [0-9]+ more files, and the service needs more than 112: raise the limit, such as by ulimit -n 1024.\n$",
            result.Errors);
    }

    [Fact]
    public async Task A_connection_over_the_limit_is_closed_and_one_that_ends_makes_room()
    {
        StoreUnderTest.RequireAlone();
        await using var emulator = EmulatorUnderTest.Start(null, ("MaxConnections", "2"));
        using var first = new RawConnection(emulator.Endpoint);
        using var second = new RawConnection(emulator.Endpoint);
        first.Send(Health);
        second.Send(Health);
        Assert.Equal((200, 200), (first.Read().Status, second.Read().Status));

        using var third = new RawConnection(emulator.Endpoint);
        Assert.True(third.IsAtEnd());

        first.Dispose();
        Assert.Equal(200, AnswerOf(emulator.Endpoint)?.Status);
    }

    // Between two parts of the body another connection is answered, so that the body is slow without anybody's sleep.
    [Theory]
    [InlineData("Content-Length: 1000000\r\n\r\n", "a")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n")]
    public async Task A_call_whose_body_trickles_is_refused_before_it_is_whole(string head, string part)
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var slow = new RawConnection(emulator.Endpoint);
        slow.Send(Post + head);

        Trickle(slow, part, emulator.Endpoint);

        Assert.Equal((400, "InvalidParameter", Unreadable), Refusal(slow.Read()));
    }

    [Theory]
    [InlineData("PUT /_emulator/state", "Content-Length: 1000000\r\n\r\n", " ")]
    [InlineData("POST /_emulator/faults", "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")]
    public async Task A_document_that_trickles_is_refused_before_it_is_whole(string request, string head, string part)
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var slow = new RawConnection(emulator.Endpoint);
        slow.Send($"{request} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{head}");

        Trickle(slow, part, emulator.Endpoint);

        var answer = slow.Read();
        Assert.Equal(
            (400, "The body did not arrive within 5 seconds, or a large one not 1048576 bytes of it within each."),
            (answer.Status, (string?)answer.Json["detail"]));
    }

    // Until the service has answered it, or the body is whole.
    private static void Trickle(RawConnection slow, string part, Uri endpoint)
    {
        using var other = new PersistentClient(endpoint);
        for (var sent = 0; sent < 60_000 && !slow.HasAnswer; sent++)
        {
            slow.SendWhatGoes(part);
            other.Exchange(Health);
        }
    }

    private static (int Status, string? Code, string? Message) Refusal(Answer answer)
    {
        var (status, code, message) = Http.Refusal.Of(answer);
        return (status, code, message);
    }

    // The service learns a moment later that connections have ended.
    private static Answer? AnswerOf(Uri endpoint) =>
        Enumerable.Range(0, 10_000).Select(_ => TryExchange(endpoint)).FirstOrDefault(answer => answer is not null);

    private static Answer? TryExchange(Uri endpoint)
    {
        try
        {
            return RawConnection.Exchange(endpoint, Health);
        }
        catch (Exception refused) when (refused is EndOfStreamException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }
}
