using ResetPassword.Gateway.Authentication;
using ResetPassword.Http;
using ResetPassword.Ram;

namespace ResetPassword.Tests.Http;

/// <summary>What no SDK sends: each gets an answer that can be parsed and says what is wrong, and changes nothing.</summary>
public sealed class BadInputTests
{
    private const string Encoding = "has a broken percent-encoding: % must be followed by two hexadecimal digits, and the bytes must be UTF-8.";
    private const string NoForm = "The body's Content-Type must be application/x-www-form-urlencoded, in UTF-8.";
    private const string Unreadable = "The body could not be read to its end: it is shorter than its Content-Length, or its chunks are broken.";

    private const string HeadOfPost = "POST /?Format=JSON HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

    [Theory]
    [InlineData("&AccountName=other", "The parameter AccountName is given twice with different values.")]
    [InlineData("&AccountName=", "The parameter AccountName is given twice with different values.")]
    [InlineData("&Signature=other", "The parameter Signature is given twice with different values.")]
    [InlineData("&Format=XML", "The parameter Format is given twice with different values.")]
    [InlineData("&x=%", "The query string " + Encoding)]
    [InlineData("&x=%4", "The query string " + Encoding)]
    [InlineData("&x=%zz", "The query string " + Encoding)]
    [InlineData("&%=x", "The query string " + Encoding)]
    [InlineData("&x=%FF%FE", "The query string " + Encoding)]
    [InlineData("&x=%C0%80", "The query string " + Encoding)]
    [InlineData("&x=%ED%A0%80", "The query string " + Encoding)]
    public async Task A_query_that_cannot_be_read_is_refused(string behind, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V1(emulator.Endpoint);

        var answer = RawConnection.Exchange(emulator.Endpoint, (request with { Target = request.Target + behind }).ToText());

        await AssertRefusedAsync(emulator, new(400, "InvalidParameter", message), answer);
    }

    [Theory]
    [InlineData("&AccountName=other", "The parameter AccountName is given twice with different values.")]
    [InlineData("&x=%zz", "The form body " + Encoding)]
    [InlineData("&x=\u00FF", "The form body " + Encoding)]
    [InlineData("&x=%FF", "The form body " + Encoding)]
    public async Task A_form_that_cannot_be_read_is_refused(string behind, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V3(emulator.Endpoint);

        var answer = RawConnection.Exchange(emulator.Endpoint, (request with { Body = request.Body + behind }).ToText());

        await AssertRefusedAsync(emulator, new(400, "InvalidParameter", message), answer);
    }

