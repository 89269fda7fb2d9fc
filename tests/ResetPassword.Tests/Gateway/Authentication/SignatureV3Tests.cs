using ResetPassword.Gateway.Authentication;

namespace ResetPassword.Tests.Gateway.Authentication;

public sealed class SignatureV3Tests
{
    [Theory]
    [MemberData(nameof(SignatureVector.V3), MemberType = typeof(SignatureVector))]
    public void A_known_request_has_its_known_signature(string name)
    {
        var vector = SignatureVector.Named(name);
        var request = vector.Request.ToRpcRequest();
        var headers = SignedCall.Of(request).Authorization!.HeadersToSign(request.Headers, out _);

        var signature = SignatureV3.Sign(vector.Key.V3Key, request, headers);

        Assert.Equal(vector.Signature, signature);
        Assert.True(SignatureV3.Verify(vector.Key.V3Key, request, headers, vector.Signature));
        Assert.False(SignatureV3.Verify(vector.Key.V3Key, request, headers, vector.Signature[1..]));
        Assert.False(SignatureV3.Verify(vector.Key.V1Key, request, headers, vector.Signature));
    }

    [Theory]
    [InlineData("a documented for V3", "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259")]
    [InlineData("b rds20140815, query", "e05e584502729e5259701d95603e112be45fa45c1e71fb21b6cec65f02e71381")]
    public void The_string_to_sign_holds_the_known_hash_of_the_canonical_request(string name, string hash)
    {
        var request = SignatureVector.Named(name).Request.ToRpcRequest();
        var headers = SignedCall.Of(request).Authorization!.HeadersToSign(request.Headers, out _);

        var text = SignatureV3.StringToSign(SignatureV3.CanonicalRequest(request, headers));

        Assert.Equal($"ACS3-HMAC-SHA256\n{hash}", text);
    }

    [Fact]
    public void The_canonical_request_is_the_documented_one()
    {
        var request = SignatureVector.Named("a documented for V3").Request.ToRpcRequest();
        var headers = SignedCall.Of(request).Authorization!.HeadersToSign(request.Headers, out _);

        var text = SignatureV3.CanonicalRequest(request, headers);

        Assert.Equal(
            """
            POST
            /
            ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai
            host:ecs.cn-shanghai.aliyuncs.com
            x-acs-action:RunInstances
            x-acs-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            x-acs-date:2023-10-26T10:22:32Z
            x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d
            x-acs-version:2014-05-26

            host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            """,
            text);
    }

    [Theory]
    [InlineData("ACS3-HMAC-SHA256 Credential=k,SignedHeaders=a;b,Signature=s")]
    [InlineData("ACS3-HMAC-SHA256 Credential=k,Signature=s,SignedHeaders=a;b")]
    [InlineData("ACS3-HMAC-SHA256  Signature=s , SignedHeaders=a;b , Credential=k")]
    public void The_fields_of_the_header_come_in_any_order(string header)
    {
        var fields = V3Authorization.Read(header);

        Assert.Equal(new("ACS3-HMAC-SHA256", "k", "a;b", "s"), fields);
    }

    [Fact]
    public void A_header_that_the_client_left_out_of_its_list_is_signed_all_the_same()
    {
        var fields = V3Authorization.Read("ACS3-HMAC-SHA256 Credential=k,SignedHeaders=Host;host;Accept,Signature=s");

        var names = fields.HeadersToSign(new([new("X-Acs-Action", "a"), new("x-acs-action", "b"), new("Host", "h"), new("x-other", "o")]), out var areListed);

        Assert.Equal(["accept", "host", "x-acs-action"], names);
        Assert.False(areListed);
    }

    [Theory]
    [InlineData("host", false)]
    [InlineData("x-acs-action", false)]
    [InlineData("x-acs-actio;x-acs-date", false)]
    [InlineData("x-acs-action;x-acs-date", true)]
    [InlineData("x-acs-date;;X-Acs-Action;x-acs-date; other ", true)]
    public void A_list_says_whether_every_header_of_the_gateway_is_in_it(string list, bool expected)
    {
        var fields = V3Authorization.Read($"ACS3-HMAC-SHA256 Credential=k,SignedHeaders={list},Signature=s");

        fields.HeadersToSign(new([new("X-Acs-Date", "d"), new("x-acs-action", "b"), new("Host", "h")]), out var areListed);

        Assert.Equal(expected, areListed);
    }
}
