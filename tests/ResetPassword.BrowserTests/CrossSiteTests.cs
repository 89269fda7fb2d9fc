using static ResetPassword.BrowserTests.AttackedEmulator;

namespace ResetPassword.BrowserTests;

/// <summary>A page of another site, in a real browser, tries to drive a developer's emulator: each attempt arrives, is refused and changes nothing.</summary>
public sealed class CrossSiteTests(Chromium chromium)
{
    /// <summary>What a page can do (its script), what of it arrives first, and why that is refused.</summary>
    public static TheoryData<string, string, string> Forms => new()
    {
        { "submit(`${e}/_emulator/reset`, 'post', 'application/x-www-form-urlencoded', [])", "POST /_emulator/reset", OtherOrigin },
        { "submit(`${e}/_emulator/reset`, 'post', 'multipart/form-data', [['a', 'b']])", "POST /_emulator/reset", OtherOrigin },
        { "submit(`${e}/_emulator/faults`, 'post', 'text/plain', [[rule.replace('}', ',\"x'), '\":1}']])", "POST /_emulator/faults", OtherOrigin },
        { "submit(`${e}/_emulator/tenants`, 'post', 'text/plain', [['{\"x', '\":1}']])", "POST /_emulator/tenants", OtherOrigin },
        { "submit(`${e}/_emulator/state`, 'post', 'text/plain', [['{\"instances', '\":[]}']])", "POST /_emulator/state", OtherOrigin },
        { "submit(`${e}/_emulator/clock`, 'get', '', [])", "GET /_emulator/clock", OtherSite },
        { "submit(`/go?to=${e}/_emulator/reset`, 'post', 'text/plain', [])", "POST /_emulator/reset", OtherOrigin },
        { "submit(e, 'post', 'application/x-www-form-urlencoded', form)", "POST /", OtherOrigin },
        { "submit(e, 'post', 'multipart/form-data', form)", "POST /", OtherOrigin },
        { "submit(e, 'post', 'text/plain', form)", "POST /", OtherOrigin },
        { "submit(signedPost, 'post', 'text/plain', [])", "POST /", OtherOrigin },
        { "submit(e, 'get', '', new URL(signed).searchParams)", "GET /", OtherSite },
        { "loaded(make('iframe', { sandbox: 'allow-scripts allow-forms', srcdoc: `<form action='${e}/_emulator/reset' method='post'></form><script>document.forms[0].submit()</script>` }))", "POST /_emulator/reset", OtherOrigin },
    };

    /// <inheritdoc cref="Forms"/>
    public static TheoryData<string, string, string> Fetches => new()
    {
        { "fetch(`${e}/_emulator/reset`, { method: 'POST', mode: 'no-cors' })", "POST /_emulator/reset", OtherOrigin },
        { "fetch(`${e}/_emulator/faults`, { method: 'POST', mode: 'no-cors', body: rule })", "POST /_emulator/faults", OtherOrigin },
        { "fetch(`${e}/_emulator/faults`, { method: 'POST', mode: 'no-cors', body: new Blob([rule], { type: 'application/json' }) })", "POST /_emulator/faults", OtherOrigin },
        { "fetch(`${e}/_emulator/state`, { mode: 'no-cors' })", "GET /_emulator/state", OtherSite },
        { "fetch(`${e}/_emulator/state`, { method: 'HEAD', mode: 'no-cors' })", "HEAD /_emulator/state", OtherSite },
        { "fetch(signed, { mode: 'no-cors' })", "GET /", OtherSite },
        { "fetch(signed, { mode: 'no-cors', referrerPolicy: 'no-referrer', credentials: 'omit' })", "GET /", OtherSite },
        { "fetch(signedPost, { method: 'POST', mode: 'no-cors', referrerPolicy: 'no-referrer' })", "POST /", OtherOrigin },
        { "fetch(e, { method: 'POST', mode: 'no-cors', body: form })", "POST /", OtherOrigin },
        { "text(fetch(`${e}/_emulator/state`))", "GET /_emulator/state", OtherOrigin },
        { "text(fetch(`${e}/openapi/v1.json`))", "GET /openapi/v1.json", OtherOrigin },
        { "text(fetch(`${e}/_emulator/reset`, { method: 'POST' }))", "POST /_emulator/reset", OtherOrigin },
        { "text(fetch(`${e}/_emulator/faults`, json('POST', rule)))", "OPTIONS /_emulator/faults", OtherOrigin },
        { "text(fetch(`${e}/_emulator/faults`, { method: 'DELETE' }))", "OPTIONS /_emulator/faults", OtherOrigin },
        { "text(fetch(`${e}/_emulator/state`, json('PUT', '{\"instances\":[]}')))", "OPTIONS /_emulator/state", OtherOrigin },
        { "text(fetch(`${e}/_emulator/instances/rm-running`, json('PATCH', '{\"status\":\"Rebooting\"}')))", "OPTIONS /_emulator/instances/rm-running", OtherOrigin },
        { "text(fetch(`${e}/_emulator/instances/rm-running`, { method: 'DELETE' }))", "OPTIONS /_emulator/instances/rm-running", OtherOrigin },
        { "text(fetch(signed))", "GET /", OtherOrigin },
        { "text(fetch(`/go?to=${encodeURIComponent(signed)}`))", "GET /", OtherOrigin },
        { "text(fetch(e, { method: 'POST', body: form }))", "POST /", OtherOrigin },
        { "text(fetch(e, json('POST', '{}')))", "OPTIONS /", OtherOrigin },
        { "text(fetch(e, { method: 'POST', headers: { 'x-acs-action': 'ResetAccountPassword' } }))", "OPTIONS /", OtherOrigin },
    };