    [Fact]
    public async Task A_name_in_both_places_with_different_values_is_refused()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, (SomeCall.V3(emulator.Endpoint) with { Target = "/?AccountName=other" }).ToText());

        await AssertRefusedAsync(emulator, new(400, "InvalidParameter", "The parameter AccountName is given twice with different values."), answer);
    }

    [Fact]
    public async Task A_name_in_both_places_with_one_value_counts_once()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V1(emulator.Endpoint) with { Method = "POST" };

        var answer = RawConnection.Exchange(emulator.Endpoint, Signed(request with { Target = request.Target + "&AccountName=test1" }).ToText());

        Assert.Equal((200, 2), (answer.Status, await SomeCall.PasswordVersionAsync(emulator)));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded; charset=gbk")]
    [InlineData("application/x-www-form-urlencodedx")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_body_that_is_not_a_form_is_refused(string? contentType)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint).WithHeader("Content-Type", contentType).ToText());

        await AssertRefusedAsync(emulator, new(400, "InvalidParameter", NoForm), answer);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded; charset=\"utf-8\"")]
    [InlineData("Application/X-WWW-Form-UrlEncoded")]
    public async Task A_form_by_another_spelling_is_read(string contentType)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint).WithHeader("Content-Type", contentType).ToText());

        Assert.Equal((200, 2), (answer.Status, await SomeCall.PasswordVersionAsync(emulator)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused(bool isChunked)
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var connection = new RawConnection(emulator.Endpoint);
        var request = SomeCall.V3(emulator.Endpoint) with { Body = new string('a', RequestLimits.MaxBodyBytes + 1), IsChunked = isChunked };
        connection.SendWhatGoes(request.ToText());

        var answer = connection.Read();

        await AssertRefusedAsync(emulator, new(413, "InvalidParameter", "The body is larger than 1048576 bytes."), answer);
        Assert.Equal("close", answer.Headers["Connection"]);
    }

    [Fact]
    public async Task A_body_of_the_limit_is_read()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V3(emulator.Endpoint);

        var answer = RawConnection.Exchange(emulator.Endpoint, (request with { Body = "x=" + new string('a', RequestLimits.MaxBodyBytes - 2) }).ToText());

        Assert.Equal((400, "SignatureDoesNotMatch"), (answer.Status, Refusal.Of(answer).Code));
        Assert.Equal("no encoding mistake recognised; check the secret", answer.Headers["x-emulator-signature-diagnosis"]);
    }

    [Fact]
    public async Task A_query_over_the_limit_is_refused()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V3(emulator.Endpoint) with { Target = "/?x=" + new string('a', RequestLimits.MaxQueryLength) };

        var answer = RawConnection.Exchange(emulator.Endpoint, request.ToText());

        await AssertRefusedAsync(emulator, new(414, "InvalidParameter", "The query string is longer than 65536 characters."), answer);
    }

    [Theory]
    [InlineData(RequestLimits.MaxHeaders, 1)]
    [InlineData(1, RequestLimits.MaxHeaderLength)]
    public async Task A_list_of_headers_over_the_limit_is_refused(int count, int length)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V1(emulator.Endpoint);
        var more = Enumerable.Range(0, count).Select(n => KeyValuePair.Create($"x-{n}", new string('a', length)));

        var answer = RawConnection.Exchange(emulator.Endpoint, (request with { Headers = [.. request.Headers, .. more] }).ToText());

        await AssertRefusedAsync(emulator, new(431, "InvalidParameter", "The request has more than 100 headers or 65536 characters of them."), answer);
    }

    [Fact]
    public async Task More_parameters_than_any_call_has_are_refused()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V3(emulator.Endpoint) with { Body = string.Join('&', Enumerable.Range(0, 1001).Select(n => $"p{n}=v")) };

        var answer = RawConnection.Exchange(emulator.Endpoint, request.ToText());

        await AssertRefusedAsync(emulator, new(400, "InvalidParameter", "The request has more than 1000 parameters."), answer);
    }

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("5\r\nabcdefgh\r\n")]
    [InlineData("ffffffffffffffff\r\n")]
    [InlineData("-1\r\n")]
    public async Task Broken_chunks_are_refused(string chunks)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, HeadOfPost + $"Transfer-Encoding: chunked\r\n\r\n{chunks}");

        await AssertRefusedAsync(emulator, new(400, "InvalidParameter", Unreadable), answer);
    }

    // The web server waits five seconds for a body that does not come.
    [Theory]
    [InlineData("Content-Length: 10\r\n\r\n")]
    [InlineData("Content-Length: 10\r\n\r\nabc")]
    public async Task A_body_that_is_shorter_than_its_length_is_refused(string lengthAndBody)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, HeadOfPost + lengthAndBody);

        await AssertRefusedAsync(emulator, new(400, "InvalidParameter", Unreadable), answer);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-11-22 10:00:00")]
    [InlineData("1795341600")]
    public async Task A_timestamp_in_the_wrong_format_is_refused(string timestamp)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).With("Timestamp", timestamp).ToText());

        await AssertRefusedAsync(emulator, new(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."), answer);
    }

    [Fact]
    public async Task A_SignedHeaders_list_as_long_as_a_header_can_be_is_refused_like_any_other()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var names = string.Join(';', Enumerable.Range(0, 10_000).Select(n => $"h{n}"));

        var answer = RawConnection.Exchange(
            emulator.Endpoint,
            SomeCall.V3(emulator.Endpoint).WithHeader("Authorization", $"ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature=s").ToText());

        Assert.Equal((400, "SignatureDoesNotMatch"), (answer.Status, Refusal.Of(answer).Code));
    }

    [Fact]
    public async Task A_client_that_breaks_off_in_the_middle_of_a_body_is_no_error_of_the_emulators()
    {
        var log = new ErrorLog();
        await using var emulator = EmulatorUnderTest.Start(log);
        using var gone = new RawConnection(emulator.Endpoint);
        gone.Send(HeadOfPost + "Content-Length: 100\r\n\r\nAction=");
        gone.Reset();

        // Another call's answer comes after the first one's end has been noticed.
        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint).ToText());
        await emulator.DisposeAsync();

        Assert.Equal(200, answer.Status);
        // The web server logs an answer that it could not deliver as its own error; a bug of ours is logged as one.
        Assert.DoesNotContain("this is a bug in the emulator", string.Join('\n', log.Entries), StringComparison.Ordinal);
    }

    private static RawRequest Signed(RawRequest request)
    {
        var key = new AccessKey("testid", new("testsecret"), ownerId: "", region: "");
        return request.With("Signature", SignatureV1.Sign(key.V1Key, SignatureV1.HmacSha1, request.Method, request.ToRpcRequest().Parameters));
    }

    private static async Task AssertRefusedAsync(EmulatorUnderTest emulator, Refusal expected, Answer answer)
    {
        Assert.Equal((expected, "application/json;charset=utf-8"), (Refusal.Of(answer), answer.ContentType));
        Assert.Equal(1, await SomeCall.PasswordVersionAsync(emulator));
    }
}
