using ResetPassword.Gateway;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Http;

/// <summary>Every row of the gateway's own that a caller can cause, in both formats: a right call with one thing changed.</summary>
public sealed class GatewayRefusalTests
{
    private const string Expired = "Specified time stamp or date value is expired.";
    private const string Malformed = "Specified time stamp or date value is not well formatted.";
    private const string NoAction = "Specified api is not found, please check your url and method.";
    private const string NoKey = "Specified access key is not found.";
    private const string NoType = "This signature type is not supported.";
    private const string NoMethod = "Specified signature method is not valid.";
    private const string NoVersion = "Specified parameter Version is not valid.";
    private const string BadToken = "Specified SecurityToken is malformed.";

    [Theory]
    [InlineData("Version", null, 400, "MissingVersion", "Version is mandatory for this action.")]
    [InlineData("Version", "", 400, "MissingVersion", "Version is mandatory for this action.")]
    [InlineData("Version", "2000-01-01", 400, "InvalidVersion", NoVersion)]
    [InlineData("Action", null, 404, "InvalidAction.NotFound", NoAction)]
    [InlineData("Action", "", 404, "InvalidAction.NotFound", NoAction)]
    [InlineData("Action", "ResetPassword", 404, "InvalidAction.NotFound", NoAction)]
    [InlineData("Action", "DescribeBackups", 404, "InvalidAction.NotFound", NoAction)]
    [InlineData("AccessKeyId", null, 400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action.")]
    [InlineData("AccessKeyId", "", 400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action.")]
    [InlineData("AccessKeyId", "nobody", 404, "InvalidAccessKeyId.NotFound", NoKey)]
    [InlineData("AccessKeyId", "TESTID", 404, "InvalidAccessKeyId.NotFound", NoKey)]
    [InlineData("AccessKeyId", "test-", 404, "InvalidAccessKeyId.NotFound", NoKey)]
    [InlineData("AccessKeyId", "test-a/b", 404, "InvalidAccessKeyId.NotFound", NoKey)]
    [InlineData("AccessKeyId", "STS.abc", 400, "MissingSecurityToken", "SecurityToken is mandatory for this action.")]
    [InlineData("SecurityToken", "abc", 400, "InvalidSecurityToken.Malformed", BadToken)]
    [InlineData("Timestamp", null, 400, "MissingTimestamp", "Timestamp is mandatory for this action.")]
    [InlineData("Timestamp", "", 400, "MissingTimestamp", "Timestamp is mandatory for this action.")]
    [InlineData("Timestamp", "yesterday", 400, "InvalidTimeStamp.Format", Malformed)]
    [InlineData("Timestamp", "2015-08-18T03:15:45Z", 400, "InvalidTimeStamp.Expired", Expired)]
    [InlineData("SignatureNonce", null, 400, "MissingSignatureNonce", "SignatureNonce is mandatory for this action.")]
    [InlineData("SignatureNonce", "", 400, "MissingSignatureNonce", "SignatureNonce is mandatory for this action.")]
    [InlineData("SignatureMethod", null, 400, "MissingSignatureMethod", "SignatureMethod is mandatory for this action.")]
    [InlineData("SignatureMethod", "HMAC-MD5", 400, "InvalidSignatureMethod", NoMethod)]
    [InlineData("SignatureMethod", "hmac-sha1", 400, "InvalidSignatureMethod", NoMethod)]
    [InlineData("SignatureVersion", null, 400, "MissingSignatureVersion", "SignatureVersion is mandatory for this action.")]
    [InlineData("SignatureVersion", "2.0", 400, "InvalidSignatureVersion", "Specified parameter SignatureVersion is not valid.")]
    [InlineData("SignatureType", "PRIVATEKEY", 400, "UnsupportedSignatureType", NoType)]
    [InlineData("SignatureType", "BEARERTOKEN", 400, "UnsupportedSignatureType", NoType)]
    [InlineData("BearerToken", "abc", 400, "UnsupportedSignatureType", NoType)]
    [InlineData("Signature", null, 400, "MissingSignature", "Signature is mandatory for this action.")]
    [InlineData("Signature", "", 400, "MissingSignature", "Signature is mandatory for this action.")]
    public async Task A_V1_call_with_this_parameter_is_refused(string parameter, string? value, int status, string code, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var json = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).With(parameter, value).ToText());
        var xml = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint, AnswerFormat.Xml).With(parameter, value).ToText());

        await AssertRefusedAsync(emulator, new(status, code, message), json, xml);
    }

