using Microsoft.Extensions.Time.Testing;
using ResetPassword.Tests.Gateway.Authentication;

namespace ResetPassword.Tests.Http;

/// <summary>The requests that real SDKs sent, byte for byte: the password is refused, the signature is not.</summary>
public sealed class VectorsOverHttpTests
{
    [Theory]
    [MemberData(nameof(SignatureVector.OfSdks), MemberType = typeof(SignatureVector))]
    public async Task The_password_is_refused_and_the_signature_is_not(string name)
    {
        var vector = SignatureVector.Named(name);
        await using var emulator = EmulatorUnderTest.Start(new FakeTimeProvider(vector.Now));

        var answer = RawConnection.Exchange(emulator.Endpoint, vector.Request.ToText());

        Assert.Equal(Refusal.BadPassword, Refusal.Of(answer));
        Assert.Equal("application/json;charset=utf-8", answer.ContentType);
    }

    [Fact]
    public void Seven_requests_of_SDKs_are_sent() => Assert.Equal(7, SignatureVector.OfSdks.Count);
}
