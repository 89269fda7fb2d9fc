using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using ResetPassword.Gateway;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Http;

/// <summary>Random and mutated requests: whatever arrives, the answer can be parsed and the service has no error to log.</summary>
public sealed class RandomRequestsTests
{
    private static readonly string[] Names =
    [
        "Action", "Version", "Format", "AccessKeyId", "Timestamp", "Signature", "SignatureMethod", "SignatureNonce", "SignatureType", "SignatureVersion",
        "SecurityToken",
        "BearerToken", "DBInstanceId", "AccountName", "AccountPassword", "CharacterType", "RegionId", "", "x",
    ];

    private static readonly string[] Values =
    [
        "", "ResetAccountPassword", "ResetAccount", "CreateAccount", "2014-08-15", "2015-12-01", "JSON", "XML", "testid", "test-a", "STS.x", "HMAC-SHA1",
        "HMAC-SHA256", "1.0",
        "rm-running", "dds-replica", "test1", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00.0000000Z", "%00", "%", "%zz", "%FF", "+", "%F0%9F%98%80", "]]%3E",
        "%3C%26%22", "\u00E9", "%0D%0A",
    ];

    private static readonly string[] HeaderNames =
    [
        "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256", "x-acs-security-token", "x-acs-bearer-token",
        "Authorization", "Accept",
        "Content-Type", "User-Agent", "Origin", "Sec-Fetch-Site", "Accept-Encoding", "Expect", "Connection", "x-\u007C",
    ];

    private static readonly string[] HeaderValues =
    [
        "", " ", "ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;;HOST,Signature=",
        "ACS3-HMAC-SHA256 Credential,=,Signature=x=y,SignedHeaders=\u00C3\u00A9",
        "ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=x,Signature=x", "application/xml", "application/json;q=0.5, text/xml", "*/*;q=9", ";;,", "text/html",
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=\"", "2026-11-22T10:00:00Z", "close", "Mozilla/5.0", "null",
        "\u00C2\u00A0", "\t",
    ];

    private static readonly Gen<string> Pair = Gen.Zip(Gen.Elements(Names), Gen.Elements(Values)).Select(p => $"{p.Item1}={p.Item2}");

    private static readonly Gen<KeyValuePair<string, string>> Header = Gen.Zip(Gen.Elements(HeaderNames), Gen.Elements(HeaderValues))
        .Select(p => KeyValuePair.Create(p.Item1, p.Item2));

    private static readonly Gen<RawRequest> Random =
        from method in Gen.Elements("GET", "POST", "POST", "PUT", "DELETE", "OPTIONS", "X")
        from path in Gen.Elements("/", "/", "/", "//", "/x", "/%2e%2e/", "/%7F", "/openapi", "/rpc/../")
        from host in Gen.Elements("localhost", "127.0.0.1:1", "[::1]:80", "rds.aliyuncs.com", "oss.aliyuncs.com", "evil.example", "")
        from query in Pair.ListOf()
        from form in Pair.ListOf()
        from headers in Header.ListOf()
        from isChunked in Gen.Elements(true, false)
        select new RawRequest
        {
            Method = method,
            Target = $"{path}?{Escape(string.Join('&', query))}",
            Headers = [new("Host", host), .. headers],
            Body = string.Join('&', form),
            IsChunked = isChunked && method is "POST" or "PUT",
        };

    // A right request, some of whose bytes behind the method are other bytes.
    private static readonly Gen<string> Mutated =
        from generation in Gen.Elements(SignatureGeneration.V1, SignatureGeneration.V3)
        from format in Gen.Elements(AnswerFormat.Json, AnswerFormat.Xml)
        let text = RawRequest.Of(SomeCall.To(new("http://localhost"), generation, format)).ToText()
        from changes in Gen.Zip(Gen.Choose(5, text.Length - 1), Gen.Choose(0, 255)).ListOf(3)
        select changes.Aggregate(text, (mutant, change) => $"{mutant[..change.Item1]}{(char)change.Item2}{mutant[(change.Item1 + 1)..]}");

    [Fact]
    public async Task Random_requests_get_answers_that_can_be_parsed_and_cause_no_error()
    {
        var log = new ErrorLog();
        await using var emulator = EmulatorUnderTest.Start(log);
        using var client = new PersistentClient(emulator.Endpoint);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(9_000).WithEndSize(12), Prop.ForAll(Random.ToArbitrary(), r => IsAnswer(client.Exchange(r.ToText()))));

        Assert.Equal(1, await SomeCall.PasswordVersionAsync(emulator));
        await emulator.DisposeAsync();
        Assert.Equal("", string.Join("\n", log.Entries));
    }

    // A mutant may say that more is to come, and then gets no answer.
    [Fact]
    public async Task Mutated_requests_get_answers_that_can_be_parsed_and_cause_no_error()
    {
        var log = new ErrorLog();
        await using var emulator = EmulatorUnderTest.Start(log);
        using var client = new PersistentClient(emulator.Endpoint, timeoutMilliseconds: 300);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(Mutated.ToArbitrary(), text => client.Exchange(text) is not { } answer || IsAnswer(answer)));

        await emulator.DisposeAsync();
        Assert.Equal("", string.Join("\n", log.Entries));
    }

    // An empty answer is the web server's own.
    private static bool IsAnswer(Answer? answer) => answer switch
    {
        null => false,
        { ContentType: "", Text: "" } => answer.Status is 400 or 405 or 414 or 431 or 505,
        { Status: >= 500 } => false,
        { ContentType: "application/json;charset=utf-8" or "application/problem+json" } => IsJson(answer.Text),
        { ContentType: "text/xml;charset=utf-8" } => XDocument.Parse(answer.Text).Root is not null,
        _ => false,
    };

    private static bool IsJson(string text)
    {
        using var parsed = JsonDocument.Parse(text);
        return parsed.RootElement.ValueKind == JsonValueKind.Object;
    }

    // What a request line cannot carry at all is not what is looked for here.
    private static string Escape(string text) =>
        string.Concat(text.Select(c => c < 0x80 ? c.ToString() : $"%{((int)c).ToString("X2", CultureInfo.InvariantCulture)}"));
}