    [Theory]
    [InlineData("x-acs-version", null, 400, "MissingVersion", "Version is mandatory for this action.")]
    [InlineData("x-acs-version", "2000-01-01", 400, "InvalidVersion", NoVersion)]
    [InlineData("x-acs-action", null, 404, "InvalidAction.NotFound", NoAction)]
    [InlineData("x-acs-action", "ResetPassword", 404, "InvalidAction.NotFound", NoAction)]
    [InlineData("x-acs-date", null, 400, "MissingTimestamp", "Timestamp is mandatory for this action.")]
    [InlineData("x-acs-date", "Sun, 22 Nov 2026 10:00:00 GMT", 400, "InvalidTimeStamp.Format", Malformed)]
    [InlineData("x-acs-date", "2015-08-18T03:15:45Z", 400, "InvalidTimeStamp.Expired", Expired)]
    [InlineData("x-acs-content-sha256", null, 400, "Missingx-acs-content-sha256", "x-acs-content-sha256 is mandatory for this action.")]
    [InlineData("x-acs-security-token", "abc", 400, "InvalidSecurityToken.Malformed", BadToken)]
    [InlineData("Authorization", "ACS3-HMAC-SHA256", 400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action.")]
    [InlineData("Authorization", "ACS3-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=s", 400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action.")]
    [InlineData("Authorization", "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host", 400, "MissingSignature", "Signature is mandatory for this action.")]
    [InlineData("Authorization", "ACS3-HMAC-SHA256 Credential=testid,Signature=s", 400, "MissingSignedHeaders", "SignedHeaders is mandatory for this action.")]
    [InlineData("Authorization", "ACS3-HMAC-SHA256 Credential=nobody,SignedHeaders=host,Signature=s", 404, "InvalidAccessKeyId.NotFound", NoKey)]
    [InlineData("Authorization", "ACS3-HMAC-SHA256 Credential=STS.abc,SignedHeaders=host,Signature=s", 400, "MissingSecurityToken", "SecurityToken is mandatory for this action.")]
    [InlineData("Authorization", "ACS3-HMAC-SM3 Credential=testid,SignedHeaders=host,Signature=s", 400, "UnsupportedSignatureType", NoType)]
    [InlineData("Authorization", "ACS3-RSA-SHA256 Credential=testid,SignedHeaders=host,Signature=s", 400, "UnsupportedSignatureType", NoType)]
    [InlineData("Authorization", "ACS4-HMAC-SHA256 Credential=testid,SignedHeaders=host,Signature=s", 400, "UnsupportedSignatureType", NoType)]
    public async Task A_V3_call_with_this_header_is_refused(string header, string? value, int status, string code, string message)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var json = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint).WithHeader(header, value).ToText());
        var xml = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint, AnswerFormat.Xml).WithHeader(header, value).ToText());

