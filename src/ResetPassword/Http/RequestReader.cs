using System.Buffers;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using ResetPassword.Gateway;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Http;

/// <summary>Reads an HTTP request into an RPC request. What cannot be read is said in <see cref="RpcRequest.Malformed"/>, with what could be.</summary>
internal static class RequestReader
{
    private static readonly ApiError TooLarge = GatewayErrors.Malformed($"The body is larger than {RequestLimits.MaxBodyBytes} bytes.", 413);

    /// <param name="stopping">The end of the service, which does not wait for the rest of a body.</param>
    public static async ValueTask<RpcRequest> ReadAsync(HttpContext http, CancellationToken stopping)
    {
        var (headers, error) = ReadHeaders(http.Request);
        var queryString = http.Request.QueryString.Value ?? "";
        var query = new RpcParameters(Math.Min(queryString.AsSpan().Count('&') + 1, RpcParameters.MaxCount));
        var queryError = ReadQuery(queryString, query);
        error ??= queryError;
        (var body, var bodyError) = error is null && CanHaveBody(http) ? await ReadBodyAsync(http.Request, stopping) : (default, null);
        error ??= bodyError;
        var parameters = query;
        if (error is null && !body.IsEmpty)
        {
            parameters = new RpcParameters(query, Math.Min(body.Span.Count((byte)'&') + 1, RpcParameters.MaxCount));
            error = ReadForm(http.Request, body.Span, parameters);
        }

        return new()
        {
            Method = http.Request.Method,
            Path = http.Request.Path.Value ?? "",
            Host = http.Request.Host.Value ?? "",
            Headers = headers,
            SourceIp = http.Connection.RemoteIpAddress?.ToString(),
            IsSecure = http.Request.IsHttps,
            Query = query,
            Parameters = parameters,
            Body = body,
            Malformed = error,
        };
    }

    private static (RpcHeaders Headers, ApiError? Error) ReadHeaders(HttpRequest request)
    {
        var fields = new List<KeyValuePair<string, string>>(request.Headers.Count);
        var length = 0;
        foreach (var (name, values) in request.Headers)
        {
            for (var i = 0; i < values.Count; i++)
            {
                var value = values[i] ?? "";
                fields.Add(new(name, value));
                length += name.Length + value.Length;
            }
        }

        if (fields.Count <= RequestLimits.MaxHeaders && length <= RequestLimits.MaxHeaderLength)
            return (new(fields), null);
        var message = $"The request has more than {RequestLimits.MaxHeaders} headers or {RequestLimits.MaxHeaderLength} characters of them.";
        return (new(fields), GatewayErrors.Malformed(message, 431));
    }

    private static ApiError? ReadQuery(string query, RpcParameters into)
    {
        if (query.Length == 0)
            return null;
        if (query.Length > RequestLimits.MaxQueryLength)
            return GatewayErrors.Malformed($"The query string is longer than {RequestLimits.MaxQueryLength} characters.", 414);

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(query.Length));
        var length = Encoding.UTF8.GetBytes(query.AsSpan(1), rented);
        var error = FormUrlEncoded.Read(rented.AsSpan(0, length), "query string", into);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return error;
    }

    private static ApiError? ReadForm(HttpRequest request, ReadOnlySpan<byte> body, RpcParameters into) =>
        IsForm(request.ContentType)
            ? FormUrlEncoded.Read(body, "form body", into)
            : GatewayErrors.Malformed("The body's Content-Type must be application/x-www-form-urlencoded, in UTF-8.");

    private static bool IsForm(string? contentType) =>
        contentType == MediaTypeNames.Application.FormUrlEncoded
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    private static bool CanHaveBody(HttpContext http) => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;

    private static async ValueTask<(ReadOnlyMemory<byte> Body, ApiError? Error)> ReadBodyAsync(HttpRequest request, CancellationToken stopping)
    {
        if (request.ContentLength > RequestLimits.MaxBodyBytes)
            return (default, TooLarge);

        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 1024) + 1);
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(stopping);
                foreach (var segment in read.Buffer)
                    body.Write(segment.Span);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (body.WrittenCount > RequestLimits.MaxBodyBytes)
                    return (default, TooLarge);
                if (read.IsCompleted)
                    return (body.WrittenMemory, null);
            }
        }
        catch (IOException unreadable) when (unreadable is not ConnectionResetException)
        {
            return (default,
                GatewayErrors.Malformed("The body could not be read to its end: it is shorter than its Content-Length, or its chunks are broken."));
        }
    }
}
