using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using ResetPassword.CommandLine;
using ResetPassword.Gateway.Authentication;

namespace ResetPassword.BrowserTests;

/// <summary>A web page in a real browser tries to drive a developer's emulator.</summary>
public sealed class GuardTests(Chromium chromium)
{
    private const string Rule = """{"match":{"product":"Rds","action":"ResetAccountPassword"},"connection":"reset"}""";

    // What a page has at hand: e is the emulator's address, signed a right call of it, made with the published credentials.
    private const string Tools = """
        const loaded = (element, parent = document.body) => new Promise((done) => { element.onload = element.onerror = done; parent.append(element); });
        const make = (name, properties) => Object.assign(document.createElement(name), properties);
        const submit = async (action, method, enctype, fields) => {
          const frame = make('iframe', { name: 'target' });
          await loaded(frame);
          const form = make('form', { action, method, enctype, target: 'target' });
          for (const [name, value] of fields) form.append(make('input', { name, value }));
          const answered = new Promise((done) => { frame.onload = done; });
          document.body.append(form);
          form.submit();
          await answered;
        };
        """;

    /// <summary>What a page of another site can do, by name.</summary>
    public static TheoryData<string, string> CrossSite => new()
    {
        { "a form to reset", "submit(`${e}/_emulator/reset`, 'post', 'application/x-www-form-urlencoded', [])" },
        { "a form as multipart to reset", "submit(`${e}/_emulator/reset`, 'post', 'multipart/form-data', [['a', 'b']])" },
        { "a form as text that is JSON to faults", "submit(`${e}/_emulator/faults`, 'post', 'text/plain', [['{\"match\":{\"product\":\"Rds\",\"action\":\"ResetAccountPassword\"},\"connection\":\"reset\",\"x', '\":1}']])" },
        { "a form to tenants", "submit(`${e}/_emulator/tenants`, 'post', 'text/plain', [])" },
        { "a form with a signed call", "submit(e, 'post', 'application/x-www-form-urlencoded', [...new URL(signedPost).searchParams])" },
        { "a form that gets the signed address", "submit(e, 'get', '', [...new URL(signed).searchParams])" },
        { "fetch without CORS to reset", "fetch(`${e}/_emulator/reset`, { method: 'POST', mode: 'no-cors' })" },
        { "fetch without CORS to faults", "fetch(`${e}/_emulator/faults`, { method: 'POST', mode: 'no-cors', body: rule })" },
        { "fetch without CORS of the signed address", "fetch(signed, { mode: 'no-cors' })" },
        { "fetch with CORS to reset", "fetch(`${e}/_emulator/reset`, { method: 'POST' })" },
        { "fetch with CORS and JSON to faults", "fetch(`${e}/_emulator/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: rule })" },
        { "fetch with CORS that puts the state", "fetch(`${e}/_emulator/state`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{\"instances\":[]}' })" },
        { "fetch with CORS that patches an instance", "fetch(`${e}/_emulator/instances/rm-running`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{\"status\":\"Rebooting\"}' })" },
        { "fetch with CORS that deletes an instance", "fetch(`${e}/_emulator/instances/rm-running`, { method: 'DELETE' })" },
        { "fetch with CORS of the state", "fetch(`${e}/_emulator/state`)" },
        { "fetch with CORS of the signed address", "fetch(signed)" },
        { "fetch with CORS and V3 headers", "fetch(e, { method: 'POST', headers: { authorization: 'ACS3-HMAC-SHA256 Credential=testid', 'x-acs-action': 'ResetAccountPassword' } })" },
        { "a beacon to reset", "navigator.sendBeacon(`${e}/_emulator/reset`)" },
        { "a beacon with a rule", "navigator.sendBeacon(`${e}/_emulator/faults`, rule)" },
        { "an image of the signed address", "loaded(make('img', { src: signed }))" },
        { "a script of the signed address", "loaded(make('script', { src: signed }))" },
        { "a style sheet of the signed address", "loaded(make('link', { rel: 'stylesheet', href: signed }), document.head)" },
        { "a frame of the signed address", "loaded(make('iframe', { src: signed }))" },
        { "an object of the signed address", "loaded(make('object', { data: signed }))" },
        { "an event source of the signed address", "new Promise((done) => { new EventSource(signed).onerror = done; })" },
        { "a way to the signed address", "void (location.href = signed)" },
        { "a window of the signed address", "void window.open(signed)" },
        { "an image of the signed address without a referrer", "loaded(make('img', { referrerPolicy: 'no-referrer', src: signed }))" },
        { "a sandboxed frame with a form to reset", "loaded(make('iframe', { sandbox: 'allow-scripts allow-forms', srcdoc: `<form action='${e}/_emulator/reset' method='post'></form><script>document.forms[0].submit()</script>` }))" },
    };

