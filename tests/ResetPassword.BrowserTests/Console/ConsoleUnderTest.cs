using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ResetPassword.BrowserTests.Console;

/// <summary>The console of an emulator in a real browser, and what its user does there. Whatever a page reports as an error fails its test.</summary>
internal sealed class ConsoleUnderTest : IAsyncDisposable
{
    private readonly IBrowserContext _profile;

    // Of its scripts, and what its Content-Security-Policy refused.
    private readonly List<string> _errors = [];

    private ConsoleUnderTest(EmulatorUnderTest emulator, Uri address, IBrowserContext profile, IPage page) =>
        (Emulator, Address, _profile, Page) = (emulator, address, profile, page);

    public EmulatorUnderTest Emulator { get; }

    /// <summary>Where the browser finds the emulator.</summary>
    public Uri Address { get; }

    public IPage Page { get; }

    /// <summary>The calls in the list, newest first.</summary>
    public ILocator Rows => Page.Locator(".calls button");

    /// <summary>What is shown of the call or the instance that was chosen.</summary>
    public ILocator Detail => Page.Locator(".detail");

    public ILocator Connection => Page.Locator("#connection");

    public static async Task<ConsoleUnderTest> OpenAsync(Chromium chromium, string screen = "calls", BrowserNewContextOptions? options = null) =>
        await OpenAsync(chromium, EmulatorUnderTest.Start(), screen, options);

    public static async Task<ConsoleUnderTest> OpenAsync(
        Chromium chromium, EmulatorUnderTest emulator, string screen = "calls", BrowserNewContextOptions? options = null, Uri? address = null)
    {
        var profile = await chromium.NewProfileAsync(options);
        var page = await profile.NewPageAsync();
        var console = new ConsoleUnderTest(emulator, address ?? emulator.Endpoint, profile, page);
        page.PageError += (_, error) => console._errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                console._errors.Add(message.Text);
        };
        await page.GotoAsync(new Uri(console.Address, $"/_emulator/console#/{screen}").ToString());
        return console;
    }

    /// <summary>Shows a screen by its tab, and waits until it is there.</summary>
    public async Task ShowAsync(string title)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).ClickAsync();
        await ReadyAsync(title);
    }

    public Task ReadyAsync(string title) => Page.Locator($"[data-screen='{title}'][data-ready]").WaitForAsync();

    /// <summary>Those so far were the test's own.</summary>
    public void ForgetErrors() => _errors.Clear();

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Chooses the newest call with a code.</summary>
    public Task ChooseAsync(string code) => Rows.Filter(new() { HasText = code }).First.ClickAsync();

    /// <summary>Chooses an instance on its screen.</summary>
    public async Task ChooseInstanceAsync(string id)
    {
        await Page.Locator($"[data-instance='{id}']").ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = id, Exact = true }).WaitForAsync();
    }

    public static Task SeesAsync(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);

    public static Task SeesAsync(ILocator where, Regex text) => Assertions.Expect(where).ToContainTextAsync(text);

    public async ValueTask DisposeAsync()
    {
        await _profile.CloseAsync();
        await Emulator.DisposeAsync();
        Assert.Empty(_errors);
    }
}
