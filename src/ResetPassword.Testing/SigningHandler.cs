using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Http;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;

namespace ResetPassword.Testing;

/// <summary>
/// Signs what an <see cref="HttpClient"/> sends, as the vendor's SDKs do. <c>Action</c> and <c>Version</c> are taken from the query. A message that is sent
/// again is signed again.
/// </summary>
/// <example><code>
/// using var http = new HttpClient(new SigningHandler(tenant.AccessKeyId, tenant.AccessKeySecret, cloud.CreateHandler()));
/// var answer = await http.PostAsync("http://rds.aliyuncs.com/?Action=ResetAccountPassword&amp;Version=2014-08-15", new FormUrlEncodedContent(parameters));
/// </code></example>
public sealed class SigningHandler : DelegatingHandler
{
    private const string Form = "application/x-www-form-urlencoded";

    // What a query signature adds to the query.
    private static readonly string[] NamesV1 =
    [
        CommonParameters.AccessKeyId, CommonParameters.SignatureMethod, CommonParameters.SignatureVersion, CommonParameters.SignatureNonce,
        CommonParameters.Timestamp, CommonParameters.SecurityToken, CommonParameters.Signature,
    ];

    private readonly string _accessKeyId;
    private readonly AccessKey _key;
    private readonly Lock _completing = new();

    /// <summary>A handler that signs for an AccessKey.</summary>
    /// <param name="accessKeyId">Whose call it is.</param>
    /// <param name="accessKeySecret">The secret of the AccessKey.</param>
    /// <param name="inner">
    /// What sends the request: <see cref="AlibabaCloudEmulator.CreateHandler"/>, or an ordinary handler. Null where an <c>IHttpClientFactory</c> puts the
    /// handlers together (<c>AddHttpMessageHandler</c>); a handler that is nobody's part then sends to the address of the request itself.
    /// </param>
    public SigningHandler(string accessKeyId, string accessKeySecret, HttpMessageHandler? inner = null)
    {
        _accessKeyId = accessKeyId;
        _key = new(accessKeyId, new(accessKeySecret), ownerId: "", region: "");
        if (inner is not null)
            InnerHandler = inner;
    }

    /// <summary>The token of a temporary AccessKey, such as <see cref="TenantRoles.GetCredentialsAsync"/> gives; null where the key has none.</summary>
    public string? SecurityToken { get; init; }

    /// <summary>How it signs: <see cref="SigningGeneration.V3"/> unless it is said.</summary>
    public SigningGeneration Signature { get; init; } = SigningGeneration.V3;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The query has no Action or no Version, or it or a signed form cannot be read.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Sign(request, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        Complete();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The query has no Action or no Version, or it or a signed form cannot be read.</exception>
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
        Read(Encoding.ASCII.GetBytes(asked.Query.TrimStart('?')), "query string", query);
        var (action, version) = (Required(query, CommonParameters.Action), Required(query, CommonParameters.Version));
        if (Signature == SigningGeneration.V1)
            SignV1(request, asked, query, body);
        else
            SignV3(request, asked, query, body, action, version);
    }

    // The parameters of the query and of a form are signed together; what signs them stands in the query, and a header that somebody signed goes before it.
    private void SignV1(HttpRequestMessage request, Uri asked, RpcParameters query, byte[] body)
    {
        var sent = new RpcParameters(query.Count + NamesV1.Length);
        foreach (var (name, value) in query.All.Where(parameter => !NamesV1.Contains(parameter.Key)))
            sent.TryAdd(name, value);
        sent.TryAdd(CommonParameters.AccessKeyId, _accessKeyId);
        sent.TryAdd(CommonParameters.SignatureMethod, SignatureV1.HmacSha1);
        sent.TryAdd(CommonParameters.SignatureVersion, "1.0");
        sent.TryAdd(CommonParameters.SignatureNonce, NewNonce());
        sent.TryAdd(CommonParameters.Timestamp, Now());
        if (SecurityToken is not null)
            sent.TryAdd(CommonParameters.SecurityToken, SecurityToken);

        var signed = new RpcParameters(sent, 8);
        if (request.Content?.Headers.ContentType?.MediaType == Form)
            Read(body, "form", signed);
        sent.TryAdd(CommonParameters.Signature, SignatureV1.Sign(_key.V1Key, SignatureV1.HmacSha1, request.Method.Method, signed));

        var text = new ByteBuffer();
        CanonicalQuery.Write(text, sent);
        request.RequestUri = new(asked, $"{asked.AbsolutePath}?{text}");
        request.Headers.Authorization = null;
    }

    private void SignV3(HttpRequestMessage request, Uri asked, RpcParameters query, byte[] body, string action, string version)
    {
        List<KeyValuePair<string, string>> headers =
        [
            new("host", request.Headers.Host ?? asked.Authority),
            new("x-acs-action", action),
            new("x-acs-content-sha256", SignatureV3.HashOf(body)),
            new("x-acs-date", Now()),
            new("x-acs-signature-nonce", NewNonce()),
            new("x-acs-version", version),
        ];
        if (SecurityToken is not null)
            headers.Insert(4, new("x-acs-security-token", SecurityToken));
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

    private static string Now() => VendorTime.Write(TimeProvider.System.GetUtcNow());

    private static string NewNonce() => Guid.NewGuid().ToString("N");

    private static void Read(byte[] text, string place, RpcParameters into)
    {
        if (FormUrlEncoded.Read(text, place, into) is { } fault)
            throw new ArgumentException(fault.Message, nameof(text));
    }

    private static string Required(RpcParameters query, string name) =>
        query.Find(name) ?? throw new ArgumentException($"The query has no {name}.", nameof(query));
}
