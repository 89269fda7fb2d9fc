using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ResetPassword.Products;

namespace ResetPassword.SdkTests;

/// <summary>A client, and how it is told to call.</summary>
public sealed partial record SdkClient(string Name, string Method, string? Place = null, string? Algorithm = null)
{
    public static readonly SdkClient PopCoreGet = new("pop-core", "GET");
    public static readonly SdkClient PopCorePost = new("pop-core", "POST");
    public static readonly SdkClient RpcClientGet = new("rpc-client", "GET", "query");
    public static readonly SdkClient RpcClient = new("rpc-client", "POST", "body");
    public static readonly SdkClient Rds = new("rds20140815", "POST", "query");
    public static readonly SdkClient PolarDb = new("polardb20170801", "POST", "body");
    public static readonly SdkClient OpenApiClientGet = new("openapi-client", "GET", "query");
    public static readonly SdkClient OpenApiClientQuery = new("openapi-client", "POST", "query");
    public static readonly SdkClient OpenApiClientBody = new("openapi-client", "POST", "body");
    public static readonly SdkClient OpenApiClientV1Get = new("openapi-client", "GET", "query", "v2");
    public static readonly SdkClient OpenApiClientV1Body = new("openapi-client", "POST", "body", "v2");
    public static readonly SdkClient OpenApiCoreGet = new("openapi-core", "GET", "query");
    public static readonly SdkClient OpenApiCoreQuery = new("openapi-core", "POST", "query");
    public static readonly SdkClient OpenApiCoreBody = new("openapi-core", "POST", "body");
    public static readonly SdkClient OpenApiCoreV1 = new("openapi-core", "POST", "query", "v2");
    public static readonly SdkClient OpenApiCoreV1Body = new("openapi-core", "POST", "body", "v2");

    private bool IsV3 => Algorithm is null && Name is "rds20140815" or "openapi-client" or "openapi-core";

    /// <summary>What this client throws for an error answer: each exposes status, code and message in its own way.</summary>
    public (int? Status, string Code, string Message) Throws(int status, string code, string message) => Name switch
    {
        "pop-core" => (status, code, $"{message}, URL: "),
        "rpc-client" or "polardb20170801" =>
            (null, $"{code}Error", string.Create(CultureInfo.InvariantCulture, $"{code}Error: code: {status}, {message} requestid: ")),
        _ => (status, code, string.Create(CultureInfo.InvariantCulture, $"{code}: code: {status}, {message} request id: ")),
    };

    /// <summary>
    /// The signature that this client sends if what it signs with the secret is, to the last character, the string to sign that the message echoes.
    /// </summary>
    [SuppressMessage("Security", "CA5350", Justification = "The protocol's.")]
    public string SignatureOfEcho(string message, string secret) => IsV3
        ? $"Signature={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), StringToSign(V3Message(), message)))}\r\n"
        : $"Signature={Uri.EscapeDataString(Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes($"{secret}&"), StringToSign(V1Message(), message))))}";

    public override string ToString() => string.Join(' ', new[] { Name, Method, Place, Algorithm }.OfType<string>());

    internal JsonObject Call(
        Uri endpoint, string product, IEnumerable<(string Name, string Value)> parameters,
        string accessKeySecret = "testsecret", bool record = false, string? accept = null, bool asText = false, string? action = null)
    {
        var target = Catalogue.Products.Single(p => p.Name == product);
        return new()
        {
            ["client"] = Name,
            ["endpoint"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["version"] = target.Version,
            ["action"] = action ?? target.Example.Action,
            ["method"] = Method,
            ["place"] = Place,
            ["signatureAlgorithm"] = Algorithm,
            ["accessKeyId"] = "testid",
            ["accessKeySecret"] = accessKeySecret,
            ["record"] = record,
            ["accept"] = accept,
            ["asText"] = asText,
            ["parameters"] = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Value))),
        };
    }

    private static byte[] StringToSign(Regex pattern, string message) => Encoding.UTF8.GetBytes(pattern.Match(message).Groups["echo"].Value);

    [GeneratedRegex("^Specified signature is not matched with our calculation\\. server string to sign is:(?<echo>.+)\\z")]
    private static partial Regex V1Message();

    [GeneratedRegex("^Specified signature does not match our calculation\\. server StringToSign is \\[(?<echo>[^]]+)\\], server CanonicalRequest is \\[[^]]+\\]\\z")]
    private static partial Regex V3Message();
}
