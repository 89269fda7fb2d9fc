using Microsoft.Extensions.Time.Testing;
using ResetPassword.CommandLine;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;
using ResetPassword.Tests.Store;

namespace ResetPassword.Tests.Gateway.Authentication;

public sealed class AuthenticatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(SignatureVector.OfTestId), MemberType = typeof(SignatureVector))]
    public void A_known_request_is_its_signers(string name)
    {
        var vector = SignatureVector.Named(name);

        var (caller, error) = Authenticate(NewAuthenticator(new(vector.Now)), vector.Request);

        Assert.Equal((null, "testid", "1000000000000001"), (error, caller?.AccessKeyId, caller?.OwnerId));
    }

    [Theory]
    [MemberData(nameof(SignatureVector.OfTestId), MemberType = typeof(SignatureVector))]
    public void A_known_request_is_refused_a_second_time(string name)
    {
        var vector = SignatureVector.Named(name);
        var authenticator = NewAuthenticator(new(vector.Now));
        Authenticate(authenticator, vector.Request);

        var (caller, error) = Authenticate(authenticator, vector.Request);

        Assert.Equal((GatewayErrors.NonceUsed, null), (error, caller));
    }

    [Theory]
    [InlineData(SignatureGeneration.V1, -900, null)]
    [InlineData(SignatureGeneration.V1, 900, null)]
    [InlineData(SignatureGeneration.V1, -901, "InvalidTimeStamp.Expired")]
    [InlineData(SignatureGeneration.V1, 901, "InvalidTimeStamp.Expired")]
    [InlineData(SignatureGeneration.V3, -900, null)]
    [InlineData(SignatureGeneration.V3, 900, null)]
    [InlineData(SignatureGeneration.V3, -901, "InvalidTimeStamp.Expired")]
    [InlineData(SignatureGeneration.V3, 901, "InvalidTimeStamp.Expired")]
    internal void A_timestamp_is_good_for_15_minutes_either_way(SignatureGeneration generation, int seconds, string? code)
    {
        var request = RawRequest.Of(SomeCall(generation) with { Timestamp = Now.AddSeconds(seconds) });

        var (_, error) = Authenticate(NewAuthenticator(new(Now)), request);

        Assert.Equal(code, error?.Code);
    }

    [Theory]
    [InlineData("2026-11-22T10:00:00Z", null)]
    [InlineData("2026-11-22T10:00:00.5Z", null)]
    [InlineData("2026-11-22T10:00:00.123Z", null)]
    [InlineData("2026-11-22T10:15:00.000Z", null)]
    [InlineData("2026-11-22T10:15:00.001Z", "InvalidTimeStamp.Expired")]
    [InlineData("2026-11-22T09:44:59.999Z", "InvalidTimeStamp.Expired")]
    [InlineData("0001-01-01T00:00:00Z", "InvalidTimeStamp.Expired")]
    [InlineData("9999-12-31T23:59:59Z", "InvalidTimeStamp.Expired")]
    [InlineData("2026-11-22T10:00:00.Z", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22T10:00:00", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22T10:00:00+00:00", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22T10:00:00z", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22t10:00:00Z", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22 10:00:00Z", "InvalidTimeStamp.Format")]
    [InlineData(" 2026-11-22T10:00:00Z", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22T10:00:00Z ", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22T10:00Z", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22", "InvalidTimeStamp.Format")]
    [InlineData("2026-02-30T10:00:00Z", "InvalidTimeStamp.Format")]
    [InlineData("2026-11-22T24:00:00Z", "InvalidTimeStamp.Format")]
    [InlineData("1795341600", "InvalidTimeStamp.Format")]
    [InlineData("Sun, 22 Nov 2026 10:00:00 GMT", "InvalidTimeStamp.Format")]
    [InlineData("２０２６-11-22T10:00:00Z", "InvalidTimeStamp.Format")]
    public void A_timestamp_is_UTC_with_seconds_and_perhaps_a_fraction(string timestamp, string? code)
    {
        var request = SignV1(SomeCall(SignatureGeneration.V1), timestamp);

        var (_, error) = Authenticate(NewAuthenticator(new(Now)), request);

        Assert.Equal(code, error?.Code);
    }

    [Theory]
    [InlineData(SignatureGeneration.V1)]
    [InlineData(SignatureGeneration.V3)]
    internal void A_wrongly_signed_call_does_not_use_up_its_nonce(SignatureGeneration generation)
    {
        var authenticator = NewAuthenticator(new(Now));
        var call = SomeCall(generation);
        var (_, wrong) = Authenticate(authenticator, RawRequest.Of(call with { AccessKeySecret = new("guessed") }));

        var (caller, error) = Authenticate(authenticator, RawRequest.Of(call));

        Assert.Equal(("SignatureDoesNotMatch", null, "testid"), (wrong?.Code, error, caller?.AccessKeyId));
    }

    [Fact]
    public void An_unsigned_call_does_not_use_up_its_nonce()
    {
        var authenticator = NewAuthenticator(new(Now));
        var call = RawRequest.Of(SomeCall(SignatureGeneration.V1));
        var (_, unsigned) = Authenticate(authenticator, call.With("Signature", null));

        var (caller, error) = Authenticate(authenticator, call);

        Assert.Equal((GatewayErrors.Missing("Signature"), null, "testid"), (unsigned, error, caller?.AccessKeyId));
    }

    [Fact]
    public void Two_keys_may_use_one_nonce()
    {
        var authenticator = NewAuthenticator(new(Now));
        var call = SomeCall(SignatureGeneration.V3);
        Authenticate(authenticator, RawRequest.Of(call));

        var (caller, error) = Authenticate(authenticator, RawRequest.Of(call with { AccessKeyId = "test-other" }));

        Assert.Equal((null, "test-other"), (error, caller?.AccessKeyId));
    }

    [Fact]
    public void A_nonce_is_one_for_both_generations()
    {
        var authenticator = NewAuthenticator(new(Now));
        Authenticate(authenticator, RawRequest.Of(SomeCall(SignatureGeneration.V3)));

        var (_, error) = Authenticate(authenticator, RawRequest.Of(SomeCall(SignatureGeneration.V1)));

        Assert.Equal(GatewayErrors.NonceUsed, error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    [InlineData(-900)]
    public void A_replay_is_refused_for_as_long_as_its_timestamp_is_good(int secondsAhead)
    {
        var clock = new FakeTimeProvider(Now);
        var authenticator = NewAuthenticator(clock);
        var request = RawRequest.Of(SomeCall(SignatureGeneration.V3) with { Timestamp = Now.AddSeconds(secondsAhead) });
        Authenticate(authenticator, request);
        clock.Advance(TimeSpan.FromSeconds(900 + secondsAhead));

        var (_, asLong) = Authenticate(authenticator, request);
        clock.Advance(TimeSpan.FromSeconds(1));
        var (_, later) = Authenticate(authenticator, request);

        Assert.Equal((GatewayErrors.NonceUsed, GatewayErrors.TimestampExpired), (asLong, later));
    }

    [Theory]
    [InlineData("\u00A0")]
    [InlineData("\u3000")]
    [InlineData("\u0085")]
    [InlineData("\v")]
    public void What_is_trimmed_before_signing_does_not_make_another_nonce(string blank)
    {
        var authenticator = NewAuthenticator(new(Now));
        var call = RawRequest.Of(SomeCall(SignatureGeneration.V3));
        Authenticate(authenticator, call);

        var (caller, error) = Authenticate(authenticator, call.WithHeader("x-acs-signature-nonce", "nonce" + blank));

        Assert.Equal((GatewayErrors.NonceUsed, null), (error, caller));
    }

    [Fact]
    public void Two_nonces_in_the_other_order_are_the_same_nonce()
    {
        var authenticator = NewAuthenticator(new(Now));
        var call = SignV3(RawRequest.Of(SomeCall(SignatureGeneration.V3)).AddHeader("x-acs-signature-nonce", "second"));
        var (_, first) = Authenticate(authenticator, call);

        var (caller, error) = Authenticate(authenticator, call with { Headers = [.. call.Headers.Reverse()] });

        Assert.Equal((null, GatewayErrors.NonceUsed, null), (first, error, caller));
    }

    private static SignedRequest SomeCall(SignatureGeneration generation) => new()
    {
        Endpoint = new("http://127.0.0.1:18080"),
        Version = "2014-08-15",
        Action = "ResetAccountPassword",
        Parameters = [new("DBInstanceId", "rm-running"), new("AccountName", "test1"), new("AccountPassword", "New_pass1")],
        Generation = generation,
        Method = generation == SignatureGeneration.V1 ? HttpMethod.Get : HttpMethod.Post,
        Timestamp = Now,
        Nonce = "nonce",
    };

    // With a timestamp that the signer would not write.
    private static RawRequest SignV1(SignedRequest call, string timestamp)
    {
        var request = RawRequest.Of(call).With("Timestamp", timestamp);
        var key = new AccessKey(call.AccessKeyId, call.AccessKeySecret, ownerId: "", region: "");
        return request.With("Signature", SignatureV1.Sign(key.V1Key, SignatureV1.HmacSha1, request.Method, request.ToRpcRequest().Parameters));
    }

    // With headers that the signer would not write.
    private static RawRequest SignV3(RawRequest request)
    {
        var read = request.ToRpcRequest();
        var authorization = V3Authorization.Read(request.Header("Authorization"));
        var key = new AccessKey("testid", new("testsecret"), ownerId: "", region: "");
        var signature = SignatureV3.Sign(key.V3Key, read, authorization.HeadersToSign(read.Headers, out _));
        return request.WithHeader("Authorization", request.Header("Authorization").Replace(authorization.Signature!, signature, StringComparison.Ordinal));
    }

    private static (Authenticator Authenticator, Tenants Tenants) NewAuthenticator(FakeTimeProvider clock)
    {
        var seed = SeedFile.Load(path: null, TextWriter.Null)!;
        var (keys, store) = (new KeyRing(seed), SomeStore.InMemory(seed, clock));
        return (new(keys, store, clock), new(keys, store));
    }

    private static (Caller? Caller, ApiError? Error) Authenticate((Authenticator Authenticator, Tenants Tenants) by, RawRequest request)
    {
        var read = request.ToRpcRequest();
        var signed = SignedCall.Of(read);
        var call = new Call(read, signed, route: default, requestId: "", started: 0);
        call.Finds(by.Tenants.FindAsync(signed.AccessKeyId ?? "").AtOnce());
        var authentication = by.Authenticator.AuthenticateAsync(call).AtOnce();
        return (authentication.Caller, authentication.Error);
    }
}
