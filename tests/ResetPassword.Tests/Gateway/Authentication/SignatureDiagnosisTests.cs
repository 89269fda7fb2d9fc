using System.Security.Cryptography;
using System.Text;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.Gateway.Authentication;

/// <summary>Signers that each make one classic mistake, written out by hand: what the emulator says of each, from the request alone.</summary>
public sealed class SignatureDiagnosisTests
{
    private const string Secret = "testsecret";
    private const string Password = "N w*p~s/1:+";
    private const string SignedAlong = "an earlier Signature was signed along; it is left out, and each try is signed anew";

    public static TheoryData<string, string> MistakesV1 => new(
        ("plus", "a blank was signed as +; it is %20"),
        ("star", "* was signed as it is; it is %2A"),
        ("tilde", "~ was signed as %7E; it stays as it is"),
        ("form", "form encoding was signed (+ for a blank, * as it is, ~ as %7E)"),
        ("lower", "hexadecimal digits were signed in lower case; they are upper-case"),
        ("unsorted", "the parameters were signed unsorted; they are sorted by name"),
        ("unencoded", "the parameters were signed without percent-encoding"),
        ("no empty", "parameters with an empty value were left out; they are signed as Name="),
        ("no ampersand", "the secret was used without the & that follows it"),
        ("method", "the method was signed as POST; the request is a GET"),
        ("once", "the joined parameters were not encoded a second time"),
        ("thrice", "the parameters were encoded once too often"),
        ("path", "the path was signed as /; it is %2F"),
        ("sha256", "HMAC-SHA256 was used; SignatureMethod says HMAC-SHA1"),
        ("hex", "the signature was sent in hexadecimal; it is base64"),
        ("twice", SignedAlong),
        ("wrong secret", "no encoding mistake recognised; check the secret"));

    public static TheoryData<string, string> MistakesV3 => new(
        ("plus", "a blank was signed as +; it is %20"),
        ("star", "* was signed as it is; it is %2A"),
        ("unsorted", "the parameters were signed unsorted; they are sorted by name"),
        ("ampersand", "the secret was used with an & behind it, as V1 does"),
        ("method", "the method was signed as GET; the request is a POST"),
        ("unsigned", "SignedHeaders leaves out x-acs-version; every x-acs-* header is signed"),
        ("body hash", "x-acs-content-sha256 is not the SHA-256 of the body that arrived"),
        ("path", "the path was left out; it is /"),
        ("empty line", "the empty line after the headers is missing"),
        ("port", "the host was signed without its port"),
        ("unhashed", "the canonical request itself was signed; its hash is"),
        ("base64", "the signature was sent in base64; it is lower-case hexadecimal"),
        ("upper", "the signature was sent in upper case; it is lower-case hexadecimal"),
        ("wrong secret", "no encoding mistake recognised; check the secret"));

