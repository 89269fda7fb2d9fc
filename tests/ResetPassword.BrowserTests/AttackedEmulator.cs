using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ResetPassword.CommandLine;
using ResetPassword.Tenancy;

namespace ResetPassword.BrowserTests;

/// <summary>An emulator that a page tries to drive, and what shows whether it could.</summary>
internal sealed class AttackedEmulator : IAsyncDisposable
{
    // Patterns: the first two name the host or origin, whose port is the test's own.
    public const string OtherHost = @"^The host rebound\.example is not a name of this emulator\. If it is, add it to ResetPassword:AllowedHosts\.$";
    public const string OtherOrigin =
        @"^The request was made by a page of (null|http://[a-z0-9.]+:\d+)\. If that is this emulator's own address, add it to ResetPassword:AllowedOrigins\.$";
    public const string OtherSite = @"^The request was made by another site's page\.$";
    public const string NoBrowsers = @"^The RPC endpoint is not for browsers\.$";

    /// <summary>The code of every refusal of the RPC endpoint's guard.</summary>
    public const string Guarded = "Forbidden.EmulatorGuard";

    private const string Rule = """{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset"}""";

    // What a page has at hand: e is the emulator's address, signed and form a right call of it, made with the published credentials.
    private const string Tools = """
        const json = (method, body) => ({ method, body, headers: { 'content-type': 'application/json' } });
        const text = async (answer) => (await answer).text();
        const make = (name, properties) => Object.assign(document.createElement(name), properties);
        const loaded = (element, parent = document.body) => new Promise((done) => { element.onload = element.onerror = () => done(''); parent.append(element); });
        const submit = async (action, method, enctype, fields) => {
          await loaded(make('iframe', { name: 'target' }));
          const form = make('form', { action, method, enctype, target: 'target' });
          for (const [name, value] of fields) form.append(make('input', { name, value }));
          document.body.append(form);
          form.submit();
        };
        """;

    private readonly EmulatorUnderTest _emulator;
    private readonly string _before;

    private AttackedEmulator(EmulatorUnderTest emulator, Arrivals arrivals, string before) => (_emulator, Arrivals, _before) = (emulator, arrivals, before);

    public Arrivals Arrivals { get; }

    public static async Task<AttackedEmulator> StartAsync()
    {
        var arrivals = new Arrivals();
        var emulator = EmulatorUnderTest.StartWith(services => services.AddSingleton<IStartupFilter>(arrivals));

        // Something that a reset would undo.
        await emulator.PatchAsync("instances/rm-locked", """{"tags":{"mine":"yes"}}""");
        return new(emulator, arrivals, (await emulator.GetAsync("state")).Text);
    }

    /// <summary>The emulator's address under one of its names.</summary>
    public string AddressAt(string host) => $"http://{host}:{_emulator.Endpoint.Port}";

    /// <summary>
    /// The address of a right call (V1, everything in the query) that gives <c>test1</c> of <c>rm-running</c> another password; one for each method.
    /// </summary>
    public string SignedAddress(string host, HttpMethod method)
    {
        var call = new SignedRequest
        {
            Endpoint = new(AddressAt(host)),
            Version = "2014-08-15",
            Action = "ResetAccountPassword",
            Generation = SignatureGeneration.V1,
            Method = method,
            Parameters = [new("DBInstanceId", "rm-running"), new("AccountName", "test1"), new("AccountPassword", "Stolen_pass1")],
        };
        using var message = call.ToMessage();
        var query = message.Content?.ReadAsStringAsync().Result ?? message.RequestUri!.Query[1..];
        return $"{AddressAt(host)}/?{query}";
    }

    /// <summary>Runs a page's script against the emulator; what the page could read of the answer.</summary>
    public Task<string> TryAsync(IPage page, string host, string script) => page.EvaluateAsync<string>(
        $$"""async ([e, rule, signed, signedPost]) => { {{Tools}} const form = new URL(signedPost).searchParams; try { return String(await ({{script}})); } catch { return ''; } }""",
        new[] { AddressAt(host), Rule, SignedAddress(host, HttpMethod.Get), SignedAddress(host, HttpMethod.Post) });

    /// <summary>Whether the password that <see cref="SignedAddress"/> sets has been set, and the version of the account's.</summary>
    public Task<(bool IsStolen, long Version)> VerifyAsync() => _emulator.VerifyAsync("rm-running", "test1", "Stolen_pass1");

    /// <summary>The attempt did arrive, was refused by the guard, and changed nothing.</summary>
    public async Task AssertRefusedAsync(string request, string reason)
    {
        var code = request.EndsWith(" /", StringComparison.Ordinal) ? Guarded : null;
        var arrival = await Arrivals.NextAsync();
        Assert.Equal((request, 403, code), (arrival.Request, arrival.Status, arrival.Code));
        Assert.Matches(reason, arrival.Message);
        await AssertUnchangedAsync();
    }

    /// <summary>Nothing that a suite could see has changed.</summary>
    public async Task AssertUnchangedAsync()
    {
        Assert.Equal(_before, (await _emulator.GetAsync("state")).Text);
        Assert.Equal((false, 1), await VerifyAsync());
        Assert.Equal("[]", (await _emulator.GetAsync("faults")).Text);
        Assert.Equal("[]", (await _emulator.GetAsync("requests")).Text);
        Assert.Equal("[]", (await _emulator.GetAsync("requests?tenant=-&action=ResetAccountPassword")).Text);
        Assert.Single((await _emulator.GetAsync("tenants")).Json.AsArray());
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
