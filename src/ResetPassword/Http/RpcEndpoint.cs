using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using ResetPassword.Gateway;

namespace ResetPassword.Http;

/// <summary>The RPC endpoint: every path and method that is not the emulator's own.</summary>
internal sealed class RpcEndpoint(RpcGateway gateway, IdSource ids, CallLog log)
{
    [SuppressMessage("Design", "CA1031", Justification = "The one place where a bug becomes an InternalError.")]
    public async Task AnswerAsync(HttpContext http)
    {
        try
        {
            var request = await RequestReader.ReadAsync(http);
            Write(http, await gateway.AnswerAsync(request));
        }
        catch (Exception bug) when (!http.Response.HasStarted)
        {
            var failure = RpcResponse.OfBug(ids.NextRequestId(), HostName.Of(http.Request.Host.Value ?? ""));
            log.Failed(bug, failure.RequestId);
            Write(http, failure);
        }
    }

    private void Write(HttpContext http, RpcResponse response)
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
        Span<char> base64 = stackalloc char[24];
        Convert.TryToBase64Chars(hash, base64, out _);
        return string.Concat(length.AsSpan(0, 1), base64[..22], length.AsSpan(length.Length - 1));
    }
}
