using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Gateway.Authentication;

/// <summary>
/// The query signature (<c>SignatureVersion=1.0</c>): an HMAC over method, path and all parameters, sorted and canonically encoded. Pure.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism</remarks>
internal static class SignatureV1
{
    public const string HmacSha1 = "HMAC-SHA1";
    public const string HmacSha256 = "HMAC-SHA256";

    [ThreadStatic]
    private static ByteBuffer? t_query;

    [ThreadStatic]
    private static ByteBuffer? t_text;

    [ThreadStatic]
    private static KeyedHmac? t_hmacSha1;

    [ThreadStatic]
    private static KeyedHmac? t_hmacSha256;

    public static bool IsSupported(string signatureMethod) => signatureMethod is HmacSha1 or HmacSha256;

    /// <summary>The base64 signature of a call with these parameters; a <c>Signature</c> among them is left out.</summary>
    public static string Sign(ReadOnlySpan<byte> key, string signatureMethod, string method, RpcParameters parameters)
    {
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        return Convert.ToBase64String(mac[..Compute(key, signatureMethod, method, parameters, mac)]);
    }

    /// <summary>Whether <paramref name="signature"/> (base64) is this call's, compared in fixed time.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, string signatureMethod, string method, RpcParameters parameters, string signature)
    {
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        Span<char> expected = stackalloc char[(SHA256.HashSizeInBytes + 2) / 3 * 4];
        var length = Compute(key, signatureMethod, method, parameters, mac);
        Convert.TryToBase64Chars(mac[..length], expected, out var written);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected[..written]), MemoryMarshal.AsBytes(signature.AsSpan()));
    }

    public static string StringToSign(string method, RpcParameters parameters)
    {
        var text = t_text ??= new();
        WriteStringToSign(text, method, parameters);
        var result = text.ToString();
        text.Clear();
        return result;
    }

    // HMAC-SHA1 is the protocol's own and every V1 SDK's only method.
    private static int Compute(ReadOnlySpan<byte> key, string signatureMethod, string method, RpcParameters parameters, Span<byte> mac)
    {
        var text = t_text ??= new();
        WriteStringToSign(text, method, parameters);
        var hmac = signatureMethod == HmacSha256 ? t_hmacSha256 ??= new(HashAlgorithmName.SHA256) : t_hmacSha1 ??= new(HashAlgorithmName.SHA1);
        var length = hmac.Compute(key, text.Written, mac);
        text.Clear();
        return length;
    }

    private static void WriteStringToSign(ByteBuffer text, string method, RpcParameters parameters)
    {
        var query = t_query ??= new();
        CanonicalQuery.Write(query, parameters, except: CommonParameters.Signature);
        text.Append(method);
        text.Append("&%2F&"u8);
        PercentEncoding.Append(text, query.Written);
        query.Clear();
    }
}
