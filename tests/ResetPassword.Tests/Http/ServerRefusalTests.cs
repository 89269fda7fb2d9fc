namespace ResetPassword.Tests.Http;

/// <summary>What the web server refuses before the emulator sees it: an empty answer with a status. docs/limits.md lists the same.</summary>
public sealed class ServerRefusalTests
{
    [Theory]
    [InlineData("GARBAGE\r\n\r\n", 400)]
    [InlineData("GET\r\n\r\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET relative HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /\u00FF HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /?x=\u00FF HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400)]
    [InlineData("GET http://other/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nbad name: x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nx: a\0b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nx: \u00FF\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.2\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", 505)]
    public async Task A_broken_head_is_answered_empty(string request, int status)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, request);

        Assert.Equal((status, "", ""), (answer.Status, answer.ContentType, answer.Text));
    }

    [Fact]
    public async Task A_request_line_over_the_servers_limit_is_answered_empty()
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var connection = new RawConnection(emulator.Endpoint);
        connection.SendWhatGoes($"GET /?{new string('a', 131_072)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        var answer = connection.Read();

        Assert.Equal((414, "", ""), (answer.Status, answer.ContentType, answer.Text));
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(1, 131_072)]
    public async Task A_list_of_headers_over_the_servers_limit_is_answered_empty(int count, int length)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var headers = string.Concat(Enumerable.Range(0, count).Select(n => $"x-{n}: {new string('a', length)}\r\n"));
        using var connection = new RawConnection(emulator.Endpoint);
        connection.SendWhatGoes($"GET / HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");

        var answer = connection.Read();

        Assert.Equal((431, "", ""), (answer.Status, answer.ContentType, answer.Text));
    }

    [Theory]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n")]
    [InlineData("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /../.. HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nx-empty:\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n")]
    public async Task What_is_merely_odd_is_the_emulators_to_answer(string request)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, request);

        Assert.Equal(new(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."), Refusal.Of(answer));
    }
}
