using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ResetPassword.BrowserTests;

/// <summary>What a browser sent to the emulator for a page, and how that was answered, seen from before the emulator's first step.</summary>
internal sealed class Arrivals : IStartupFilter
{
    private readonly Channel<Arrival> _answered = Channel.CreateUnbounded<Arrival>();

    /// <summary>The next one, once it has been answered.</summary>
    public Task<Arrival> NextAsync() =>
        _answered.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(IsOfPage, browsers => browsers.Use(ObserveAsync));
        next(app);
    };

    // Icons are asked for by the browser itself.
    private static bool IsOfPage(HttpContext http) =>
        http.Request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal) && http.Request.Path != "/favicon.ico";

    private async Task ObserveAsync(HttpContext http, RequestDelegate next)
    {
        var browser = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await next(http);
        await http.Response.BodyWriter.FlushAsync();
        http.Response.Body = browser;
        await browser.WriteAsync(answer.ToArray());
        _answered.Writer.TryWrite(Arrival.Of(http, answer.ToArray()));
    }
}

/// <summary>A browser's request, <c>GET /path</c>, and its answer; the code is the RPC endpoint's, the controls have none.</summary>
internal sealed record Arrival(string Request, int Status, string? Code, string? Message)
{
    public static Arrival Of(HttpContext http, byte[] answer)
    {
        var body = answer.Length == 0 ? null : JsonNode.Parse(answer) as JsonObject;
        return new($"{http.Request.Method} {http.Request.Path}", http.Response.StatusCode, (string?)body?[nameof(Code)],
            (string?)(body?[nameof(Message)] ?? body?["detail"]));
    }
}
