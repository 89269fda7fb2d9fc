using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Hosting;
using ResetPassword.Products;

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
        var emulator = own.MapGroup("").WithMetadata(QueryNames.OfTenant).AddEndpointFilter(QueryNames.RefuseOthersAsync);
        emulator.MapGet("/health", Health)
            .WithName("GetHealth").WithSummary("Whether the emulator is seeded and able to serve")
            .WithDescription("200 from the moment it listens until it begins to shut down, then 503. While the state file cannot be written, warning says why.")
            .WithMetadata(QueryNames.None)
            .Produces<HealthReport>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        emulator.MapGet("/contract", () => TypedResults.Ok(Contract.Of(Catalogue.Products)))
            .WithName("GetContract").WithSummary("What is emulated")
            .WithDescription("Products, versions, actions, parameters, RAM permissions and every error row, with its source and how it is reached.")
            .WithMetadata(QueryNames.None)
            .Produces<Contract>().ProducesProblem(StatusCodes.Status400BadRequest);
        emulator.MapTenants();
        emulator.MapState();
        emulator.MapInstances();
        emulator.MapAccounts();
        emulator.MapFaults();
        emulator.MapRequests();
        emulator.MapClock();
        emulator.MapRam();
        own.Map("/{**path}", () => ControlBody.Problem(
            StatusCodes.Status404NotFound,
            "There is no such endpoint, or not with this method or Content-Type (application/json); /openapi/v1.json lists them.")).ExcludeFromDescription();
    }

    private static IResult Health(IHostApplicationLifetime lifetime, StateWarning warning) => lifetime.ApplicationStopping.IsCancellationRequested
        ? ControlBody.Problem(StatusCodes.Status503ServiceUnavailable, "The emulator is shutting down.")
        : TypedResults.Ok(new HealthReport("ready", warning.Text));
}

/// <summary>The state of the service.</summary>
/// <param name="Status"><c>ready</c>.</param>
/// <param name="Warning">What does not work although calls are answered: that the state file cannot be written, and why.</param>
internal sealed record HealthReport(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Warning);