    [Theory]
    [MemberData(nameof(MistakesV1))]
    public async Task A_mistake_of_a_V1_signer_is_named(string mistake, string diagnosis)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, $"GET /?{QueryV1(mistake)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Equal("SignatureDoesNotMatch", answer.Error.Code);
        Assert.Equal(diagnosis, answer.Headers["x-emulator-signature-diagnosis"]);
        Assert.Equal(diagnosis, (string?)(await emulator.GetAsync("requests")).Json[0]!["diagnosis"]);
    }

    [Theory]
    [MemberData(nameof(MistakesV3))]
    public async Task A_mistake_of_a_V3_signer_is_named(string mistake, string diagnosis)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = RawConnection.Exchange(emulator.Endpoint, RequestV3(mistake));

        Assert.Equal("SignatureDoesNotMatch", answer.Error.Code);
        Assert.Equal(diagnosis, answer.Headers["x-emulator-signature-diagnosis"]);
    }

    /// <summary>What a client that tries again signs along from its earlier call, whatever became of that.</summary>
    [Theory]
    [InlineData("GET", Secret, "Signature")]
    [InlineData("GET", "wrong", "Signature")]
    [InlineData("POST", Secret, "Signature")]
    [InlineData("POST", Secret, "Signature", "SignatureNonce", "Timestamp")]
    [InlineData("POST", "wrong", "Signature", "SignatureNonce", "Timestamp")]
    public async Task An_earlier_signature_that_was_signed_along_is_named(string method, string firstSecret, params string[] signedAlong)
    {
        StoreUnderTest.RequireAlone();
        await using var emulator = EmulatorUnderTest.Start();
        var earlier = ParametersV1("earlier");
        var signature = SignV1(method, earlier, firstSecret);
        Send(earlier, signature);
        Send(ParametersV1("other"), "another");

        var again = ParametersV1("again");
        var left = earlier.Append(("Signature", signature)).Where(p => signedAlong.Contains(p.Item1));
        var answer = Send(again, SignV1(method, again.Where(p => !signedAlong.Contains(p.Name)).Concat(left), Secret));

        Assert.Equal("SignatureDoesNotMatch", answer.Error.Code);
        Assert.Equal(SignedAlong, answer.Headers["x-emulator-signature-diagnosis"]);
        Assert.Equal(SignedAlong, (string?)(await emulator.GetAsync("requests")).Json.AsArray()[^1]!["diagnosis"]);

        Answer Send(IEnumerable<(string Name, string Value)> parameters, string signature)
        {
            var pairs = QueryOf(parameters, signature);
            return RawConnection.Exchange(emulator.Endpoint, method == "GET"
                ? $"GET /?{pairs} HTTP/1.1\r\nHost: localhost\r\n\r\n"
                : $"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {pairs.Length}\r\n\r\n{pairs}");
        }
    }

    [Fact]
    public async Task Another_accounts_signature_explains_nothing()
    {
        await using var emulator = EmulatorUnderTest.Start();
        (string Name, string Value)[] theirs = [.. ParametersV1("theirs").Where(p => p.Name != "AccessKeyId"), ("AccessKeyId", "test-other")];
        var signature = SignV1("GET", theirs, Secret);
        Send(theirs, signature);

        var ours = ParametersV1("ours");
        var answer = Send(ours, SignV1("GET", ours.Append(("Signature", signature)), Secret));

        Assert.Equal("no encoding mistake recognised; check the secret", answer.Headers["x-emulator-signature-diagnosis"]);

        Answer Send(IEnumerable<(string Name, string Value)> parameters, string signature) =>
            RawConnection.Exchange(emulator.Endpoint, $"GET /?{QueryOf(parameters, signature)} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    [Fact]
    public async Task A_right_signature_has_no_diagnosis()
    {
        await using var emulator = EmulatorUnderTest.Start();

        var v1 = RawConnection.Exchange(emulator.Endpoint, $"GET /?{QueryV1("none")} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var v3 = RawConnection.Exchange(emulator.Endpoint, RequestV3("none"));

        Assert.All([v1, v3], answer => Assert.Equal((400, "InvalidAccountPassword.Format", "Specified account password is not valid."), answer.Error));
        Assert.All([v1, v3], answer => Assert.False(answer.Headers.ContainsKey("x-emulator-signature-diagnosis")));
    }

    private static string QueryV1(string mistake)
    {
        var parameters = ParametersV1(Guid.NewGuid().ToString());
        if (mistake == "twice")
            return QueryOf(parameters, SignV1("GET", parameters.Append(("Signature", SignV1("GET", parameters, Secret))), Secret));
        var signed = mistake == "no empty" ? parameters.Where(p => p.Value != "") : parameters;
        var sorted = mistake == "unsorted" ? signed : signed.OrderBy(p => p.Name, StringComparer.Ordinal);
        var query = string.Join('&', sorted.Select(p => $"{Encode(p.Name, mistake)}={Encode(p.Value, mistake)}"));
        var encoded = mistake switch { "once" => query, "thrice" => Encode(Encode(query)), _ => Encode(query) };
        var text = $"{(mistake == "method" ? "POST" : "GET")}&{(mistake == "path" ? "/" : "%2F")}&{encoded}";
        var key = Encoding.UTF8.GetBytes((mistake == "wrong secret" ? "wrong" : Secret) + (mistake == "no ampersand" ? "" : "&"));
        var mac = mistake == "sha256" ? HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)) : Sha1(key, text);
        var signature = mistake == "hex" ? Convert.ToHexStringLower(mac) : Convert.ToBase64String(mac);
        return QueryOf(parameters, signature);
    }

    private static (string Name, string Value)[] ParametersV1(string nonce) =>
    [
        ("Version", "2014-08-15"), ("Action", "ResetAccountPassword"), ("Format", "JSON"), ("DBInstanceId", "rm-running"), ("AccountName", "test1"),
        ("AccountPassword", Password), ("OwnerAccount", ""), ("AccessKeyId", "testid"), ("SignatureMethod", "HMAC-SHA1"), ("SignatureVersion", "1.0"),
        ("SignatureNonce", nonce), ("Timestamp", DateTime.UtcNow.ToString("s") + "Z"),
    ];

    private static string QueryOf(IEnumerable<(string Name, string Value)> parameters, string signature) =>
        string.Join('&', parameters.Append((Name: "Signature", Value: signature)).Select(p => $"{Encode(p.Name)}={Encode(p.Value)}"));

    private static string SignV1(string method, IEnumerable<(string Name, string Value)> parameters, string secret)
    {
        var query = string.Join('&', parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{Encode(p.Name)}={Encode(p.Value)}"));
        return Convert.ToBase64String(Sha1(Encoding.UTF8.GetBytes(secret + "&"), $"{method}&%2F&{Encode(query)}"));
    }

    private static string RequestV3(string mistake)
    {
        (string Name, string Value)[] parameters = [("DBInstanceId", "rm-running"), ("AccountPassword", Password), ("AccountName", "test1")];
        var sent = string.Join('&', parameters.Select(p => $"{Encode(p.Name)}={Encode(p.Value)}"));
        var sorted = mistake == "unsorted" ? parameters.AsEnumerable() : parameters.OrderBy(p => p.Name, StringComparer.Ordinal);
        var query = string.Join('&', sorted.Select(p => $"{Encode(p.Name, mistake)}={Encode(p.Value, mistake)}"));
        var bodyHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mistake == "body hash" ? "other" : "")));
        List<(string Name, string Value)> headers =
        [
            ("host", "localhost:8080"), ("x-acs-action", "ResetAccountPassword"), ("x-acs-content-sha256", bodyHash), ("x-acs-date", DateTime.UtcNow.ToString("s") + "Z"),
            ("x-acs-signature-nonce", Guid.NewGuid().ToString()), ("x-acs-version", "2014-08-15"),
        ];
        var signed = mistake == "unsigned" ? headers.SkipLast(1) : headers;
        var lines = string.Concat(signed.Select(h => $"{h.Name}:{(mistake == "port" && h.Name == "host" ? "localhost" : h.Value)}\n"));
        var names = string.Join(';', signed.Select(h => h.Name));
        var canonical =
            $"{(mistake == "method" ? "GET" : "POST")}\n{(mistake == "path" ? "" : "/")}\n{query}\n{lines}{(mistake == "empty line" ? "" : "\n")}{names}\n{bodyHash}";
        var text = mistake == "unhashed" ? canonical : $"ACS3-HMAC-SHA256\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = (mistake == "wrong secret" ? "wrong" : Secret) + (mistake == "ampersand" ? "&" : "");
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));
        var signature = mistake switch { "base64" => Convert.ToBase64String(mac), "upper" => Convert.ToHexString(mac), _ => Convert.ToHexStringLower(mac) };
        var head = string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n"));
        return $"POST /?{sent} HTTP/1.1\r\n{head}accept: application/json\r\nContent-Length: 0\r\nAuthorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={names},Signature={signature}\r\n\r\n";
    }

    private static string Encode(string text, string mistake = "none")
    {
        var right = Uri.EscapeDataString(text);
        return mistake switch
        {
            "plus" => right.Replace("%20", "+", StringComparison.Ordinal),
            "star" => right.Replace("%2A", "*", StringComparison.Ordinal),
            "tilde" => right.Replace("~", "%7E", StringComparison.Ordinal),
            "form" => right.Replace("%20", "+", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal)
                .Replace("~", "%7E", StringComparison.Ordinal),
            "lower" => string.Join('%', right.Split('%').Select((part, i) => i == 0 ? part : part[..2].ToLowerInvariant() + part[2..])),
            "unencoded" => text,
            _ => right,
        };
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA1 is the protocol's own.")]
    private static byte[] Sha1(byte[] key, string text) => HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(text));
}
