using System.Globalization;
using ResetPassword.CommandLine;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Tenancy;
using ResetPassword.Tests.Http;

namespace ResetPassword.Tests.Gateway.Authentication;

/// <summary>Every signed element of a right request, changed in turn character by character, over HTTP: none of it is accepted.</summary>
public sealed class SignatureMutantsTests
{
    [Fact]
    public async Task No_mutant_of_a_right_V1_request_is_accepted()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.To(emulator.Endpoint, SignatureGeneration.V1);
        var inQuery = MutantsOfQuery(RawRequest.Of(call)).ToArray();
        var inBody = MutantsOfBody(RawRequest.Of(call with { Method = HttpMethod.Post })).ToArray();
        RawRequest[] others = [RawRequest.Of(call) with { Method = "POST" }, .. WrongSecrets(call)];

        var answers = SendAll(emulator, [.. inQuery, .. inBody, .. others]);

        Assert.InRange(inQuery.Length, 1000, 10_000);
        Assert.InRange(inBody.Length, 1000, 10_000);
        await AssertRefusedAsync(emulator, call, answers);
    }

    [Fact]
    public async Task No_mutant_of_a_right_V3_request_is_accepted()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = SomeCall.To(emulator.Endpoint, SignatureGeneration.V3);
        var request = RawRequest.Of(call);
        var inQuery = MutantsOfQuery(RawRequest.Of(call with { Method = HttpMethod.Get })).ToArray();
        var inBody = MutantsOfBody(request).ToArray();
        var inHeaders = request.Headers.Where(h => h.Key.StartsWith("x-acs-", StringComparison.Ordinal) || h.Key is "Host" or "Authorization")
            .SelectMany(h => MutantsOf(h.Value, ";,").Select(value => request.WithHeader(h.Key, value)).Append(request.WithHeader(h.Key, null)))
            .Where(IsChanged)
            .ToArray();
        RawRequest[] others =
        [
            request with { Method = "GET" },
            request with { Target = "/?x=1" },
            request.AddHeader("x-acs-added", "x"),
            request.AddHeader("x-acs-signature-nonce", "x"),
            .. WrongSecrets(call),
        ];

        var answers = SendAll(emulator, [.. inQuery, .. inBody, .. inHeaders, .. others]);

        Assert.InRange(inHeaders.Length, 600, 10_000);
        Assert.InRange(answers.Length, 1000, 10_000);
        await AssertRefusedAsync(emulator, call, answers);

        // Between the fields of the Authorization header anything may stand, and the names that it lists may be in any case, with empty ones between them.
        bool IsChanged(RawRequest mutant) => mutant.Headers.All(h => h.Key != "Authorization") || FieldsOf(mutant) != FieldsOf(request);
    }

    private static V3Authorization FieldsOf(RawRequest request)
    {
        var fields = V3Authorization.Read(request.Header("Authorization"));
        return fields with { SignedHeaders = string.Join(';', fields.ListedHeaders).ToUpperInvariant() };
    }

    private static IEnumerable<RawRequest> WrongSecrets(SignedRequest call) =>
        MutantsOf("testsecret", "").Append("").Append("testsecret&").Select(secret => RawRequest.Of(call with { AccessKeySecret = new(secret) }));

    private static IEnumerable<RawRequest> MutantsOfQuery(RawRequest request)
    {
        var pairs = request.Target[2..].Split('&');
        return MutantsOfPairs(pairs).Select(mutant => request with { Target = $"/?{string.Join('&', mutant)}" });
    }

    private static IEnumerable<RawRequest> MutantsOfBody(RawRequest request) =>
        MutantsOfPairs(request.Body.Split('&')).Select(mutant => request with { Body = string.Join('&', mutant) });

    // Each name and value changed, each parameter left out, one added.
    private static IEnumerable<IEnumerable<string>> MutantsOfPairs(string[] pairs) =>
        pairs.SelectMany((pair, index) => MutantsOfPair(pair).Select(mutant => pairs.Select((p, i) => i == index ? mutant : p)))
            .Concat(pairs.Select((_, index) => pairs.Where((_, i) => i != index)))
            .Append([.. pairs, "Added=x"])
            .Append([.. pairs, "="]);

    private static IEnumerable<string> MutantsOfPair(string pair)
    {
        var parts = pair.Split('=').Select(Uri.UnescapeDataString).ToArray();
        return MutantsOf(parts[0], " ").Select(name => (Name: name, Value: parts[1]))
            .Concat(MutantsOf(parts[1], " ").Select(value => (Name: parts[0], Value: value)))
            .Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}");
    }

    // Each character replaced by its neighbour and in the other case, each left out, each doubled, and something added at both ends.
    private static IEnumerable<string> MutantsOf(string text, string added) =>
        Enumerable.Range(0, text.Length)
            .SelectMany(i => new[]
            {
                $"{text[..i]}{(char)(text[i] ^ 1)}{text[(i + 1)..]}",
                $"{text[..i]}{Flip(text[i])}{text[(i + 1)..]}",
                $"{text[..i]}{text[(i + 1)..]}",
                $"{text[..i]}{text[i]}{text[i..]}",
            })
            .Concat(added.SelectMany(a => new[] { a + text + "x", text + a + "x" }))
            .Where(mutant => mutant != text)
            .Distinct();

    private static char Flip(char letter) =>
        char.IsAsciiLetterUpper(letter) ? char.ToLower(letter, CultureInfo.InvariantCulture) : char.ToUpper(letter, CultureInfo.InvariantCulture);

    private static (RawRequest Request, Answer Answer)[] SendAll(EmulatorUnderTest emulator, IReadOnlyList<RawRequest> requests)
    {
        using var client = new PersistentClient(emulator.Endpoint);
        return [.. requests.Select(request => (request, client.Exchange(request.ToText()) ?? throw new TimeoutException(request.ToText())))];
    }

    // Refused as what it is, never for want of an instance or a good password; and none of them used up the nonce.
    private static async Task AssertRefusedAsync(EmulatorUnderTest emulator, SignedRequest call, (RawRequest Request, Answer Answer)[] sent)
    {
        var accepted = sent.Where(s => s.Answer.Status is < 400 or >= 500).Select(s => s.Request.ToText()).ToArray();
        Assert.Equal("", string.Join("\n~~~\n", accepted));
        Assert.DoesNotContain(sent, s => Refusal.Of(s.Answer).Code is not { } code || code.StartsWith("InvalidDBInstance", StringComparison.Ordinal)
            || code == "SignatureNonceUsed");
        Assert.Equal(1, await SomeCall.PasswordVersionAsync(emulator));
        Assert.Equal(200, RawConnection.Exchange(emulator.Endpoint, RawRequest.Of(call).ToText()).Status);
    }
}
