using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using ResetPassword.Gateway;
using ResetPassword.Hosting;
using ResetPassword.Http.Console;
using ResetPassword.Http.Controls;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Http;

/// <summary>
/// Keeps web pages from driving a developer's emulator: no foreign Host (DNS rebinding), no foreign Origin or cross-site fetch, no browser on the RPC
/// endpoint (an image with a signed URL). And asks for the admin token on the emulator's own endpoints, when one is set. The console's static files are
/// open to links and need no token; what they show does.
/// </summary>
internal sealed partial class Guard(Router router, IdSource ids, EmulatorOptions options, ILogger<Guard> logger)
{
    private const string Bearer = "Bearer ";
    private const int MaxShown = 253;

    // No name of the public DNS ends so: a page cannot be made to come under one. ".local" is anybody's on the same network.
    private static readonly string[] PrivateDomains = [".localhost", ".test", ".internal", ".svc.cluster.local"];

    private readonly byte[]? _adminToken = options.AdminToken is { } token ? Encoding.UTF8.GetBytes(token) : null;

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var isOwn = EmulatorEndpoints.IsOwn(http.Request.Path);
        var host = HostName.Of(http.Request.Host.Value ?? "");
        if (AsksForConsole(http.Request) && FindRefusal(http.Request, host, isOwn: true) is null)
        {
            http.Response.Redirect(ConsoleEndpoints.Path);
            return Task.CompletedTask;
        }

        if (FindRefusal(http.Request, host, isOwn) is not { } reason)
            return IsAdmitted(http.Request) ? next(http) : AskForTokenAsync(http);
        Refused(reason);
        if (isOwn)
            return TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
        RpcAnswer.Write(http, RpcResponse.Of(GatewayErrors.Guarded with { Message = reason }, ids.NextRequestId(), Show(host)), ids);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The guard refused a request. {Reason}")]
    private partial void Refused(string reason);

    private string? FindRefusal(HttpRequest request, string host, bool isOwn)
    {
        if (!IsAllowedHost(host, isOwn))
            return $"The host {Show(host)} is not a name of this emulator. If it is, add it to ResetPassword:AllowedHosts.";

        var origin = request.Headers.Origin.ToString();
        if (origin != "" && origin != $"{request.Scheme}://{request.Host}" && !options.AllowedOrigins.Contains(origin))
            return $"The request was made by a page of {Show(origin)}. If that is this emulator's own address, add it to ResetPassword:AllowedOrigins.";

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none") && !IsLinkToConsole(request))
            return "The request was made by another site's page.";

        // "none" may be another site's doing too: the address that a user opened can lead on to here.
        if (!isOwn && site != "same-origin" && request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal))
            return "The RPC endpoint is not for browsers.";
        return null;
    }

    // The page, in a tab of its own: a frame has another destination, and what a page fetches another mode.
    private static bool IsLinkToConsole(HttpRequest request) =>
        request.Path.StartsWithSegments(ConsoleEndpoints.Path)
        && HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"] == "navigate"
        && request.Headers["Sec-Fetch-Dest"] == "document";

    // Somebody who has typed the emulator's address into a browser; no client of the RPC endpoint calls like this.
    private static bool AsksForConsole(HttpRequest request) =>
        request.Path == "/"
        && HttpMethods.IsGet(request.Method)
        && string.IsNullOrEmpty(request.QueryString.Value)
        && request.Headers.Authorization.Count == 0
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "none"
        && !request.Headers.Keys.Any(name => name.StartsWith("x-acs-", StringComparison.OrdinalIgnoreCase))
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    // A foreign endpoint of the vendor's is the router's to refuse.
    private bool IsAllowedHost(string name, bool isOwn) =>
        !name.Contains('.')
        || IPAddress.TryParse(name, out _)
        || PrivateDomains.Any(domain => name.EndsWith(domain, StringComparison.Ordinal))
        || (isOwn ? router.FindByHost(name) is not null : HostName.IsVendors(name))
        || options.AllowedHosts.Any(allowed => allowed.StartsWith('*') ? name.EndsWith(allowed[1..], StringComparison.Ordinal) : name == allowed);

    // Nothing that could pass for another line, or for more of the sentence it stands in.
    private static string Show(string text) =>
        Uri.EscapeDataString(text.Length > MaxShown ? text[..MaxShown] : text)
            .Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal)
        + (text.Length > MaxShown ? "…" : "");

    private bool IsAdmitted(HttpRequest request) =>
        _adminToken is null
        || !request.Path.StartsWithSegments(EmulatorEndpoints.Prefix)
        || request.Path.Equals($"{EmulatorEndpoints.Prefix}/health", StringComparison.Ordinal)
        || request.Path.StartsWithSegments(ConsoleEndpoints.Path)
        || (request.Headers.Authorization.ToString() is var sent
            && sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent[Bearer.Length..].TrimStart(' ')), _adminToken));

    private static Task AskForTokenAsync(HttpContext http)
    {
        http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return TypedResults.Problem("This emulator requires its admin token: Authorization: Bearer …", statusCode: StatusCodes.Status401Unauthorized)
            .ExecuteAsync(http);
    }
}
