using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ResetPassword.Http.Controls;

/// <summary>Publishes what a control takes in its body.</summary>
internal static class BodyDescription
{
    private const string Json = "application/json";

    /// <summary>The body's JSON schema, and a body as a user may send it. Another Content-Type finds no endpoint.</summary>
    public static RouteHandlerBuilder WithBody(this RouteHandlerBuilder endpoint, Func<JsonObject> schema, string example) =>
        endpoint.Accepts<JsonObject>(Json).WithOptionalBody(schema, example, isRequired: true);

    /// <summary>As <see cref="WithBody"/>, of a body that may be left out, and its Content-Type with it.</summary>
    public static RouteHandlerBuilder WithOptionalBody(this RouteHandlerBuilder endpoint, Func<JsonObject> schema, string example, bool isRequired = false) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = isRequired,
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = Read(schema()), Example = JsonNode.Parse(example) } },
            };
            return Task.CompletedTask;
        });

    private static OpenApiSchema Read(JsonObject schema) =>
        OpenApiModelFactory.Parse<OpenApiSchema>(schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, new(), out _, OpenApiConstants.Json)
        ?? throw new InvalidOperationException("The schema is none.");
}
