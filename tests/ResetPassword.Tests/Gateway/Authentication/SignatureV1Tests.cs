using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;

namespace ResetPassword.Tests.Gateway.Authentication;

public sealed class SignatureV1Tests
{
    [Theory]
    [MemberData(nameof(SignatureVector.V1), MemberType = typeof(SignatureVector))]
    public void A_known_request_has_its_known_signature(string name)
    {
        var vector = SignatureVector.Named(name);
        var parameters = vector.Request.ToRpcRequest().Parameters;

        var signature = SignatureV1.Sign(vector.Key.V1Key, parameters.Find("SignatureMethod")!, vector.Request.Method, parameters);

        Assert.Equal(vector.Signature, signature);
    }

    [Theory]
    [MemberData(nameof(SignatureVector.V1), MemberType = typeof(SignatureVector))]
    public void A_known_request_is_verified_by_its_own_signature_only(string name)
    {
        var vector = SignatureVector.Named(name);
        var parameters = vector.Request.ToRpcRequest().Parameters;
        var method = parameters.Find("SignatureMethod")!;

        bool Verify(string signature) => SignatureV1.Verify(vector.Key.V1Key, method, vector.Request.Method, parameters, signature);

        Assert.True(Verify(parameters.Find("Signature")!));
        Assert.False(Verify(vector.Signature.TrimEnd('=')));
        Assert.False(Verify(vector.Signature + "="));
        Assert.False(Verify(""));
    }

    [Fact]
    public void The_string_to_sign_is_the_documented_one()
    {
        var request = SignatureVector.Named("1 documented for RAM").Request.ToRpcRequest();

        var text = SignatureV1.StringToSign(request.Method, request.Parameters);

        Assert.Equal(
            "GET&%2F&AccessKeyId%3Dtestid%26Action%3DCreateUser%26Format%3DJSON%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D6a6e0ca6-4557-11e5-86a2-b8e8563dc8d2" +
            "%26SignatureVersion%3D1.0%26Timestamp%3D2015-08-18T03%253A15%253A45Z%26UserName%3Dtest%26Version%3D2015-05-01",
            text);
    }

    [Fact]
    public void Names_are_sorted_by_their_bytes_and_empty_values_stay()
    {
        var parameters = Of(("b", "2"), ("B", "1"), ("a.10", ""), ("a.1", "x"), ("a-1", "y"));

        var text = SignatureV1.StringToSign("POST", parameters);

        Assert.Equal("POST&%2F&B%3D1%26a-1%3Dy%26a.1%3Dx%26a.10%3D%26b%3D2", text);
    }

    [Theory]
    [InlineData("-_.~", "-_.~")]
    [InlineData(" +*/", "%20%2B%2A%2F")]
    [InlineData("!'()", "%21%27%28%29")]
    [InlineData("é阿😀", "%C3%A9%E9%98%BF%F0%9F%98%80")]
    [InlineData("\0\n\u007F", "%00%0A%7F")]
    public void Everything_but_the_unreserved_is_encoded_in_upper_case(string value, string encoded)
    {
        var text = SignatureV1.StringToSign("GET", Of(("k", value)));

        Assert.Equal($"GET&%2F&k%3D{encoded.Replace("%", "%25", StringComparison.Ordinal)}", text);
    }

    private static RpcParameters Of(params (string Name, string Value)[] all)
    {
        var parameters = new RpcParameters(all.Length);
        Assert.All(all, p => Assert.True(parameters.TryAdd(p.Name, p.Value)));
        return parameters;
    }
}