    /// <inheritdoc cref="Forms"/>
    public static TheoryData<string, string, string> Elements => new()
    {
        { "loaded(make('img', { src: signed }))", "GET /", OtherSite },
        { "loaded(make('img', { src: signed, crossOrigin: 'anonymous' }))", "GET /", OtherOrigin },
        { "loaded(make('img', { src: signed, referrerPolicy: 'no-referrer' }))", "GET /", OtherSite },
        { "loaded(make('img', { src: `/go?to=${encodeURIComponent(signed)}` }))", "GET /", OtherSite },
        { "loaded(make('img', { src: `${e}/_emulator/state?tenant=test-image` }))", "GET /_emulator/state", OtherSite },
        { "loaded(make('script', { src: signed }))", "GET /", OtherSite },
        { "loaded(make('script', { src: signed, type: 'module' }))", "GET /", OtherOrigin },
        { "loaded(make('link', { rel: 'stylesheet', href: signed }), document.head)", "GET /", OtherSite },
        { "loaded(make('link', { rel: 'prefetch', href: signed }), document.head)", "GET /", OtherSite },
        { "loaded(make('link', { rel: 'icon', href: signed }), document.head) && ''", "GET /", OtherSite },
        { "loaded(make('iframe', { src: signed }))", "GET /", OtherSite },
        { "loaded(make('iframe', { src: 'data:text/html,' + encodeURIComponent(`<script>location = '${signed}'</script>`) }))", "GET /", OtherSite },
        { "loaded(make('iframe', { src: `/refresh?to=${encodeURIComponent(signed)}` }))", "GET /", OtherSite },
        { "loaded(make('iframe', { src: `/report?to=${e}/_emulator/reset` }))", "POST /_emulator/reset", OtherOrigin },
        { "loaded(make('object', { data: signed }))", "GET /", OtherSite },
        { "make('video', { src: signed }).load()", "GET /", OtherSite },
        { "make('a', { href: '#', ping: `${e}/_emulator/reset` }).click()", "POST /_emulator/reset", OtherOrigin },
        { "void (document.body.style.backgroundImage = `url('${signed}')`)", "GET /", OtherSite },
    };

    /// <inheritdoc cref="Forms"/>
    public static TheoryData<string, string, string> Scripts => new()
    {
        { "navigator.sendBeacon(`${e}/_emulator/reset`)", "POST /_emulator/reset", OtherOrigin },
        { "navigator.sendBeacon(`${e}/_emulator/faults`, rule)", "POST /_emulator/faults", OtherOrigin },
        { "navigator.sendBeacon(e, form)", "POST /", OtherOrigin },
        { "new Worker(URL.createObjectURL(new Blob([`fetch('${signed}', { mode: 'no-cors' })`])))", "GET /", OtherSite },
        { "new Promise((done) => { new EventSource(signed).onerror = done; })", "GET /", OtherOrigin },
        { "new Promise((done) => { new WebSocket(signed.replace('http', 'ws')).onerror = done; })", "GET /", OtherOrigin },
        { "import(signed)", "GET /", OtherOrigin },
        { "void (location = signed)", "GET /", OtherSite },
        { "void window.open(signed)", "GET /", OtherSite },
        { "void window.open(signed, '', 'noopener,noreferrer')", "GET /", OtherSite },
        { "void window.open().location.replace(signed)", "GET /", OtherSite },
        { "void window.open(`${e}/_emulator/state?tenant=test-window`)", "GET /_emulator/state", OtherSite },
    };

    /// <summary>To a browser, what is served from another port of the same name is another origin of the same site.</summary>
    public static TheoryData<string, string, string> SameSite => new()
    {
        { "submit(`${e}/_emulator/reset`, 'post', 'text/plain', [])", "POST /_emulator/reset", OtherOrigin },
        { "submit(e, 'post', 'application/x-www-form-urlencoded', form)", "POST /", OtherOrigin },
        { "text(fetch(`${e}/_emulator/state`))", "GET /_emulator/state", OtherOrigin },
        { "text(fetch(`${e}/_emulator/faults`, json('POST', rule)))", "OPTIONS /_emulator/faults", OtherOrigin },
        { "fetch(signed, { mode: 'no-cors' })", "GET /", OtherSite },
        { "loaded(make('img', { src: signed }))", "GET /", OtherSite },
        { "loaded(make('iframe', { src: signed }))", "GET /", OtherSite },
        { "void (location = signed)", "GET /", OtherSite },
    };

