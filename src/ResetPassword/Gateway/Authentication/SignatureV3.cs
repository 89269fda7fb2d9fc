using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Gateway.Authentication;

/// <summary>
/// The header signature (<c>ACS3-HMAC-SHA256</c>): an HMAC over the hash of a canonical request that is made of the headers the client lists. Pure.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature</remarks>
internal static class SignatureV3
{
    public const string Algorithm = "ACS3-HMAC-SHA256";

    private const int HexLength = SHA256.HashSizeInBytes * 2;

    [ThreadStatic]
    private static ByteBuffer? t_canonicalRequest;

    [ThreadStatic]
    private static KeyedHmac? t_hmac;

    /// <summary>The lower-case hexadecimal signature.</summary>
    /// <param name="signedHeaders">Lower-case names, sorted.</param>
    public static string Sign(ReadOnlySpan<byte> key, RpcRequest request, IReadOnlyList<string> signedHeaders)
    {
        Span<char> signature = stackalloc char[HexLength];
        Compute(key, request, signedHeaders, signature);
        return signature.ToString();
    }

    /// <summary>Whether <paramref name="signature"/> (hexadecimal) is this call's, compared in fixed time.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, RpcRequest request, IReadOnlyList<string> signedHeaders, string signature)
    {
        Span<char> expected = stackalloc char[HexLength];
        Compute(key, request, signedHeaders, expected);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected), MemoryMarshal.AsBytes(signature.AsSpan()));
    }

    public static string CanonicalRequest(RpcRequest request, IReadOnlyList<string> signedHeaders)
    {
        var canonical = t_canonicalRequest ??= new();
        WriteCanonicalRequest(canonical, request, signedHeaders);
        var result = canonical.ToString();
        canonical.Clear();
        return result;
    }

    public static string StringToSign(string canonicalRequest) =>
        $"{Algorithm}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";

    /// <summary>Lower-case hexadecimal SHA-256 of a body.</summary>
    public static string HashOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Compute(ReadOnlySpan<byte> key, RpcRequest request, IReadOnlyList<string> signedHeaders, Span<char> signature)
    {
        var text = t_canonicalRequest ??= new();
        WriteCanonicalRequest(text, request, signedHeaders);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.Written, hash);
        text.Clear();

        text.Append(Algorithm);
        text.Append((byte)'\n');
        AppendHex(text, hash);
        (t_hmac ??= new(HashAlgorithmName.SHA256)).Compute(key, text.Written, hash);
        text.Clear();
        Convert.TryToHexStringLower(hash, signature, out _);
    }

    private static void WriteCanonicalRequest(ByteBuffer to, RpcRequest request, IReadOnlyList<string> signedHeaders)
    {
        to.Append(request.Method);
        to.Append("\n/\n"u8);
        CanonicalQuery.Write(to, request.Query);
        to.Append((byte)'\n');
        foreach (var name in signedHeaders)
        {
            to.Append(name);
            to.Append((byte)':');
            to.Append(request.Headers.FindSigned(name) ?? "");
            to.Append((byte)'\n');
        }

        to.Append((byte)'\n');
        for (var i = 0; i < signedHeaders.Count; i++)
        {
            if (i > 0)
                to.Append((byte)';');
            to.Append(signedHeaders[i]);
        }

        to.Append((byte)'\n');
        to.Append(request.BodyHash);
    }

    private static void AppendHex(ByteBuffer to, ReadOnlySpan<byte> bytes) =>
        Convert.TryToHexStringLower(bytes, to.Reserve(bytes.Length * 2), out _);
}
