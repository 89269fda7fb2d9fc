namespace ResetPassword.BrowserTests;

/// <summary>A page of the emulator's own, as an API explorer's would be.</summary>
public sealed class OwnPageTests(Chromium chromium)
{
    /// <summary>What the page does (its script), and what it gets.</summary>
    public static TheoryData<string, int> Calls => new()
    {
        { "fetch('/_emulator/state')", 200 },
        { "fetch('/_emulator/state').then(text).then((state) => fetch('/_emulator/state', json('PUT', state)))", 204 },
        { "fetch('/openapi/v1.json')", 200 },
        { "fetch('/_emulator/faults', json('POST', rule))", 201 },
        { "fetch('/_emulator/faults', { method: 'DELETE' })", 204 },
        { "fetch('/_emulator/instances/rm-locked', json('PATCH', '{\"status\":\"Rebooting\"}'))", 200 },
        { "fetch('/_emulator/reset', { method: 'POST' })", 204 },
        { "fetch('/_emulator/state?tenant=test-page')", 200 },
    };

    [Theory]
    [InlineData("/_emulator/health")]
    [InlineData("/openapi/v1.json")]
    public async Task The_emulators_own_addresses_open_in_a_browser(string path)
    {
        await using var emulator = await AttackedEmulator.StartAsync();
        await using var profile = await chromium.NewProfileAsync();
        var page = await profile.NewPageAsync();

        var answer = await page.GotoAsync(emulator.AddressAt("localhost") + path);

        Assert.Equal(200, answer!.Status);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_page_of_the_emulators_own_calls_the_controls(string script, int status)
    {
        await using var emulator = await AttackedEmulator.StartAsync();
        await using var profile = await chromium.NewProfileAsync();
        var page = await profile.NewPageAsync();
        await page.GotoAsync(emulator.AddressAt("127.0.0.1") + "/_emulator/health");

        var got = await emulator.TryAsync(page, "127.0.0.1", $"{script}.then((answer) => answer.status)");

        Assert.Equal($"{status}", got);
    }

    // What the attacks of these tests send would be right if they were not attacks.
    [Theory]
    [InlineData("fetch(signed)")]
    [InlineData("fetch('/', { method: 'POST', body: form })")]
    [InlineData("fetch(signedPost, { method: 'POST' })")]
    [InlineData("loaded(make('img', { src: signed }))")]
    public async Task A_page_of_the_emulators_own_sends_signed_calls(string script)
    {
        await using var emulator = await AttackedEmulator.StartAsync();
        await using var profile = await chromium.NewProfileAsync();
        var page = await profile.NewPageAsync();
        await page.GotoAsync(emulator.AddressAt("127.0.0.1") + "/openapi/v1.json");

        await emulator.TryAsync(page, "127.0.0.1", script);

        Assert.Equal((true, 2), await emulator.VerifyAsync());
    }
}
