using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Http;

/// <summary>Describes the service in <c>/openapi/v1.json</c>: its own endpoints by themselves, and the RPC endpoint from the operations' tables.</summary>
internal static class OpenApiDescription
{
    private const string RpcTag = "Alibaba Cloud RPC";

    private static readonly string[] ErrorFields = ["RequestId", "Message", "Recommend", "HostId", "Code"];

    private static readonly Operation[] Operations = [.. Catalogue.Products.SelectMany(product => product.Operations)];

    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options => options.AddDocumentTransformer(DescribeAsync));

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new()
        {
            Title = "ResetPassword: an Alibaba Cloud RPC emulator",
            Version = typeof(OpenApiDescription).Assembly.GetName().Version?.ToString(3) ?? "0",
            Description = "Stands in for the Alibaba Cloud RPC endpoint in front of SelectDB, RDS, MongoDB, AnalyticDB for PostgreSQL and PolarDB.",
            Contact = new() { Name = "ResetPassword" },
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        foreach (var server in document.Servers ?? [])
            server.Url = server.Url?.TrimEnd('/');
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = RpcTag, Description = "The endpoint that SDKs, the CLI and Terraform call." },
            new() { Name = "Emulator", Description = "What only the emulator has." },
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["acs3"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "Authorization",
                Description = $"{SignatureV3.Algorithm} Credential=…,SignedHeaders=…,Signature=…; V1 signs in the parameter Signature instead.",
            },
        };
        document.Paths["/"] = new OpenApiPathItem
        {
            Operations = new()
            {
                [HttpMethod.Get] = Describe(document, "CallByGet", "Calls an action with its parameters in the query",
                    [.. CommonQuery(), .. ActionParameters()]),
                [HttpMethod.Post] =
                    Describe(document, "CallByPost", "Calls an action with its parameters in the query, in a form body, or in both", CommonQuery(), Body()),
            },
        };
        return Task.CompletedTask;
    }

    private static OpenApiOperation Describe(OpenApiDocument document, string id, string summary, List<IOpenApiParameter> parameters,
        OpenApiRequestBody? body = null) => new()
        {
            OperationId = id,
            Summary = summary,
            Description = "Signed with the query signature (V1) or with ACS3-HMAC-SHA256 (V3, action and version in x-acs-* headers).",
            Tags = new HashSet<OpenApiTagReference> { new(RpcTag, document) },
            Parameters = parameters,
            RequestBody = body,
            Security = [new() { [new("acs3", document)] = [] }],
            Responses = new()
            {
                ["200"] = Answer("The action's answer.", ReplySchema()),
                ["4XX"] = Answer("A refusal: the gateway's, or a documented one of the action.", ErrorSchema()),
            },
        };

    private static List<IOpenApiParameter> CommonQuery() =>
    [
        Query(CommonParameters.Action, Text("The action.", Operations.Select(o => o.Action).Distinct())),
        Query(CommonParameters.Version, Text("The product's API version.", Catalogue.Products.Select(p => p.Version))),
        Query(CommonParameters.Format, Text("The answer's format; V3 uses the Accept header.", ["JSON", "XML"])),
        Query(CommonParameters.AccessKeyId, Text("Who signs (V1).")),
        Query(CommonParameters.SignatureMethod, Text("The signature's algorithm (V1).", [SignatureV1.HmacSha1, SignatureV1.HmacSha256])),
        Query(CommonParameters.SignatureVersion, Text("The signature's version (V1).", ["1.0"])),
        Query(CommonParameters.SignatureNonce, Text("Unique within 15 minutes (V1).")),
        Query(CommonParameters.Timestamp, Text("UTC, within 15 minutes of now (V1): 2026-01-31T12:00:00Z.")),
        Query(CommonParameters.Signature, Text("The signature (V1).")),
    ];

    private static IEnumerable<IOpenApiParameter> ActionParameters() =>
        Operations.SelectMany(operation => operation.Parameters)
            .DistinctBy(parameter => parameter.Name)
            .Select(parameter => Query(parameter.Name, SchemaOf(parameter)));

    private static OpenApiRequestBody Body() => new()
    {
        Description = "The action's parameters, and the common ones if they are not in the query.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/x-www-form-urlencoded"] = new()
            {
                // Any of, not one of: V3 has Action and Version in headers, and without them the forms of some actions look alike.
                Schema = new OpenApiSchema { AnyOf = [.. Catalogue.Products.SelectMany(p => p.Operations, (p, o) => (IOpenApiSchema)FormOf(p, o))] },
            },
        },
    };

    private static OpenApiSchema FormOf(Product product, Operation operation) => new()
    {
        Type = JsonSchemaType.Object,
        Title = $"{product.Name}.{operation.Action}",
        Description = $"{operation.Action} of {product.Name} ({product.Version}).",
        Required = operation.Parameters.Where(p => p.IsRequired).Select(p => p.Name).ToHashSet(),
        Properties = operation.Parameters.Select(p => (p.Name, Schema: SchemaOf(p)))
            .Append((CommonParameters.Action, Text("The action; V3 names it in x-acs-action.", [operation.Action])))
            .Append((CommonParameters.Version, Text("The product's API version; V3 names it in x-acs-version.", [product.Version])))
            .ToDictionary(p => p.Item1, p => (IOpenApiSchema)p.Item2),
    };

    private static OpenApiSchema SchemaOf(Parameter parameter)
    {
        var schema = Text(parameter.Description, parameter.AllowedValues);
        if (parameter.IsSecret)
            (schema.Format, schema.MinLength, schema.MaxLength) = ("password", PasswordRule.MinLength, PasswordRule.MaxLength);
        if (parameter.Type == ParameterType.Integer)
        {
            schema.Type = JsonSchemaType.Integer;
            schema.Minimum = parameter.Min.ToString(CultureInfo.InvariantCulture);
            schema.Maximum = parameter.Max.ToString(CultureInfo.InvariantCulture);
            schema.Enum = schema.Enum?.Select(value => (JsonNode)long.Parse((string?)value ?? "", CultureInfo.InvariantCulture)).ToList();
        }

        return schema;
    }

    private static OpenApiParameter Query(string name, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = schema.Description, Schema = schema };

    private static OpenApiResponse Answer(string description, OpenApiSchema schema) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema }, ["text/xml"] = new() { Schema = schema } },
    };

    private static OpenApiSchema ReplySchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema> { ["RequestId"] = Text("The call's id.") },
    };

    private static OpenApiSchema ErrorSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = ErrorFields.ToDictionary(name => name, _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String }),
    };

    private static OpenApiSchema Text(string description, IEnumerable<string>? values = null)
    {
        var words = values?.Select(value => (JsonNode)value).ToList() ?? [];
        return new() { Type = JsonSchemaType.String, Description = description, Enum = words.Count == 0 ? null : words };
    }
}