        await AssertRefusedAsync(emulator, new(status, code, message), json, xml);
    }

    [Theory]
    [InlineData("host", "x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version")]
    [InlineData("host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce", "x-acs-version")]
    [InlineData("X-ACS-VERSION;x-acs-signature-nonce;x-acs-date;x-acs-action;host", "x-acs-content-sha256")]
    public async Task A_V3_call_that_signs_headers_and_does_not_list_them_is_refused(string list, string missing)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.V3(emulator.Endpoint);
        var authorization = call.Header("Authorization");
        var signature = authorization[(authorization.IndexOf("Signature=", StringComparison.Ordinal) + "Signature=".Length)..];

        var answer = RawConnection.Exchange(
            emulator.Endpoint, call.WithHeader("Authorization", $"ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={list},Signature={signature}").ToText());

        Assert.Equal((400, "SignatureDoesNotMatch"), (answer.Status, answer.Error.Code));
        Assert.StartsWith("Specified signature does not match our calculation. server StringToSign is [ACS3-HMAC-SHA256\n", answer.Error.Message,
            StringComparison.Ordinal);
        Assert.Equal($"SignedHeaders leaves out {missing}; every x-acs-* header is signed", answer.Headers["x-emulator-signature-diagnosis"]);
        Assert.Equal(1, await SomeCall.PasswordVersionAsync(emulator));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("MADEUP")]
    [InlineData("get")]
    public async Task A_method_other_than_GET_and_POST_is_refused(string method)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var json = RawConnection.Exchange(emulator.Endpoint, (SomeCall.V1(emulator.Endpoint) with { Method = method }).ToText());
        var xml = RawConnection.Exchange(emulator.Endpoint, (SomeCall.V1(emulator.Endpoint, AnswerFormat.Xml) with { Method = method }).ToText());

        await AssertRefusedAsync(emulator, new(400, "UnsupportedHTTPMethod", "This http method is not supported."), json, xml);
    }

    [Fact]
    public async Task A_HEAD_is_refused_without_a_body()
    {
        await using var emulator = EmulatorUnderTest.Start();
        using var connection = new RawConnection(emulator.Endpoint);
        connection.Send((SomeCall.V1(emulator.Endpoint) with { Method = "HEAD" }).ToText());

        var answer = connection.Read(hasBody: false);

        Assert.Equal((400, "application/json;charset=utf-8", 1), (answer.Status, answer.ContentType, await SomeCall.PasswordVersionAsync(emulator)));
    }

    [Theory]
    [InlineData("/rds")]
    [InlineData("/index.html")]
    [InlineData("//")]
    [InlineData("/%2F")]
    [InlineData("/%20")]
    public async Task An_unknown_path_is_an_unknown_action(string path)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var (json, xml) = (SomeCall.V1(emulator.Endpoint), SomeCall.V1(emulator.Endpoint, AnswerFormat.Xml));

        var jsonAnswer = RawConnection.Exchange(emulator.Endpoint, (json with { Target = path + json.Target[1..] }).ToText());
        var xmlAnswer = RawConnection.Exchange(emulator.Endpoint, (xml with { Target = path + xml.Target[1..] }).ToText());

        await AssertRefusedAsync(emulator, new(404, "InvalidAction.NotFound", NoAction), jsonAnswer, xmlAnswer);
    }

    [Fact]
    public async Task A_host_of_the_vendors_that_is_none_of_ours_is_an_unknown_product()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var json = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).WithHeader("Host", "oss.aliyuncs.com").ToText());
        var xml = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint, AnswerFormat.Xml).WithHeader("Host", "oss.aliyuncs.com").ToText());

        await AssertRefusedAsync(emulator, new(404, "InvalidProduct.NotFound", "Cannot find product according to your specified domain."), json, xml);
    }

    [Fact]
    public async Task An_unknown_Format_is_refused_in_XML()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).With("Format", "YAML").ToText());

        Assert.Equal(new(400, "InvalidParameter.Format", "Specified parameter format is not valid."), Refusal.Of(answer));
        Assert.Equal("text/xml;charset=utf-8", answer.ContentType);
    }

    [Fact]
    public async Task An_Accept_that_allows_neither_is_refused_in_JSON()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint).WithHeader("Accept", "text/html").ToText());

        Assert.Equal(new(400, "InvalidParameter.Accept", "Specified parameter accept is not valid."), Refusal.Of(answer));
        Assert.Equal("application/json;charset=utf-8", answer.ContentType);
    }

    [Theory]
    [InlineData(SignatureGeneration.V1)]
    [InlineData(SignatureGeneration.V3)]
    internal async Task A_missing_parameter_of_the_action_is_named(SignatureGeneration generation)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.To(emulator.Endpoint, generation) with { Parameters = [new("DBInstanceId", "rm-running"), new("AccountName", "test1")] };

        var json = RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(call).ToText());
        var xml = RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(call with { Format = AnswerFormat.Xml, Nonce = "another" }).ToText());

        await AssertRefusedAsync(emulator, new(400, "MissingAccountPassword", "AccountPassword is mandatory for this action."), json, xml);
    }

    [Fact]
    public async Task A_V3_request_without_Authorization_is_read_by_the_rules_of_V1()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var anonymous = SomeCall.V3(emulator.Endpoint).WithHeader("Authorization", null);

        var xml = RawConnection.Exchange(emulator.Endpoint, anonymous.ToText());
        var json = RawConnection.Exchange(emulator.Endpoint, (anonymous with { Target = "/?Format=json" }).ToText());

        await AssertRefusedAsync(emulator, new(400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action."), json, xml);
    }

    [Fact]
    public async Task A_bearer_token_in_a_header_is_refused()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var bearer = SomeCall.V3(emulator.Endpoint).WithHeader("Authorization", null).WithHeader("x-acs-bearer-token", "abc");

        var answer = RawConnection.Exchange(emulator.Endpoint, (bearer with { Target = "/?SignatureType=BEARERTOKEN&Format=json" }).ToText());

        Assert.Equal(new(400, "UnsupportedSignatureType", NoType), Refusal.Of(answer));
    }

    [Theory]
    [InlineData("DescribeBackups", "true")]
    [InlineData("CreateAcount", null)]
    public async Task An_action_that_only_the_vendor_has_is_marked(string action, string? mark)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).With("Action", action).ToText());

        Assert.Equal(new(404, "InvalidAction.NotFound", NoAction), Refusal.Of(answer));
        Assert.Equal(mark, answer.Headers.GetValueOrDefault("x-emulator-not-emulated"));
    }

    private static async Task AssertRefusedAsync(EmulatorUnderTest emulator, Refusal expected, Answer json, Answer xml)
    {
        Assert.Equal((expected, "application/json;charset=utf-8"), (Refusal.Of(json), json.ContentType));
        Assert.Equal((expected, "text/xml;charset=utf-8"), (Refusal.Of(xml), xml.ContentType));
        Assert.Equal(1, await SomeCall.PasswordVersionAsync(emulator));
    }
}
