using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ResetPassword.BrowserTests;

/// <summary>Another site: it serves one empty page, which the tests fill with what an attacker would write.</summary>
internal sealed class AttackerSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AttackerSite(WebApplication app) => _app = app;

    /// <summary>The page, under a name that is not the emulator's.</summary>
    public string Page => $"http://attacker.example:{new Uri(_app.Urls.Single()).Port}/";

    public static async Task<AttackerSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Map("/", () => Results.Content("<!doctype html><title>attacker</title>", "text/html"));
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
