using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Databases;
using ResetPassword.Hosting;
using ResetPassword.Products;
using ResetPassword.Store;
using ResetPassword.Store.Memory;

namespace ResetPassword.Http.Controls;

/// <summary>What only the emulator has, under <c>/_emulator</c>: JSON in and out, errors as problem details (RFC 9457).</summary>
internal static class EmulatorEndpoints
{
    public const string Prefix = "/_emulator";

    public const string Tag = "Emulator";

    /// <summary>Whether a path is the emulator's own, rather than the RPC endpoint's.</summary>
    public static bool IsOwn(PathString path) => path.StartsWithSegments(Prefix) || path.StartsWithSegments("/openapi");

    public static void MapEmulator(this WebApplication app)
    {
        // What takes the document of a whole instance or tenant says so itself.
        var own = app.MapGroup(Prefix).WithTags(Tag).WithMetadata(new RequestSizeLimitAttribute(ControlBody.MaxBytes));
        var emulator = own.MapGroup("").WithMetadata(QueryNames.OfTenant).AddEndpointFilter(QueryNames.RefuseOthersAsync)
            .AddEndpointFilter(FlushAsync);
        emulator.MapGet("/health", Health)
            .WithName("GetHealth").WithSummary("Whether the emulator is seeded and able to serve")
            .WithDescription("200 from the moment it listens until it begins to shut down, then 503; 503 also while the store cannot be used, unless live is true, which asks for the process alone. While the state file cannot be written, warning says why.")
            .WithMetadata(new QueryNames("live"), new IsOfTheProcess())
            .Produces<HealthReport>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        emulator.MapGet("/contract", () => TypedResults.Ok(Contract.Of(Catalogue.Products)))
            .WithName("GetContract").WithSummary("What is emulated")
            .WithDescription("Products, versions, actions, parameters, RAM permissions and every error row, with its source and how it is reached.")
            .WithMetadata(QueryNames.None, new IsOfTheProcess())
            .Produces<Contract>().ProducesProblem(StatusCodes.Status400BadRequest);
        emulator.MapTenants();
        emulator.MapState();
        emulator.MapInstances();
        emulator.MapAccounts();
        emulator.MapFaults();
        emulator.MapRequests();
        emulator.MapClock();
        emulator.MapRam();
        emulator.MapDecision();
        emulator.MapCredentials();
        own.Map("/{**path}", () => ControlBody.Problem(
            StatusCodes.Status404NotFound,
            "There is no such endpoint, or not with this method or Content-Type (application/json); /openapi/v1.json lists them.")).ExcludeFromDescription();
    }

    private static async Task<IResult> Health(IHostApplicationLifetime lifetime, StateWarning warning, IStore store, string live = "false")
    {
        if (live is not ("true" or "false"))
            return ControlBody.Problem(StatusCodes.Status400BadRequest, "live: expected true or false.");
        if (live == "true")
            return TypedResults.Ok(new HealthReport("live", NameOf(store), null));
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return ControlBody.Problem(StatusCodes.Status503ServiceUnavailable, "The emulator is shutting down.");
        return await store.FindTroubleAsync() is { } trouble
            ? ControlBody.Problem(StatusCodes.Status503ServiceUnavailable, $"The store cannot be used: {trouble}.")
            : TypedResults.Ok(new HealthReport("ready", NameOf(store), warning.Text));
    }

    private static string? NameOf(IStore store) => store is MemoryStore ? null : store.Name;

    // What an instance was to stand for cannot be had as it is.
    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (ServerException refused)
        {
            return ControlBody.Problem(StatusCodes.Status422UnprocessableEntity, refused.Message);
        }
    }

    /// <summary>Says that the control may bind an instance to a database server that refuses it.</summary>
    public static RouteHandlerBuilder ProducesServerProblem(this RouteHandlerBuilder control) =>
        control.ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    // What a control says is as lasting as what a call says.
    private static async ValueTask<object?> FlushAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var result = await AnswerAsync(call, next);
        if (call.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IsOfTheProcess>() is null)
            await call.HttpContext.RequestServices.GetRequiredService<IStore>().FlushAsync();
        return result;
    }

    /// <summary>Marks what says nothing of the store.</summary>
    private sealed record IsOfTheProcess;
}

/// <summary>The state of the service.</summary>
/// <param name="Status"><c>ready</c>, or <c>live</c> where only that was asked for.</param>
/// <param name="Store">Where everything is kept; absent where that is the memory of the process.</param>
/// <param name="Warning">What does not work although calls are answered: that the state file cannot be written, and why.</param>
internal sealed record HealthReport(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Store,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Warning);
