using System.Globalization;
using System.Text.Json.Nodes;
using ResetPassword.Products;

namespace ResetPassword.SdkTests;

/// <summary>A client, and how it is told to call.</summary>
public sealed record SdkClient(string Name, string Method, string? Place = null, string? Algorithm = null)
{
    public static readonly SdkClient PopCoreGet = new("pop-core", "GET");
    public static readonly SdkClient PopCorePost = new("pop-core", "POST");
    public static readonly SdkClient RpcClient = new("rpc-client", "POST", "body");
    public static readonly SdkClient Rds = new("rds20140815", "POST", "query");
    public static readonly SdkClient PolarDb = new("polardb20170801", "POST", "body");
    public static readonly SdkClient OpenApiClientGet = new("openapi-client", "GET", "query");
    public static readonly SdkClient OpenApiClientQuery = new("openapi-client", "POST", "query");
    public static readonly SdkClient OpenApiClientBody = new("openapi-client", "POST", "body");
    public static readonly SdkClient OpenApiCoreGet = new("openapi-core", "GET", "query");
    public static readonly SdkClient OpenApiCoreQuery = new("openapi-core", "POST", "query");
    public static readonly SdkClient OpenApiCoreBody = new("openapi-core", "POST", "body");
    public static readonly SdkClient OpenApiCoreV1 = new("openapi-core", "POST", "query", "v2");

    /// <summary>What this client throws for an error answer: each prints status, code and message in its own way.</summary>
    public (string Code, string Message) Throws(int status, string code, string message) => Name switch
    {
        "pop-core" => (code, $"{message}, URL: "),
        "rpc-client" or "polardb20170801" => ($"{code}Error", string.Create(CultureInfo.InvariantCulture, $"{code}Error: code: {status}, {message} requestid: ")),
        _ => (code, string.Create(CultureInfo.InvariantCulture, $"{code}: code: {status}, {message} request id: ")),
    };

    public override string ToString() => string.Join(' ', new[] { Name, Method, Place, Algorithm }.OfType<string>());

    internal JsonObject Call(Uri endpoint, string product, IEnumerable<(string Name, string Value)> parameters, string accessKeySecret = "testsecret", bool record = false, string? accept = null)
    {
        var target = Catalogue.Products.Single(p => p.Name == product);
        return new()
        {
            ["client"] = Name,
            ["endpoint"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["version"] = target.Version,
            ["action"] = target.Operations[0].Action,
            ["method"] = Method,
            ["place"] = Place,
            ["signatureAlgorithm"] = Algorithm,
            ["accessKeyId"] = "testid",
            ["accessKeySecret"] = accessKeySecret,
            ["record"] = record,
            ["accept"] = accept,
            ["parameters"] = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Value))),
        };
    }
}
