namespace ResetPassword.Http.Controls;

/// <summary>
/// The query parameters that a control reads. Another one is a mistake, and is refused: what it was to narrow would be counted as if it were not there.
/// </summary>
internal sealed record QueryNames(params IReadOnlyList<string> Names)
{
    /// <summary>What a control that is about a tenant reads.</summary>
    public static readonly QueryNames OfTenant = new("tenant");

    public static readonly QueryNames None = new();

    /// <summary>The endpoint filter of all controls.</summary>
    public static ValueTask<object?> RefuseOthersAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        var names = http.GetEndpoint()?.Metadata.GetMetadata<QueryNames>()?.Names;
        if (names is null || http.Request.Query.Keys.All(name => names.Contains(name, StringComparer.OrdinalIgnoreCase)))
            return next(call);
        return ValueTask.FromResult<object?>(ControlBody.Problem(
            StatusCodes.Status400BadRequest, names.Count == 0
                ? "The query: expected no parameters."
                : $"The query: expected no parameters but {string.Join(", ", names)}."));
    }
}