    /// <summary>Over plain HTTP a browser says whose page asks (Sec-Fetch-Site) only to loopback; an emulator elsewhere knows it by less.</summary>
    public static TheoryData<string, string, string> Elsewhere => new()
    {
        { "submit(`${e}/_emulator/reset`, 'post', 'text/plain', [])", "POST /_emulator/reset", OtherOrigin },
        { "submit(e, 'post', 'application/x-www-form-urlencoded', form)", "POST /", OtherOrigin },
        { "loaded(make('iframe', { sandbox: 'allow-scripts allow-forms', srcdoc: `<form action='${e}/_emulator/reset' method='post'></form><script>document.forms[0].submit()</script>` }))", "POST /_emulator/reset", OtherOrigin },
        { "fetch(`${e}/_emulator/reset`, { method: 'POST', mode: 'no-cors', referrerPolicy: 'no-referrer' })", "POST /_emulator/reset", OtherOrigin },
        { "text(fetch(`${e}/_emulator/state`))", "GET /_emulator/state", OtherOrigin },
        { "text(fetch(`${e}/_emulator/state`, json('PUT', '{\"instances\":[]}')))", "OPTIONS /_emulator/state", OtherOrigin },
        { "fetch(signed, { mode: 'no-cors' })", "GET /", NoBrowsers },
        { "loaded(make('img', { src: signed, referrerPolicy: 'no-referrer' }))", "GET /", NoBrowsers },
        { "loaded(make('script', { src: signed }))", "GET /", NoBrowsers },
        { "loaded(make('iframe', { src: signed }))", "GET /", NoBrowsers },
        { "void (location = signed)", "GET /", NoBrowsers },
        { "navigator.sendBeacon(`${e}/_emulator/reset`)", "POST /_emulator/reset", OtherOrigin },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public Task A_form_of_another_site_changes_nothing(string script, string request, string reason) =>
        IsRefusedAsync("attacker.example", "127.0.0.1", script, request, reason);

    [Theory]
    [MemberData(nameof(Fetches))]
    public Task A_fetch_of_another_site_changes_nothing_and_reads_nothing(string script, string request, string reason) =>
        IsRefusedAsync("attacker.example", "127.0.0.1", script, request, reason);

    [Theory]
    [MemberData(nameof(Elements))]
    public Task An_element_of_another_sites_page_changes_nothing(string script, string request, string reason) =>
        IsRefusedAsync("attacker.example", "127.0.0.1", script, request, reason);

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task A_script_of_another_site_changes_nothing(string script, string request, string reason) =>
        IsRefusedAsync("attacker.example", "localhost", script, request, reason);

    [Theory]
    [MemberData(nameof(SameSite))]
    public Task A_page_from_another_port_of_the_same_name_changes_nothing(string script, string request, string reason) =>
        IsRefusedAsync("127.0.0.1", "127.0.0.1", script, request, reason);

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public Task A_page_of_another_site_changes_nothing_of_an_emulator_on_another_machine(string script, string request, string reason) =>
        IsRefusedAsync("attacker.example", "alibabacloud", script, request, reason);

    [Fact]
    public async Task Reloading_the_signed_address_that_a_page_had_led_to_changes_nothing()
    {
        await using var emulator = await AttackedEmulator.StartAsync();
        await using var site = await AttackerSite.StartAsync();
        await using var profile = await chromium.NewProfileAsync();
        var page = await profile.NewPageAsync();
        await page.GotoAsync(site.PageAt());
        await emulator.TryAsync(page, "127.0.0.1", "void (location = signed)");
        await page.WaitForFunctionAsync("location.search.includes('Signature')");
        await emulator.AssertRefusedAsync("GET /", OtherSite);

        await page.ReloadAsync();

        await emulator.AssertRefusedAsync("GET /", OtherSite);
    }

    // The browser then says that nobody's page asks (Sec-Fetch-Site: none), as for an address that was typed.
    [Fact]
    public async Task An_address_that_the_user_opens_and_that_leads_to_the_signed_one_changes_nothing()
    {
        await using var emulator = await AttackedEmulator.StartAsync();
        await using var site = await AttackerSite.StartAsync();
        await using var profile = await chromium.NewProfileAsync();
        var page = await profile.NewPageAsync();

        await page.GotoAsync(site.RedirectTo(emulator.SignedAddress("127.0.0.1", HttpMethod.Get)));

        await emulator.AssertRefusedAsync("GET /", NoBrowsers);
    }

    private async Task IsRefusedAsync(string pageHost, string emulatorHost, string script, string request, string reason)
    {
        await using var emulator = await AttackedEmulator.StartAsync();
        await using var site = await AttackerSite.StartAsync();
        await using var profile = await chromium.NewProfileAsync();
        var page = await profile.NewPageAsync();
        await page.GotoAsync(site.PageAt(pageHost));

        var read = await emulator.TryAsync(page, emulatorHost, script);

        await emulator.AssertRefusedAsync(request, reason);
        Assert.DoesNotContain("rm-running", read, StringComparison.Ordinal);
    }
}
