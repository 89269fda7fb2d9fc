using System.Net.Http.Headers;
using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.CommandLine;

/// <summary>A call as an SDK would sign it: the one signer of the <c>call</c> command and of the tests.</summary>
internal sealed record SignedRequest
{
    public required Uri Endpoint { get; init; }

    public required string Version { get; init; }

    public required string Action { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    public string AccessKeyId { get; init; } = PublishedKeys.DefaultId;

    public Secret AccessKeySecret { get; init; } = new(PublishedKeys.Secret);

    public string? SecurityToken { get; init; }

    public SignatureGeneration Generation { get; init; } = SignatureGeneration.V3;

    /// <summary>V1's <c>SignatureMethod</c>.</summary>
    public string SignatureMethod { get; init; } = SignatureV1.HmacSha1;

    /// <summary>GET puts the parameters in the query, POST in a form body.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public AnswerFormat Format { get; init; } = AnswerFormat.Json;

    public DateTimeOffset Timestamp { get; init; } = TimeProvider.System.GetUtcNow();

    public string Nonce { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>A message that can be sent once.</summary>
    public HttpRequestMessage ToMessage() => Generation == SignatureGeneration.V1 ? ToMessageV1() : ToMessageV3();

    /// <summary>What the signature is made over, line by line: never the secret.</summary>
    public string SigningText
    {
        get
        {
            if (Generation == SignatureGeneration.V1)
                return $"String to sign:\n{SignatureV1.StringToSign(Method.Method, ParametersV1())}";
            var (request, names) = RequestV3();
            var canonical = SignatureV3.CanonicalRequest(request, names);
            return $"Canonical request:\n{canonical}\nString to sign:\n{SignatureV3.StringToSign(canonical)}";
        }
    }

    private HttpRequestMessage ToMessageV1()
    {
        var parameters = ParametersV1();
        Add(parameters, CommonParameters.Signature, SignatureV1.Sign(Key.V1Key, SignatureMethod, Method.Method, parameters));
        return NewMessage(parameters);
    }

    private RpcParameters ParametersV1()
    {
        var parameters = Read(Parameters);
        Add(parameters, CommonParameters.Action, Action);
        Add(parameters, CommonParameters.Version, Version);
        Add(parameters, CommonParameters.Format, Format == AnswerFormat.Json ? "JSON" : "XML");
        Add(parameters, CommonParameters.AccessKeyId, AccessKeyId);
        Add(parameters, CommonParameters.SignatureMethod, SignatureMethod);
        Add(parameters, CommonParameters.SignatureVersion, "1.0");
        Add(parameters, CommonParameters.SignatureNonce, Nonce);
        Add(parameters, CommonParameters.Timestamp, TimestampText);
        if (SecurityToken is not null)
            Add(parameters, CommonParameters.SecurityToken, SecurityToken);
        return parameters;
    }

    private HttpRequestMessage ToMessageV3()
    {
        var (request, names) = RequestV3();
        var message = NewMessage(request.Parameters);
        var signature = SignatureV3.Sign(Key.V3Key, request, names);
        foreach (var name in names.Where(name => name != "host"))
            message.Headers.Add(name, request.Headers.FindSigned(name));
        message.Headers.Accept.Add(new(Format == AnswerFormat.Json ? "application/json" : "application/xml"));
        message.Headers.Authorization = new(SignatureV3.Algorithm, $"Credential={AccessKeyId},SignedHeaders={string.Join(';', names)},Signature={signature}");
        return message;
    }

    private (RpcRequest Request, IReadOnlyList<string> SignedHeaders) RequestV3()
    {
        var parameters = Read(Parameters);
        var body = Method == HttpMethod.Get ? [] : Encoding.UTF8.GetBytes(Encode(parameters));
        List<KeyValuePair<string, string>> headers =
        [
            new("host", Endpoint.Authority),
            new("x-acs-action", Action),
            new("x-acs-content-sha256", SignatureV3.HashOf(body)),
            new("x-acs-date", TimestampText),
            new("x-acs-signature-nonce", Nonce),
            new("x-acs-version", Version),
        ];
        if (SecurityToken is not null)
            headers.Insert(4, new("x-acs-security-token", SecurityToken));

        var names = headers.Select(header => header.Key).ToList();
        var request = new RpcRequest
        {
            Method = Method.Method,
            Path = "/",
            Host = Endpoint.Authority,
            Headers = new(headers),
            Query = Method == HttpMethod.Get ? parameters : RpcParameters.Empty,
            Parameters = parameters,
            Body = body,
        };
        return (request, names);
    }

    private string TimestampText => VendorTime.Write(Timestamp);

    private AccessKey Key => new(AccessKeyId, AccessKeySecret, ownerId: "", region: "");

    private HttpRequestMessage NewMessage(RpcParameters parameters)
    {
        var encoded = Encode(parameters);
        if (Method == HttpMethod.Get)
            return new(Method, new Uri($"{Endpoint.GetLeftPart(UriPartial.Authority)}/?{encoded}"));
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(encoded));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return new(Method, new Uri(Endpoint, "/")) { Content = content };
    }

    private static string Encode(RpcParameters parameters)
    {
        var text = new ByteBuffer();
        CanonicalQuery.Write(text, parameters);
        return text.ToString();
    }

    private static RpcParameters Read(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var read = new RpcParameters(parameters.Count + 12);
        foreach (var (name, value) in parameters)
            Add(read, name, value);
        return read;
    }

    private static void Add(RpcParameters parameters, string name, string value)
    {
        if (!parameters.TryAdd(name, value))
            throw new ArgumentException($"{name} is given twice with different values.");
    }
}
