using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using ResetPassword.Gateway;

namespace ResetPassword.Http;

/// <summary>Writes an answer with the gateway's headers.</summary>
internal static class RpcAnswer
{
    public static void Write(HttpContext http, RpcResponse response, IdSource ids)
    {
        var body = Envelope.BodyOf(response);
        http.Response.StatusCode = response.Status;
        var headers = http.Response.Headers;
        headers.ContentType = Envelope.ContentTypeOf(response.Format);
        headers.ContentLength = body.Length;
        headers["x-acs-request-id"] = response.RequestId;
        headers["x-acs-trace-id"] = ids.NextTraceId();
        headers.ETag = ETagOf(body);
        if (response.IsNotEmulated)
            headers["x-emulator-not-emulated"] = "true";
        if (IsKeptAlive(http.Request, response))
        {
            headers.Connection = "keep-alive";
            headers["Keep-Alive"] = "timeout=25";
        }
        else if (HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            headers.Connection = "close";
        }

        http.Response.BodyWriter.Write(body);
    }

    // What is left of a body that was too large is not worth reading.
    private static bool IsKeptAlive(HttpRequest request, RpcResponse response) =>
        HttpProtocol.IsHttp11(request.Protocol)
        && response.Status != StatusCodes.Status413PayloadTooLarge
        && !request.Headers.Connection.ToString().Contains("close", StringComparison.OrdinalIgnoreCase);

    // Derived from recorded answers: the first digit of the length, the base64 of the body's MD5 without padding, the last digit of the length.
    [SuppressMessage("Security", "CA5351", Justification = "The gateway's own checksum of an answer, not a protection.")]
    private static string ETagOf(byte[] body)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(body, hash);
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        return string.Concat(length.AsSpan(0, 1), Convert.ToBase64String(hash).AsSpan(0, 22), length.AsSpan(length.Length - 1));
    }
}
