using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Http;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Http;

public sealed class AnswerTests
{
    private static readonly string[] HeadersOfAnAnswer =
        ["Connection", "Content-Length", "Content-Type", "Date", "ETag", "Keep-Alive", "x-acs-request-id", "x-acs-trace-id"];

    [Theory]
    [InlineData(SignatureGeneration.V1)]
    [InlineData(SignatureGeneration.V3)]
    internal async Task A_success_in_JSON_has_the_gateways_bytes_and_headers(SignatureGeneration generation)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(SomeCall.To(emulator.Endpoint, generation)).ToText());

        Assert.Equal(200, answer.Status);
        Assert.Equal($$"""{"RequestId":"{{answer.Headers["x-acs-request-id"]}}"}""", answer.Text);
        AssertHeaders(answer, "application/json;charset=utf-8");
    }

    [Theory]
    [InlineData(SignatureGeneration.V1)]
    [InlineData(SignatureGeneration.V3)]
    internal async Task A_success_in_XML_has_the_gateways_bytes_and_headers(SignatureGeneration generation)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(SomeCall.To(emulator.Endpoint, generation, AnswerFormat.Xml)).ToText());

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            $"<?xml version='1.0' encoding='UTF-8'?><ResetAccountPasswordResponse><RequestId>{answer.Headers["x-acs-request-id"]}</RequestId></ResetAccountPasswordResponse>",
            answer.Text);
        AssertHeaders(answer, "text/xml;charset=utf-8");
    }

    [Fact]
    public async Task An_error_in_JSON_has_the_gateways_bytes_and_headers()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).With("AccessKeyId", "nobody")
            .WithHeader("Host", "RDS.aliyuncs.COM:8080").ToText());

        var requestId = answer.Headers["x-acs-request-id"];
        Assert.Equal(404, answer.Status);
        Assert.Equal(
            $$"""{"RequestId":"{{requestId}}","Message":"Specified access key is not found.","Recommend":"https://api.aliyun.com/troubleshoot?q=InvalidAccessKeyId.NotFound&product=Rds&requestId={{requestId}}","HostId":"rds.aliyuncs.com","Code":"InvalidAccessKeyId.NotFound"}""",
            answer.Text);
        AssertHeaders(answer, "application/json;charset=utf-8");
    }

    [Fact]
    public async Task An_error_in_XML_has_the_gateways_bytes_and_headers()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, "GET / HTTP/1.1\r\nHost: LOCALHOST:8080\r\n\r\n");

        var requestId = answer.Headers["x-acs-request-id"];
        Assert.Equal(404, answer.Status);
        Assert.Equal(
            $"<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>{requestId}</RequestId><HostId>localhost</HostId><Code>InvalidAction.NotFound</Code>" +
            "<Message>Specified api is not found, please check your url and method.</Message>" +
            $"<Recommend><![CDATA[https://api.aliyun.com/troubleshoot?q=InvalidAction.NotFound&product=&requestId={requestId}]]></Recommend></Error>",
            answer.Text);
        AssertHeaders(answer, "text/xml;charset=utf-8");
    }

    [Fact]
    public async Task The_connection_stays_open_and_every_answer_has_ids_of_its_own()
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var connection = new RawConnection(emulator.Endpoint);
        connection.Send(SomeCall.V3(emulator.Endpoint).ToText());
        var first = connection.Read();

        connection.Send(SomeCall.V1(emulator.Endpoint).ToText());
        var second = connection.Read();

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.NotEqual(first.Headers["x-acs-request-id"], second.Headers["x-acs-request-id"]);
        Assert.NotEqual(first.Headers["x-acs-trace-id"], second.Headers["x-acs-trace-id"]);
    }

    [Fact]
    public async Task A_client_that_asks_for_it_gets_the_connection_closed()
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var connection = new RawConnection(emulator.Endpoint);
        connection.Send(SomeCall.V3(emulator.Endpoint).AddHeader("Connection", "close").ToText());

        var answer = connection.Read();

        Assert.Equal((200, "close", false), (answer.Status, answer.Headers["Connection"], answer.Headers.ContainsKey("Keep-Alive")));
        Assert.True(connection.IsAtEnd());
    }

    [Fact]
    public async Task A_wrong_V1_signature_is_answered_with_the_string_to_sign_and_nothing_after_it()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = SomeCall.V1(emulator.Endpoint).With("Signature", "wrong");

        var answer = RawConnection.Exchange(emulator.Endpoint, request.ToText());

        var stringToSign = SignatureV1.StringToSign("GET", request.ToRpcRequest().Parameters);
        Assert.Equal(
            new(400, "SignatureDoesNotMatch", $"Specified signature is not matched with our calculation. server string to sign is:{stringToSign}"),
            Refusal.Of(answer));
        Assert.DoesNotContain(':', stringToSign);
    }

    [Fact]
    public async Task A_wrong_V3_signature_is_answered_with_the_string_to_sign_and_the_canonical_request_in_brackets()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var right = SomeCall.V3(emulator.Endpoint);
        var request = right.WithHeader("Authorization", right.Header("Authorization")[..^1] + "!");

        var answer = RawConnection.Exchange(emulator.Endpoint, request.ToText());

        var read = request.ToRpcRequest();
        var canonicalRequest = SignatureV3.CanonicalRequest(read, SignedCall.Of(read).Authorization!.HeadersToSign(read.Headers, out _));
        Assert.Equal(
            new(400, "SignatureDoesNotMatch",
                "Specified signature does not match our calculation. " +
                $"server StringToSign is [{SignatureV3.StringToSign(canonicalRequest)}], server CanonicalRequest is [{canonicalRequest}]"),
            Refusal.Of(answer));
    }

    [Fact]
    public void The_ETag_of_a_recorded_answer_is_the_recorded_one() =>
        Assert.Equal("5TMxmkRtXpXAdkf/r7rDdEA2", RpcAnswer.ETagOf("""{"RequestId":"7F75E7B4-4636-53B4-A8DE-5FC4A9E1F876"}"""u8.ToArray()));

    private static void AssertHeaders(Answer answer, string contentType)
    {
        Assert.Equal(HeadersOfAnAnswer, answer.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(contentType, answer.Headers["Content-Type"]);
        Assert.Equal("keep-alive", answer.Headers["Connection"]);
        Assert.Equal("timeout=25", answer.Headers["Keep-Alive"]);
        Assert.Matches("^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$", answer.Headers["x-acs-request-id"]);
        Assert.Matches("^[0-9a-f]{32}$", answer.Headers["x-acs-trace-id"]);
        Assert.True(DateTimeOffset.TryParseExact(answer.Headers["Date"], "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        var body = Encoding.UTF8.GetBytes(answer.Text);
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(length, answer.Headers["Content-Length"]);
#pragma warning disable CA5351 // The gateway's own checksum of an answer.
        Assert.Equal(length[0] + Convert.ToBase64String(MD5.HashData(body)).TrimEnd('=') + length[^1], answer.Headers["ETag"]);
#pragma warning restore CA5351
    }
}
