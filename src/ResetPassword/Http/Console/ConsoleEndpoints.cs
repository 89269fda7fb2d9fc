using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using ResetPassword.Http.Controls;

namespace ResetPassword.Http.Console;

/// <summary>
/// <c>/_emulator/console</c>: a page that shows what was called and why it was refused. Static files of the executable, read when they are asked for; what
/// they show comes over the documented controls.
/// </summary>
internal static class ConsoleEndpoints
{
    public const string Path = $"{EmulatorEndpoints.Prefix}/console";

    private const string Page = "index.html";

    // The page's own files and controls, and nothing else: no inline script or style, no frame around it.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapConsole(this WebApplication app)
    {
        app.MapGet(Path, (HttpContext http) => Serve(http, Page)).ExcludeFromDescription();
        app.MapGet($"{Path}/{{file}}", (string file, HttpContext http) => Serve(http, file)).ExcludeFromDescription();
    }

    private static IResult Serve(HttpContext http, string file)
    {
        using var resource = typeof(ConsoleEndpoints).Assembly.GetManifestResourceStream($"Console/{file}");
        if (resource is null)
            return ControlBody.Problem(StatusCodes.Status404NotFound, "The console has no such file.");

        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return TypedResults.Bytes(content, TypeOf(file), entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\""));
    }

    private static string TypeOf(string file) => System.IO.Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };
}
