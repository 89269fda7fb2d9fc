using System.Text.Json.Serialization;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/credentials/{role}</c>: what the default chains of SDKs ask for where <c>ALIBABA_CLOUD_CREDENTIALS_URI</c> is set.</summary>
internal static class CredentialControls
{
    public const string SessionName = "emulator";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static void MapCredentials(this RouteGroupBuilder emulator) =>
        emulator.MapGet("/credentials/{role}", IssueAsync)
            .WithName("GetCredentials").WithSummary("A temporary AccessKey of a RAM role, as ALIBABA_CLOUD_CREDENTIALS_URI gives it")
            .WithDescription($"A new one each time, of the session {SessionName}, for {Lifetime.TotalSeconds} seconds of the tenant's clock. The role's trust policy is not asked.")
            .Produces<IssuedCredentials>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> IssueAsync(string role, Tenants tenants, IdSource ids, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        if (selected.Ram.FindRoleInAnyCase(role) is not { } known)
            return ControlBody.Problem(StatusCodes.Status404NotFound, $"role: the tenant has no such role. It has {NamesOf(selected.Ram)}.");

        var key = TemporaryKey.Of(new(known.Name, SessionName, SessionPolicy: null), selected.Keys[0].Caller, selected.Clock.Now + Lifetime, ids);
        return await selected.TryAddKeyAsync(key)
            ? TypedResults.Ok(IssuedCredentials.Of(key))
            : ControlBody.Problem(StatusCodes.Status429TooManyRequests, "As many temporary keys as there may be (MaxTemporaryKeys) are live.");
    }

    private static string NamesOf(RamAccount ram) => ram.Roles.IsEmpty ? "none: PUT /_emulator/roles/{name} makes one" : string.Join(", ", ram.Roles.Keys);
}

/// <summary>Temporary credentials, in the form and the spelling that the vendor's SDKs read.</summary>
internal sealed record IssuedCredentials(
    [property: JsonPropertyName("AccessKeyId")] string AccessKeyId,
    [property: JsonPropertyName("AccessKeySecret")] string AccessKeySecret,
    [property: JsonPropertyName("SecurityToken")] string SecurityToken,
    [property: JsonPropertyName("Expiration")] string Expiration,
    [property: JsonPropertyName("Code")] string Code)
{
    public static IssuedCredentials Of(TemporaryKey key) =>
        new(key.Key.Caller.AccessKeyId, key.Secret.Reveal(), key.Token, VendorTime.Write(key.Expiration), "Success");
}
