using Microsoft.Playwright;
using ResetPassword.BrowserTests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace ResetPassword.BrowserTests;

/// <summary>The machine's own Chromium, or one that is downloaded, headless; every host name of these tests is this machine to it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();

        // What a page is to show may take its time on a machine that does other things too.
        Assertions.SetDefaultExpectTimeout(60_000);
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Find() ?? Install(),

            // A container runs it as root; the names of the attack are resolved here, as an attacker's own DNS would. What newer browsers ask their
            // user about local addresses is off: not every browser asks, and users say yes.
            // Neither a graphics card nor the browser's own errands are of any use here.
            Args =
            [
                "--no-sandbox", "--host-resolver-rules=MAP *.example 127.0.0.1, MAP alibabacloud 127.0.0.1", "--disable-features=LocalNetworkAccessChecks",
                "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
            ],
        });
    }

    /// <summary>A fresh profile.</summary>
    public Task<IBrowserContext> NewProfileAsync(BrowserNewContextOptions? options = null) => _browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path
            ? path
            : Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    // Null is the one that Playwright finds by itself.
    private static string? Install() => Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0
        ? null
        : throw new FileNotFoundException("These tests need Chromium: on the PATH (apt-get install chromium), by its path in the environment variable CHROMIUM, or from Playwright's download, which failed.");
}
