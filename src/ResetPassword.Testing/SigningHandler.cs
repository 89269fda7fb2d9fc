using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Http;
using ResetPassword.Model;
using ResetPassword.Ram;

namespace ResetPassword.Testing;

/// <summary>
/// Signs what an <see cref="HttpClient"/> sends, with <c>ACS3-HMAC-SHA256</c> as the current SDKs do. <c>Action</c> and <c>Version</c> are taken from the
/// query. A message that is sent again is signed again.
/// </summary>
/// <example><code>
/// using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, cloud.CreateHandler()));
/// var answer = await http.PostAsync("http://rds.aliyuncs.com/?Action=ResetAccountPassword&amp;Version=2014-08-15", new FormUrlEncodedContent(parameters));
/// </code></example>
public sealed class SigningHandler : DelegatingHandler
{
    private readonly string _accessKeyId;
    private readonly AccessKey _key;
    private readonly Lock _completing = new();

    /// <summary>A handler that signs for an AccessKey.</summary>
    /// <param name="accessKeyId">Whose call it is.</param>
    /// <param name="accessKeySecret">The secret of the AccessKey.</param>
    /// <param name="inner">
    /// What sends the request: <see cref="AlibabaCloudEmulator.CreateHandler"/>, or an ordinary handler. Null where an <c>IHttpClientFactory</c> puts the
    /// handlers together; a handler that is nobody's part then sends to the address of the request itself.
    /// </param>
    public SigningHandler(string accessKeyId, string accessKeySecret, HttpMessageHandler? inner = null)
    {
        _accessKeyId = accessKeyId;
        _key = new(accessKeyId, new(accessKeySecret), ownerId: "", region: "");
        if (inner is not null)
            InnerHandler = inner;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The query has no Action or no Version, or cannot be read.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Sign(request, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        Complete();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The query has no Action or no Version, or cannot be read.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, context: null, cancellationToken);
        Sign(request, body.ToArray());
        Complete();
        return base.Send(request, cancellationToken);
    }

    private void Sign(HttpRequestMessage request, byte[] body)
    {
        var asked = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));
        var query = new RpcParameters(8);
        if (FormUrlEncoded.Read(Encoding.ASCII.GetBytes(asked.Query.TrimStart('?')), "query string", query) is { } fault)
            throw new ArgumentException(fault.Message, nameof(request));

        List<KeyValuePair<string, string>> headers =
        [
            new("host", request.Headers.Host ?? asked.Authority),
            new("x-acs-action", Required(query, "Action")),
            new("x-acs-content-sha256", SignatureV3.HashOf(body)),
            new("x-acs-date", VendorTime.Write(TimeProvider.System.GetUtcNow())),
            new("x-acs-signature-nonce", Guid.NewGuid().ToString("N")),
            new("x-acs-version", Required(query, "Version")),
        ];
        var names = headers.Select(header => header.Key).ToList();
        var signed = new RpcRequest
        {
            Method = request.Method.Method,
            Path = "/",
            Host = headers[0].Value,
            Headers = new(headers),
            Query = query,
            Parameters = query,
            Body = body,
        };
        foreach (var (name, value) in headers.Skip(1))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.Authorization = new(SignatureV3.Algorithm,
            $"Credential={_accessKeyId},SignedHeaders={string.Join(';', names)},Signature={SignatureV3.Sign(_key.V3Key, signed, names)}");
    }

    // Once the first message is on its way, no handler can be put in any more.
    private void Complete()
    {
        lock (_completing)
            InnerHandler ??= new SocketsHttpHandler();
    }

    private static string Required(RpcParameters query, string name) =>
        query.Find(name) ?? throw new ArgumentException($"The query has no {name}.", nameof(query));
}
