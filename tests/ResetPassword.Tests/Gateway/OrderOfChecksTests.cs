using ResetPassword.Gateway;
using ResetPassword.Operations;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.Gateway;

/// <summary>A request with two faults is refused for the one that the gateway looks at first.</summary>
public sealed class OrderOfChecksTests
{
    // In the order of the checks. No two change the same parameter in ways that exclude each other, but for those of one group.
    private static readonly (string Name, string Group, Func<RawRequest, RawRequest> Spoil, string Code)[] Faults =
    [
        ("unreadable", "", r => r with { Target = r.Target + "&x=%zz" }, "InvalidParameter"),
        ("host", "", r => r.WithHeader("Host", "oss.aliyuncs.com"), "InvalidProduct.NotFound"),
        ("version missing", "version", r => r.With("Version", null), "MissingVersion"),
        ("version", "version", r => r.With("Version", "1999-01-01"), "InvalidVersion"),
        ("action", "", r => r.With("Action", "Nope"), "InvalidAction.NotFound"),
        ("method", "", r => r with { Method = "PUT" }, "UnsupportedHTTPMethod"),
        ("format", "", r => r.With("Format", "YAML"), "InvalidParameter.Format"),
        ("type", "", r => r.With("SignatureType", "PRIVATEKEY"), "UnsupportedSignatureType"),
        ("key missing", "key", r => r.With("AccessKeyId", null), "MissingAccessKeyId"),
        ("timestamp missing", "timestamp", r => r.With("Timestamp", null), "MissingTimestamp"),
        ("nonce missing", "", r => r.With("SignatureNonce", null), "MissingSignatureNonce"),
        ("signature missing", "signature", r => r.With("Signature", null), "MissingSignature"),
        ("signature method", "", r => r.With("SignatureMethod", "HMAC-MD5"), "InvalidSignatureMethod"),
        ("signature version", "", r => r.With("SignatureVersion", "2.0"), "InvalidSignatureVersion"),
        ("timestamp", "timestamp", r => r.With("Timestamp", "yesterday"), "InvalidTimeStamp.Format"),
        ("timestamp expired", "timestamp", r => r.With("Timestamp", "2015-08-18T03:15:45Z"), "InvalidTimeStamp.Expired"),
        ("key", "key", r => r.With("AccessKeyId", "nobody"), "InvalidAccessKeyId.NotFound"),
        ("signature", "signature", r => r.With("Signature", "wrong"), "SignatureDoesNotMatch"),
    ];

    public static TheoryData<string, string, string> Pairs =>
    [
        .. Faults.SelectMany((first, index) => Faults.Skip(index + 1)
            .Where(second => first.Group == "" || first.Group != second.Group)
            .Select(second => (first.Name, second.Name, first.Code))),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Of_two_faults_the_earlier_one_answers(string first, string second, string code)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, Spoil(Spoil(SomeCall.V1(emulator.Endpoint), second), first).ToText());

        Assert.Equal(code, Refusal.Of(answer).Code);
    }

    [Fact]
    public async Task A_call_without_Action_and_Version_lacks_its_action()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).With("Action", null).With("Version", null).ToText());

        Assert.Equal(new(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."), Refusal.Of(answer));
    }

    [Theory]
    [InlineData(SignatureGeneration.V1)]
    [InlineData(SignatureGeneration.V3)]
    internal async Task The_signature_comes_before_the_nonce(SignatureGeneration generation)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.To(emulator.Endpoint, generation);
        var first = RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(call).ToText());

        var wrong = RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(call with { AccessKeySecret = new("guessed") }).ToText());

        Assert.Equal((200, 400, "SignatureDoesNotMatch"), (first.Status, wrong.Status, Refusal.Of(wrong).Code));
    }

    [Theory]
    [InlineData(SignatureGeneration.V1)]
    [InlineData(SignatureGeneration.V3)]
    internal async Task The_nonce_comes_before_the_parameters_of_the_action(SignatureGeneration generation)
    {
        await using var emulator = EmulatorUnderTest.Start();
        var request = RawRequest.Of(SomeCall.To(emulator.Endpoint, generation) with { Parameters = [] }).ToText();
        var first = RawConnection.Exchange(emulator.Endpoint, request);

        var replay = RawConnection.Exchange(emulator.Endpoint, request);

        Assert.Equal(new(400, "MissingDBInstanceId", "DBInstanceId is mandatory for this action."), Refusal.Of(first));
        Assert.Equal(new(400, "SignatureNonceUsed", "Specified signature nonce was used already."), Refusal.Of(replay));
    }

    [Fact]
    public async Task More_nonces_than_are_remembered_are_throttled()
    {
        StoreUnderTest.RequireAlone();
        await using var emulator = EmulatorUnderTest.Start(null, ("MaxNonces", "1"));
        var first = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint).ToText());

        var json = RawConnection.Exchange(emulator.Endpoint, SomeCall.V3(emulator.Endpoint).ToText());
        var xml = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint, AnswerFormat.Xml).ToText());

        var expected = new Refusal(400, "Throttling", "Request was denied due to flow control.");
        Assert.Equal((200, expected, expected), (first.Status, Refusal.Of(json), Refusal.Of(xml)));
        Assert.Equal(2, await SomeCall.PasswordVersionAsync(emulator));
    }

    [Fact]
    public async Task One_tenant_too_many_is_refused()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("MaxTenants", "1"));

        var answer = RawConnection.Exchange(emulator.Endpoint,
            RawRequest.Of(SomeCall.To(emulator.Endpoint, SignatureGeneration.V3) with { AccessKeyId = "test-a" }).ToText());

        Assert.Equal(new(403, GatewayErrors.TenantLimit.Code, GatewayErrors.TenantLimit.Message), Refusal.Of(answer));
    }

    [Fact]
    public async Task A_disabled_key_is_refused_before_its_signature_is_looked_at()
    {
        var seed = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            seed,
            """{"accessKeys":[{"accessKeyId":"off","accessKeySecret":"secret","ownerId":"1000000000000001","status":"Inactive"}],"instances":[]}""",
            TestContext.Current.CancellationToken);
        await using var emulator = EmulatorUnderTest.Start(null, ("Seed", seed));
        File.Delete(seed);

        var json = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint).With("AccessKeyId", "off").ToText());
        var xml = RawConnection.Exchange(emulator.Endpoint, SomeCall.V1(emulator.Endpoint, AnswerFormat.Xml).With("AccessKeyId", "off").ToText());

        var expected = new Refusal(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
        Assert.Equal((expected, expected), (Refusal.Of(json), Refusal.Of(xml)));
    }

    private static RawRequest Spoil(RawRequest request, string fault) => Faults.Single(f => f.Name == fault).Spoil(request);
}