    /// <summary>What a page can do whose name has come to mean the emulator: to the browser they are one site.</summary>
    public static TheoryData<string, string> Rebound => new()
    {
        { "reset", "fetch('/_emulator/reset', { method: 'POST' })" },
        { "the state", "fetch('/_emulator/state')" },
        { "another state", "fetch('/_emulator/state', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{\"instances\":[]}' })" },
        { "a rule", "fetch('/_emulator/faults', { method: 'POST', headers: { 'content-type': 'application/json' }, body: rule })" },
        { "a signed call", "fetch(new URL(signed).search)" },
        { "a signed form", "fetch('/', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URL(signedPost).search.slice(1) })" },
        { "an image of a signed call", "loaded(make('img', { src: new URL(signed).search }))" },
        { "the description", "fetch('/openapi/v1.json')" },
    };

    [Theory]
    [MemberData(nameof(CrossSite))]
    public async Task A_page_of_another_site_changes_nothing(string attempt, string script)
    {
        var log = new ErrorLog(LogLevel.Warning);
        await using var emulator = EmulatorUnderTest.Start(log);
        await using var site = await AttackerSite.StartAsync();
        var before = await PrepareAsync(emulator);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(site.Page);

        await TryAsync(page, emulator, script);

        await AssertRefusedAsync(emulator, log, before, attempt);
        await page.CloseAsync();
    }

    [Theory]
    [MemberData(nameof(Rebound))]
    public async Task A_page_whose_name_was_rebound_to_the_emulator_changes_nothing_and_reads_nothing(string attempt, string script)
    {
        var log = new ErrorLog(LogLevel.Warning);
        await using var emulator = EmulatorUnderTest.Start(log);
        var before = await PrepareAsync(emulator);
        var page = await chromium.NewPageAsync();

        // The page itself came from the attacker, when the name still meant his own machine.
        var address = $"http://rebound.example:{emulator.Endpoint.Port}/page";
        await page.RouteAsync(address, route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>rebound</title>" }));
        await page.GotoAsync(address);

        await TryAsync(page, emulator, script);

        await AssertRefusedAsync(emulator, log, before, attempt);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_page_of_the_emulators_own_works()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(new Uri(emulator.Endpoint, "/_emulator/health").ToString());

        var statuses = await page.EvaluateAsync<int[]>("""
            async ([rule, signed]) => {
              const json = { 'content-type': 'application/json' };
              const calls = [
                ['/_emulator/state'], ['/openapi/v1.json'],
                ['/_emulator/faults', { method: 'POST', headers: json, body: rule }], ['/_emulator/faults', { method: 'DELETE' }],
                ['/_emulator/instances/rm-locked', { method: 'PATCH', headers: json, body: '{"status":"Rebooting"}' }],
                [signed], ['/_emulator/reset', { method: 'POST' }],
              ];
              const statuses = [];
              for (const [path, options] of calls) statuses.push((await fetch(path, options)).status);
              return statuses;
            }
            """, new[] { Rule, Signed(emulator, HttpMethod.Get) });

        Assert.Equal([200, 200, 201, 204, 200, 200, 204], statuses);
        await page.CloseAsync();
    }

    // Something that a reset would undo.
    private static async Task<string> PrepareAsync(EmulatorUnderTest emulator)
    {
        await emulator.PatchAsync("instances/rm-locked", """{"tags":{"mine":"yes"}}""");
        return (await emulator.GetAsync("state")).Text;
    }

    // What the page gets for its attempt, an error included, is its own affair.
    private static Task<JsonElement?> TryAsync(IPage page, EmulatorUnderTest emulator, string script) => page.EvaluateAsync(
        $$"""async ([e, rule, signed, signedPost]) => { {{Tools}} try { await ({{script}}); } catch { } }""",
        new[] { emulator.Endpoint.GetLeftPart(UriPartial.Authority), Rule, Signed(emulator, HttpMethod.Get), Signed(emulator, HttpMethod.Post) });

    private static async Task AssertRefusedAsync(EmulatorUnderTest emulator, ErrorLog log, string before, string attempt)
    {
        // It did arrive, and was refused.
        var entry = await log.FirstAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("The guard refused a request.", entry, StringComparison.Ordinal);
        Assert.True(before == (await emulator.GetAsync("state")).Text, $"{attempt} changed the state.");
        Assert.Equal("[]", (await emulator.GetAsync("faults")).Text);
        Assert.Equal("[]", (await emulator.GetAsync("requests")).Text);
        Assert.Single((await emulator.GetAsync("tenants")).Json.AsArray());
    }

    // A V1 call with everything in the query; what a form is filled with is signed as a POST.
    private static string Signed(EmulatorUnderTest emulator, HttpMethod method)
    {
        var call = new SignedRequest
        {
            Endpoint = emulator.Endpoint,
            Version = "2014-08-15",
            Action = "ResetAccountPassword",
            Generation = SignatureGeneration.V1,
            Method = method,
            Parameters = [new("DBInstanceId", "rm-running"), new("AccountName", "test1"), new("AccountPassword", "Stolen_pass1")],
        };
        using var message = call.ToMessage();
        var query = message.Content is { } form ? $"?{form.ReadAsStringAsync().Result}" : message.RequestUri!.Query;
        return new Uri(emulator.Endpoint, query).ToString();
    }
}
