using static ResetPassword.BrowserTests.AttackedEmulator;

namespace ResetPassword.BrowserTests;

/// <summary>A page whose name has come to mean the emulator (DNS rebinding): to the browser they are one origin.</summary>
public sealed class ReboundTests(Chromium chromium)
{
    /// <summary>What the page can do (its script), and what of it arrives.</summary>
    public static TheoryData<string, string> Attempts => new()
    {
        { "text(fetch('/_emulator/health'))", "GET /_emulator/health" },
        { "text(fetch('/_emulator/state'))", "GET /_emulator/state" },
        { "text(fetch('/_emulator/state', json('PUT', '{\"instances\":[]}')))", "PUT /_emulator/state" },
        { "text(fetch('/_emulator/reset', { method: 'POST' }))", "POST /_emulator/reset" },
        { "text(fetch('/_emulator/faults', json('POST', rule)))", "POST /_emulator/faults" },
        { "text(fetch('/_emulator/tenants', json('POST', '{}')))", "POST /_emulator/tenants" },
        { "text(fetch('/_emulator/instances/rm-running', json('PATCH', '{\"status\":\"Rebooting\"}')))", "PATCH /_emulator/instances/rm-running" },
        { "text(fetch('/_emulator/instances/rm-running', { method: 'DELETE' }))", "DELETE /_emulator/instances/rm-running" },
        { "text(fetch('/_emulator/requests'))", "GET /_emulator/requests" },
        { "text(fetch('/openapi/v1.json'))", "GET /openapi/v1.json" },
        { "text(fetch(signed))", "GET /" },
        { "text(fetch('/', { method: 'POST', body: form }))", "POST /" },
        { "submit('/', 'post', 'application/x-www-form-urlencoded', form)", "POST /" },
        { "submit('/_emulator/reset', 'post', 'text/plain', [])", "POST /_emulator/reset" },
        { "loaded(make('img', { src: signed }))", "GET /" },
        { "void (location = signed)", "GET /" },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task A_page_whose_name_was_rebound_to_the_emulator_changes_nothing_and_reads_nothing(string script, string request)
    {
        await using var emulator = await AttackedEmulator.StartAsync();
        await using var profile = await chromium.NewProfileAsync();
        var page = await profile.NewPageAsync();

        // The page itself came from the attacker, when the name still meant his own machine.
        var address = $"{emulator.AddressAt("rebound.example")}/page";
        await page.RouteAsync(address,
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><link rel=icon href=data:,><title>rebound</title>" }));
        await page.GotoAsync(address);

        var read = await emulator.TryAsync(page, "rebound.example", script);

        await emulator.AssertRefusedAsync(request, OtherHost);
        Assert.DoesNotContain("rm-running", read, StringComparison.Ordinal);
    }
}
