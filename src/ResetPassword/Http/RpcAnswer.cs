using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Model;
using ResetPassword.Tenancy;

namespace ResetPassword.Http;

/// <summary>Writes an answer with the gateway's headers.</summary>
internal static class RpcAnswer
{
    /// <summary>Writes the answer, or does to the connection what a fault asks for. In HTTP/1.0 and HTTP/2 a truncated answer is a reset.</summary>
    /// <param name="stopping">The end of the service, which is also that of a call that hangs.</param>
    public static async Task WriteAsync(HttpContext http, RpcResponse response, IdSource ids, CancellationToken stopping)
    {
        switch (response.Connection)
        {
            case ConnectionFate.None:
                Write(http, response, ids);
                return;
            case ConnectionFate.Hang:
                using (var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping))
                    await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case ConnectionFate.Truncate when HttpProtocol.IsHttp11(http.Request.Protocol):
                WriteHalf(http, response, ids);
                return;
        }

        http.Abort();
    }

    public static void Write(HttpContext http, RpcResponse response, IdSource ids)
    {
        var body = Envelope.BodyOf(response);
        WriteHead(http, response, body, ids);
        http.Response.BodyWriter.Write(body);
    }

    // A chunk that promises the whole body and holds half of it: the web server then closes in order and all of it arrives. After an abort, none of it does,
    // and a Content-Length that is not kept is an error to the web server.
    private static void WriteHalf(HttpContext http, RpcResponse response, IdSource ids)
    {
        var body = Envelope.BodyOf(response);
        WriteHead(http, response, body, ids);
        var headers = http.Response.Headers;
        headers.ContentLength = null;
        headers.TransferEncoding = "chunked";
        headers.Connection = "close";
        headers.Remove("Keep-Alive");
        http.Response.BodyWriter.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body.Length:x}\r\n")));
        http.Response.BodyWriter.Write(body.AsSpan(0, body.Length / 2));
    }

    private static void WriteHead(HttpContext http, RpcResponse response, byte[] body, IdSource ids)
    {
        http.Response.StatusCode = response.Status;
        var headers = http.Response.Headers;
        headers.ContentType = Envelope.ContentTypeOf(response.Format);
        headers.ContentLength = body.Length;
        headers["x-acs-request-id"] = response.RequestId;
        headers["x-acs-trace-id"] = ids.NextHex();
        headers.ETag = ETagOf(body);
        AddRemarks(headers, response.Remarks);
        if (IsKeptAlive(http.Request, response))
        {
            headers.Connection = "keep-alive";
            headers["Keep-Alive"] = "timeout=25";
        }
        else if (HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            headers.Connection = "close";
        }
    }

    private static void AddRemarks(IHeaderDictionary headers, Remarks remarks)
    {
        if (remarks.IsNotEmulated)
            headers["x-emulator-not-emulated"] = "true";
        if (remarks.UnreadParameters.Count > 0)
            headers["x-emulator-unread-parameters"] = UnreadParameters.Show(remarks.UnreadParameters);
        if (remarks.SignatureDiagnosis is { } diagnosis)
            headers["x-emulator-signature-diagnosis"] = diagnosis;
        if (remarks.DatabaseError is { } databaseError)
            headers["x-emulator-database-error"] = PrintableOf(databaseError);
        if (remarks.RetryAfter is { } retryAfter)
            headers["x-acs-retry-after"] = retryAfter.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
    }

    // A server may say anything, and a header holds ASCII.
    private static string PrintableOf(string text) => string.Create(text.Length, text, (printable, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            printable[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
    });

    // What is left of a body that was too large is not worth reading.
    private static bool IsKeptAlive(HttpRequest request, RpcResponse response) =>
        HttpProtocol.IsHttp11(request.Protocol)
        && response.Status != StatusCodes.Status413PayloadTooLarge
        && !request.Headers.Connection.ToString().Contains("close", StringComparison.OrdinalIgnoreCase);

    // Derived from recorded answers: the first digit of the length, the base64 of the body's MD5 without padding, the last digit of the length.
    [SuppressMessage("Security", "CA5351", Justification = "The gateway's own checksum of an answer, not a protection.")]
    public static string ETagOf(byte[] body)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(body, hash);
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        Span<char> base64 = stackalloc char[24];
        Convert.TryToBase64Chars(hash, base64, out _);
        return string.Concat(length.AsSpan(0, 1), base64[..22], length.AsSpan(length.Length - 1));
    }
}
