using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ResetPassword.BrowserTests;

/// <summary>
/// Another site, on a port of its own: an empty page, which the tests fill with what an attacker would write, and what an attacker's server can answer.
/// </summary>
internal sealed class AttackerSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AttackerSite(WebApplication app) => _app = app;

    /// <summary>The page, under a name of its own or under one that it shares with the emulator.</summary>
    public string PageAt(string host = "attacker.example") => $"http://{host}:{new Uri(_app.Urls.Single()).Port}/";

    /// <summary>An address of the site that leads on to another one.</summary>
    public string RedirectTo(string address) => $"{PageAt()}go?to={Uri.EscapeDataString(address)}";

    public static async Task<AttackerSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Map("/", () => Results.Content("<!doctype html><title>attacker</title>", "text/html"));
        app.Map("/go", (string to) => Results.Redirect(to, preserveMethod: true));
        app.Map("/refresh", (string to, HttpResponse response) => response.Headers["Refresh"] = $"0; url={to}");
        app.Map("/report", (string to, HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = $"img-src 'none'; report-uri {to}";
            return Results.Content("<!doctype html><img src=/forbidden>", "text/html");
        });
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
