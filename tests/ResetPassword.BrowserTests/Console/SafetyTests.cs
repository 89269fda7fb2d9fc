using Microsoft.Playwright;
using static ResetPassword.BrowserTests.Console.ConsoleUnderTest;

namespace ResetPassword.BrowserTests.Console;

/// <summary>The console opens no door: not to what came over the wire, not to other pages, not without the admin token.</summary>
public sealed class SafetyTests(Chromium chromium)
{
    private const string Markup = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";

    [Fact]
    public async Task Markup_in_every_parameter_is_shown_as_text_and_runs_nothing()
    {
        await using var console = await OpenAsync(chromium);
        await console.Emulator.CallAsync("Rds", call => call with { AccessKeyId = Markup },
            ("DBInstanceId", Markup), ("AccountName", Markup), ("AccountPassword", Markup), (Markup, Markup));
        await console.Emulator.CallAsync("Rds", call => call with { Action = Markup, Version = "2014-08-15" }, ("DBInstanceId", Markup));
        await console.Emulator.CallAsync("Rds", ("DBInstanceId", Markup), ("AccountName", Markup), ("AccountPassword", Markup), (Markup, Markup));
        await Assertions.Expect(console.Rows).ToHaveCountAsync(3);

        await console.Rows.First.ClickAsync();
        await SeesAsync(console.Detail, Markup);
        await console.Button("Node.js").ClickAsync();
        await SeesAsync(console.Detail.Locator("pre"), "AccountName");
        await console.Rows.Nth(1).ClickAsync();
        await console.Rows.Nth(2).ClickAsync();
        await console.ShowAsync("Faults");

        Assert.Null(await console.Page.EvaluateAsync<int?>("window.ran ?? null"));
        Assert.Equal(0, await console.Page.Locator("main img, main script").CountAsync());
    }

    [Fact]
    public async Task Markup_in_the_state_is_shown_as_text_and_runs_nothing()
    {
        await using var console = await OpenAsync(chromium, "instances");
        await console.Emulator.PatchAsync("instances/rm-running", """{"engineVersion":"<img src=x onerror='window.ran=1'>"}""");
        await console.Emulator.PutAsync("users/limited", """{"policies":[{"name":"<img>","document":{"Version":"1","Statement":[]}}]}""");
        await console.ChooseInstanceAsync("rm-running");
        await console.ShowAsync("RAM");

        Assert.Null(await console.Page.EvaluateAsync<int?>("window.ran ?? null"));
        Assert.Equal(0, await console.Page.Locator("main img").CountAsync());
    }

    [Fact]
    public async Task The_policy_of_the_page_lets_no_inline_script_run_and_no_style_in()
    {
        await using var console = await OpenAsync(chromium);

        var answer = await console.Page.APIRequest.GetAsync(new Uri(console.Address, "/_emulator/console").ToString());
        var result = await console.Page.EvaluateAsync<string>(
            """
            new Promise((done) => {
              document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
              const script = document.createElement('script');
              script.textContent = 'window.ran = 1';
              document.head.append(script);
            })
            """);

        console.ForgetErrors();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; ", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal(("script-src-elem", null), (result, await console.Page.EvaluateAsync<int?>("window.ran ?? null")));
    }

    [Fact]
    public async Task A_browser_that_asks_for_the_endpoint_is_led_to_the_console()
    {
        await using var console = await OpenAsync(chromium);
        var page = await console.Page.Context.NewPageAsync();

        await page.GotoAsync(console.Address.ToString());

        Assert.Equal("/_emulator/console", new Uri(page.Url).AbsolutePath);
        await SeesAsync(page.Locator("#connection"), "Live");
    }

    [Fact]
    public async Task A_link_of_another_site_opens_the_console()
    {
        await using var attacker = await AttackerSite.StartAsync();
        await using var console = await OpenAsync(chromium);
        await console.Page.GotoAsync(attacker.PageAt());

        await console.Page.EvaluateAsync("(to) => { location = to; }", new Uri(console.Address, "/_emulator/console#/health").ToString());

        await console.ReadyAsync("Health");
        await SeesAsync(console.Connection, "Live");
    }

    [Theory]
    [InlineData("new Promise((done) => { const frame = document.createElement('iframe'); frame.onload = () => done('loaded'); frame.src = to; document.body.append(frame); })", "loaded")]
    [InlineData("fetch(to).then((answer) => answer.text(), () => 'refused')", "refused")]
    [InlineData("fetch(to, { mode: 'no-cors' }).then((answer) => answer.text(), () => 'refused')", "")]
    [InlineData("fetch(to.replace('console', 'state')).then((answer) => answer.text(), () => 'refused')", "refused")]
    [InlineData("fetch(to.replace('console', 'requests/stream')).then((answer) => answer.text(), () => 'refused')", "refused")]
    [InlineData("import(to + '/api.js').then((module) => module.own.get('state'), () => 'refused')", "refused")]
    public async Task Another_site_can_neither_frame_the_console_nor_read_its_data(string script, string read)
    {
        await using var attacker = await AttackerSite.StartAsync();
        await using var console = await OpenAsync(chromium);
        await console.Page.GotoAsync(attacker.PageAt());
        var statuses = new List<int>();
        console.Page.Response += (_, response) => statuses.Add(response.Status);

        var got = await console.Page.EvaluateAsync<string>($"(to) => {script}", new Uri(console.Address, "/_emulator/console").ToString());

        Assert.Equal(read, got);
        Assert.DoesNotContain(200, statuses);
    }

    [Fact]
    public async Task With_an_admin_token_the_page_asks_for_it_keeps_it_for_the_tab_and_puts_it_in_no_address()
    {
        var emulator = EmulatorUnderTest.Start(null, ("AdminToken", "right"));
        await using var console = await OpenAsync(chromium, emulator);
        var addresses = new List<string>();
        console.Page.Request += (_, request) => addresses.Add(request.Url);
        await emulator.ResetRdsAsync();
        var dialog = console.Page.GetByRole(AriaRole.Dialog);

        // No header can have it: the browser itself says so, and the question stays.
        await dialog.Locator("input").FillAsync("wr\u00f6ng\u20ac");
        await console.Button("Go on").ClickAsync();
        await Assertions.Expect(dialog.Locator("input:invalid")).ToBeVisibleAsync();
        await dialog.Locator("input").FillAsync("wrong");
        await console.Button("Go on").ClickAsync();
        await SeesAsync(dialog, "That is not the admin token");
        await dialog.Locator("input").FillAsync("right");
        await console.Button("Go on").ClickAsync();
        await SeesAsync(console.Rows.First, "200 OK");
        await console.Page.ReloadAsync();
        await SeesAsync(console.Rows.First, "200 OK");
        await console.ShowAsync("Health");
        var other = await console.Page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(console.Address, "/_emulator/console").ToString());

        await SeesAsync(other.GetByRole(AriaRole.Dialog), "This emulator has an admin token.");
        Assert.DoesNotContain(addresses, address => address.Contains("right", StringComparison.Ordinal));
        Assert.Equal("null", await console.Page.EvaluateAsync<string>("JSON.stringify(localStorage.getItem('resetpassword.token'))"));
    }
}
