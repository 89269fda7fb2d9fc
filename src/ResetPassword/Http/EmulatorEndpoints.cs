using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using ResetPassword.Emulator;
using ResetPassword.Gateway;
using ResetPassword.Products;
using ResetPassword.Store;

namespace ResetPassword.Http;

/// <summary>What only the emulator has, under <c>/_emulator</c>: JSON in and out, errors as problem details (RFC 9457).</summary>
internal static class EmulatorEndpoints
{
    public const string Prefix = "/_emulator";

    private const string Tag = "Emulator";

    /// <summary>Whether a path is the emulator's own, rather than the RPC endpoint's.</summary>
    public static bool IsOwn(PathString path) => path.StartsWithSegments(Prefix) || path.StartsWithSegments("/openapi");

    public static void MapEmulator(this WebApplication app)
    {
        var emulator = app.MapGroup(Prefix).WithTags(Tag);
        emulator.MapGet("/health", Health)
            .WithName("GetHealth").WithSummary("Whether the emulator is seeded and able to serve")
            .WithDescription("200 from the moment it listens until it begins to shut down, then 503.");
        emulator.MapGet("/contract", () => TypedResults.Ok(Contract.Of(Catalogue.Products)))
            .WithName("GetContract").WithSummary("What is emulated")
            .WithDescription("Products, versions, actions, parameters, RAM permissions and every error row, with its source and how it is reached.");
        emulator.MapPost("/instances/{id}/accounts/{name}/verify-password", VerifyPasswordAsync)
            .WithName("VerifyPassword").WithSummary("Whether a password is an account's")
            .WithDescription("Compares with the account's password in fixed time. `characterType` is needed where the name alone is ambiguous: on a sharded MongoDB cluster.");
        emulator.Map("/{**path}", () => Problem(StatusCodes.Status404NotFound, "There is no such endpoint, or not with this method and content type; /openapi/v1.json lists them.")).ExcludeFromDescription();
    }

    private static Results<Ok<HealthReport>, ProblemHttpResult> Health(IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStopping.IsCancellationRequested
            ? Problem(StatusCodes.Status503ServiceUnavailable, "The emulator is shutting down.")
            : TypedResults.Ok(new HealthReport("ready"));

    private static async Task<Results<Ok<PasswordProof>, ProblemHttpResult>> VerifyPasswordAsync(
        [Description("The instance's id.")] string id,
        [Description("The account's name.")] string name,
        PasswordToVerify body,
        Tenants tenants,
        InstanceStore store,
        [Description("Any AccessKeyId of the tenant.")] string tenant = "testid",
        [Description("`db` or `cs` on a sharded MongoDB cluster.")] string? characterType = null)
    {
        if (tenants.FindKey(tenant) is not { } key)
            return Problem(StatusCodes.Status404NotFound, "There is no tenant with this AccessKeyId.");
        if (tenants.Enter(key) is null)
            return Problem(StatusCodes.Status403Forbidden, GatewayErrors.TenantLimit.Message);
        if (await store.FindAsync(new(key.Caller.OwnerId, id)) is not { Value: { } instance })
            return Problem(StatusCodes.Status404NotFound, "The tenant has no instance with this id.");

        var accounts = instance.Accounts.Values.Where(a => a.Name == name && (characterType is null || a.CharacterType == characterType)).ToArray();
        if (accounts.Length > 1)
            return Problem(StatusCodes.Status400BadRequest, "The instance has several accounts of this name: say which by characterType.");
        if (accounts is not [var account])
            return Problem(StatusCodes.Status404NotFound, "The instance has no such account.");
        return TypedResults.Ok(new PasswordProof(account.Password.Matches(new(body.Password)), account.PasswordVersion, account.PasswordChangedAt));
    }

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}

/// <summary>The state of the service.</summary>
internal sealed record HealthReport([property: Description("`ready`.")] string Status);

/// <summary>A password to compare with an account's.</summary>
internal sealed record PasswordToVerify([property: Description("The password in plain text; it is neither stored nor logged.")] string Password)
{
    public override string ToString() => "***";
}

/// <summary>Whether the password matches, and which password the account has.</summary>
internal sealed record PasswordProof(
    [property: Description("Whether it is the account's password.")] bool Matches,
    [property: Description("1 for the first password; each reset adds one.")] long PasswordVersion,
    [property: Description("When the account got its password.")] DateTimeOffset PasswordChangedAt);
