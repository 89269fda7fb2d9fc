using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway.Authentication;

/// <summary>
/// Says which classic mistake made a signature wrong: it signs the request again with each mistake and looks which signature comes out. It names mistakes,
/// never a value. Pure.
/// </summary>
[SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA1 is the protocol's own.")]
internal static class SignatureDiagnosis
{
    public const string Unknown = "no encoding mistake recognised; check the secret";

    /// <summary>The most parameters that are looked at: what is larger is no call that a signer was tried on.</summary>
    private const int MaxParameters = 64;

    /// <summary>The most characters that are encoded again for every mistake: anybody may send a wrong signature, so it must cost little.</summary>
    private const int MaxLength = 16 * 1024;

    private static readonly LenientSigner Correct = LenientSigner.Correct;

    // How the parameters can be joined wrongly; both generations share these.
    private static readonly (string Name, LenientSigner Signer)[] Encodings =
    [
        ("a blank was signed as +; it is %20", Correct with { Blank = "+" }),
        ("* was signed as it is; it is %2A", Correct with { Unencoded = "~*" }),
        ("~ was signed as %7E; it stays as it is", Correct with { Unencoded = "" }),
        ("form encoding was signed (+ for a blank, * as it is, ~ as %7E)", Correct with { Blank = "+", Unencoded = "*" }),
        ("! ' ( ) or * were signed as they are; they are percent-encoded", Correct with { Unencoded = "~!'()*" }),
        ("hexadecimal digits were signed in lower case; they are upper-case", Correct with { LowerCaseHex = true }),
        ("/ was signed as it is; it is %2F", Correct with { Unencoded = "~/" }),
        (": was signed as it is; it is %3A", Correct with { Unencoded = "~:" }),
        ("the parameters were signed unsorted; they are sorted by name", Correct with { Sorted = false }),
        ("the parameters were signed without percent-encoding", Correct with { EncodesParameters = false }),
        ("parameters with an empty value were left out; they are signed as Name=", Correct with { KeepsEmptyValues = false }),
    ];

    /// <param name="earlier">What the account sent before, of which a second try may have signed something along.</param>
    public static string Of(RpcRequest request, SignedCall call, AccessKey key, IEnumerable<EarlierSignature> earlier)
    {
        if (request.Parameters.Count > MaxParameters || LengthOf(request, call) > MaxLength)
            return Unknown;
        var mistakes = call.Authorization is { } authorization ? MistakesV3(request, call, authorization, key) : MistakesV1(request, call, key, earlier);
        return mistakes.FirstOrDefault(mistake => mistake.Signature() == call.Signature).Name ?? Unknown;
    }

    private static int LengthOf(RpcRequest request, SignedCall call) =>
        request.Body.Length + (call.Authorization?.SignedHeaders?.Length ?? 0) + request.Query.All.Sum(p => p.Key.Length + p.Value.Length);

    private static IEnumerable<SignerMistake> MistakesV1(RpcRequest request, SignedCall call, AccessKey key, IEnumerable<EarlierSignature> earlier)
    {
        var signsWithSha256 = request.Parameters.Find(CommonParameters.SignatureMethod) == SignatureV1.HmacSha256;
        var parameters = request.Parameters.All.Where(p => p.Key != CommonParameters.Signature).ToArray();
        var query = Correct.Query(parameters);
        var text = $"{request.Method}&%2F&{Correct.Encode(query)}";
        var secret = key.V1Key.ToArray();
        var bare = key.V3Key.ToArray();

        string Sign(string stringToSign, byte[] signingKey) => Convert.ToBase64String(Mac(stringToSign, signingKey, signsWithSha256));

        foreach (var (name, signer) in Encodings)
            yield return new(name, () => Sign($"{request.Method}&%2F&{Correct.Encode(signer.Query(parameters))}", secret));
        yield return new("the secret was used without the & that follows it", () => Sign(text, bare));
        yield return new("the method was signed as GET; the request is a POST", () => request.Method == "POST"
            ? Sign($"GET&%2F&{Correct.Encode(query)}", secret)
            : null);
        yield return new("the method was signed as POST; the request is a GET", () => request.Method == "GET"
            ? Sign($"POST&%2F&{Correct.Encode(query)}", secret)
            : null);
        yield return new("the joined parameters were not encoded a second time", () => Sign($"{request.Method}&%2F&{query}", secret));
        yield return new("the parameters were encoded once too often", () => Sign($"{request.Method}&%2F&{Correct.Encode(Correct.Encode(query))}", secret));
        yield return new("the path was signed as /; it is %2F", () => Sign($"{request.Method}&/&{Correct.Encode(query)}", secret));
        yield return new("only the query was signed; the form body's parameters belong to it", () => Sign(
            $"{request.Method}&%2F&{Correct.Encode(Correct.Query(request.Query.All.Where(p => p.Key != CommonParameters.Signature)))}", secret));
        yield return new(
            signsWithSha256 ? "HMAC-SHA1 was used; SignatureMethod says HMAC-SHA256" : "HMAC-SHA256 was used; SignatureMethod says HMAC-SHA1",
            () => Convert.ToBase64String(Mac(text, secret, !signsWithSha256)));
        yield return new("the signature was sent in hexadecimal; it is base64",
            () => Same(call.Signature, Convert.ToHexString(Mac(text, secret, signsWithSha256))));
        yield return new("the signature's + arrived as a blank; it is sent as %2B",
            () => call.Signature?.Contains(' ') == true && Sign(text, secret) == call.Signature.Replace(' ', '+') ? call.Signature : null);
        yield return new("the signature was percent-encoded twice", () => Uri.EscapeDataString(Sign(text, secret)));

        // https://github.com/aliyun/openapi-sdk-php-client: its second request() leaves the first one's Signature in the query, and by POST its nonce and time
        // too.
        const string SignedAlong = "an earlier Signature was signed along; it is left out, and each try is signed anew";
        string SignWith(params KeyValuePair<string, string>[] left) =>
            Sign($"{request.Method}&%2F&{Correct.Encode(Correct.Query(parameters.ExceptBy(left.Select(p => p.Key), p => p.Key).Concat(left)))}", secret);
        yield return new(SignedAlong, () => SignWith(KeyValuePair.Create(CommonParameters.Signature, Sign(text, secret))));
        foreach (var first in earlier)
        {
            var signature = KeyValuePair.Create(CommonParameters.Signature, first.Signature);
            yield return new(SignedAlong, () => SignWith(signature));
            yield return new(SignedAlong,
                () => SignWith(signature, new(CommonParameters.SignatureNonce, first.Nonce), new(CommonParameters.Timestamp, first.Timestamp)));
        }
    }

    private static IEnumerable<SignerMistake> MistakesV3(RpcRequest request, SignedCall call, V3Authorization authorization, AccessKey key)
    {
        var required = authorization.HeadersToSign(request.Headers, out var areListed);
        var listed = authorization.ListedHeaders;
        var secret = key.V3Key.ToArray();
        var withAmpersand = key.V1Key.ToArray();
        var correct = new CanonicalParts(request, required);

        string Sign(string canonical, byte[]? signingKey = null) =>
            Convert.ToHexStringLower(Mac(SignatureV3.StringToSign(canonical), signingKey ?? secret, sha256: true));

        if (!areListed)
        {
            var missing = string.Join(';', required.Except(listed.Select(name => name.ToLowerInvariant())).Take(5));
            yield return new($"SignedHeaders leaves out {missing}; every x-acs-* header is signed",
                () => Either(call.Signature, Sign((correct with { Headers = listed }).ToString()), Sign(correct.ToString())));
        }

        if (request.Headers.FindSigned("x-acs-content-sha256") is { } declared && declared != correct.BodyHash)
            yield return new("x-acs-content-sha256 is not the SHA-256 of the body that arrived",
                () => Either(call.Signature, Sign(correct.ToString()), Sign((correct with { BodyHash = declared }).ToString())));
        foreach (var (name, signer) in Encodings)
            yield return new(name, () => Sign((correct with { Query = signer.Query(request.Query.All) }).ToString()));
        yield return new("the secret was used with an & behind it, as V1 does", () => Sign(correct.ToString(), withAmpersand));
        yield return new("the method was signed as GET; the request is a POST", () => request.Method == "POST"
            ? Sign((correct with { Method = "GET" }).ToString())
            : null);
        yield return new("the method was signed as POST; the request is a GET", () => request.Method == "GET"
            ? Sign((correct with { Method = "POST" }).ToString())
            : null);
        yield return new("SignedHeaders was signed unsorted; the names are sorted", () => Sign((correct with { Headers = listed }).ToString()));
        yield return new("the form body's parameters were signed in the query; the body is only hashed",
            () => Sign((correct with { Query = Correct.Query(request.Parameters.All) }).ToString()));
        yield return new("the empty body's hash was signed; the body's own belongs there",
            () => Sign((correct with { BodyHash = SignatureV3.HashOf([]) }).ToString()));
        yield return new("the path was left out; it is /", () => Sign((correct with { Path = "" }).ToString()));
        yield return new("the empty line after the headers is missing", () => Sign((correct with { HeaderEnd = "" }).ToString()));
        yield return new("the host was signed without its port", () => Sign((correct with { Host = HostName.Of(request.Host) }).ToString()));
        yield return new("the canonical request itself was signed; its hash is", () => Convert.ToHexStringLower(Mac(correct.ToString(), secret, sha256: true)));
        yield return new("the algorithm's line is missing before the hash",
            () => Convert.ToHexStringLower(Mac(SignatureV3.StringToSign(correct.ToString()).Split('\n')[1], secret, sha256: true)));
        yield return new("the signature was sent in base64; it is lower-case hexadecimal",
            () => Convert.ToBase64String(Mac(SignatureV3.StringToSign(correct.ToString()), secret, sha256: true)));
        yield return new("the signature was sent in upper case; it is lower-case hexadecimal", () => Sign(correct.ToString()).ToUpperInvariant());
    }

    private static byte[] Mac(string text, byte[] key, bool sha256)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return sha256 ? HMACSHA256.HashData(key, bytes) : HMACSHA1.HashData(key, bytes);
    }

    // What was sent, if it is the expected text in whatever case.
    private static string? Same(string? sent, string expected) => expected.Equals(sent, StringComparison.OrdinalIgnoreCase) ? sent : null;

    private static string? Either(string? sent, string first, string second) => sent == first || sent == second ? sent : null;

    // The pieces of a canonical request, each of which may be signed wrongly.
    private sealed record CanonicalParts
    {
        private readonly RpcRequest _request;

        public CanonicalParts(RpcRequest request, IReadOnlyList<string> headers)
        {
            _request = request;
            (Method, Query, Headers, BodyHash) = (request.Method, Correct.Query(request.Query.All), headers, SignatureV3.HashOf(request.Body.Span));
        }

        public string Method { get; init; }

        public string Path { get; init; } = "/";

        public string Query { get; init; }

        public IReadOnlyList<string> Headers { get; init; }

        public string HeaderEnd { get; init; } = "\n";

        public string? Host { get; init; }

        public string BodyHash { get; init; }

        public override string ToString()
        {
            var headers = string.Concat(Headers.Select(name =>
                $"{name.ToLowerInvariant()}:{(Host is not null && name == "host" ? Host : _request.Headers.FindSigned(name))}\n"));
            return $"{Method}\n{Path}\n{Query}\n{headers}{HeaderEnd}{string.Join(';', Headers)}\n{BodyHash}";
        }
    }
}
