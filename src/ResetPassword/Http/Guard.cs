using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using ResetPassword.Emulator;
using ResetPassword.Gateway;
using ResetPassword.Http.Controls;

namespace ResetPassword.Http;

/// <summary>
/// Keeps web pages from driving a developer's emulator: no foreign Host (DNS rebinding), no foreign Origin or cross-site fetch, no browser on the RPC
/// endpoint (an image with a signed URL). And asks for the admin token on the emulator's own endpoints, when one is set.
/// </summary>
internal sealed partial class Guard(Router router, IdSource ids, EmulatorOptions options, ILogger<Guard> logger)
{
    private const string VendorDomain = ".aliyuncs.com";

    private readonly byte[]? _authorization = options.AdminToken is { } token ? Encoding.UTF8.GetBytes($"Bearer {token}") : null;

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var isOwn = EmulatorEndpoints.IsOwn(http.Request.Path);
        if (FindRefusal(http.Request, isOwn) is not { } reason)
            return IsAdmitted(http.Request) ? next(http) : AskForTokenAsync(http);
        Refused(reason);
        if (isOwn)
            return TypedResults.Problem(reason, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
        RpcAnswer.Write(http, RpcResponse.Of(GatewayErrors.Guarded with { Message = reason }, ids.NextRequestId(), HostName.Of(http.Request.Host.Value ?? "")), ids);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The guard refused a request. {Reason}")]
    private partial void Refused(string reason);

    private string? FindRefusal(HttpRequest request, bool isOwn)
    {
        if (!IsAllowedHost(HostName.Of(request.Host.Value ?? ""), isOwn))
            return "The Host is not a name of this emulator. Add it to ResetPassword:AllowedHosts if it is.";

        var origin = request.Headers.Origin.ToString();
        if (origin != "" && origin != $"{request.Scheme}://{request.Host}" && !options.AllowedOrigins.Contains(origin))
            return "The Origin is another site's. Add it to ResetPassword:AllowedOrigins if it may drive this emulator.";

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
            return "The request was made by another site's page.";

        // "none" may be another site's doing too: the address that a user opened can lead on to here.
        if (!isOwn && site != "same-origin" && request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal))
            return "The RPC endpoint is not for browsers.";
        return null;
    }

    // A foreign endpoint of the vendor's is the router's to refuse.
    private bool IsAllowedHost(string name, bool isOwn) =>
        !name.Contains('.')
        || IPAddress.TryParse(name, out _)
        || name.EndsWith(".localhost", StringComparison.Ordinal)
        || name == "host.docker.internal"
        || (isOwn ? router.FindByHost(name) is not null : name.EndsWith(VendorDomain, StringComparison.Ordinal))
        || options.AllowedHosts.Contains(name);

    private bool IsAdmitted(HttpRequest request) =>
        _authorization is null
        || !request.Path.StartsWithSegments(EmulatorEndpoints.Prefix)
        || request.Path.Equals($"{EmulatorEndpoints.Prefix}/health", StringComparison.Ordinal)
        || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), _authorization);

    private static Task AskForTokenAsync(HttpContext http)
    {
        http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return TypedResults.Problem("This emulator asks for its admin token: Authorization: Bearer …", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(http);
    }
}
