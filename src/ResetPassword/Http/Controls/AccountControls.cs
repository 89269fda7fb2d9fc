using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Documents;
using ResetPassword.Gateway;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/instances/{id}/accounts/{name}</c>: one account, and the proof of its password.</summary>
internal static class AccountControls
{
    private static readonly InstanceEvent[] Administered = [new InstanceEvent.Administered()];

    private static readonly TextMember Password = new("password", "The password to compare with; it is neither kept nor logged.");

    private static readonly DocumentShape PasswordShape = DocumentShape.Of([Password], new DocumentForm([Password]));

    public static void MapAccounts(this RouteGroupBuilder emulator)
    {
        const string Route = "/instances/{id}/accounts/{name}";
        const string Ambiguous = "`characterType` is needed where the name alone is ambiguous: on a sharded MongoDB cluster.";
        emulator = emulator.MapGroup("").WithMetadata(new QueryNames("tenant", "characterType"));
        emulator.MapGet(Route, GetAsync)
            .WithName("GetAccount").WithSummary("An account as a document").WithDescription(Ambiguous)
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPut(Route, PutAsync)
            .WithName("PutAccount").WithSummary("Makes or replaces an account").WithDescription("By a document as a seed has it. A password is hashed at once. " + Ambiguous)
            .WithBody(() => SeedSchema.AccountOfPath(Catalogue.Databases), """{"type":"Super","password":"First_pass1"}""")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPatch(Route, PatchAsync)
            .WithName("PatchAccount").WithSummary("Changes an account").WithDescription("A JSON merge patch (RFC 7396). A password counts as a new version. " + Ambiguous)
            .WithBody(() => SeedSchema.PatchOf(SeedSchema.AccountOfPath(Catalogue.Databases)), """{"password":"Second_pass1"}""")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapDelete(Route, DeleteAsync)
            .WithName("DeleteAccount").WithSummary("Removes an account").WithDescription(Ambiguous)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPost($"{Route}/verify-password", VerifyPasswordAsync)
            .WithName("VerifyPassword").WithSummary("Whether a password is an account's").WithDescription("Compares in fixed time. " + Ambiguous)
            .WithBody(() => PasswordShape.ToSchema(), """{"password":"New_pass1"}""")
            .Produces<PasswordProof>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync([AsParameters] AccountAddress address, Tenants tenants, InstanceStore store)
    {
        var (found, problem) = await FindAsync(address, tenants, store);
        return found is null ? problem : Document(found.Account, found.Stored.Value);
    }

    private static async Task<IResult> PutAsync([AsParameters] AccountAddress address, HttpContext http, Tenants tenants, InstanceStore store, IdSource ids)
    {
        if (!tenants.TrySelect(address.Tenant ?? Selection.DefaultTenant, out var tenant, out var problem))
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } document)
            return ControlBody.Problem(faults);
        while (await store.FindAsync(new(tenant.OwnerId, address.Id), tenant.Clock.Now) is { } stored)
        {
            faults.Clear();
            if (Read(document, address, stored.Value, ids, tenant, faults) is not { } account)
                return ControlBody.Problem(faults);
            if (await store.TryCommitAsync(new(tenant.OwnerId, address.Id), stored.Revision, stored.Value.With(account), Administered, tenant.Clock.Now))
                return Document(account, stored.Value);
        }

        return NoInstance();
    }

    private static async Task<IResult> PatchAsync([AsParameters] AccountAddress address, HttpContext http, Tenants tenants, InstanceStore store, IdSource ids)
    {
        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } patch)
            return ControlBody.Problem(faults);
        while (true)
        {
            var (found, problem) = await FindAsync(address, tenants, store);
            if (found is null)
                return problem;

            faults.Clear();
            if (Patched(found, patch, faults) is not { } document
                || Read(document, address with { CharacterType = found.Account.CharacterType }, found.Stored.Value, ids, found.Tenant, faults) is not { } next)
            {
                return ControlBody.Problem(faults);
            }

            if (await store.TryCommitAsync(new(found.Tenant.OwnerId, address.Id), found.Stored.Revision, found.Stored.Value.With(next), Administered, found.Tenant.Clock.Now))
                return Document(next, found.Stored.Value);
        }
    }

    private static async Task<IResult> DeleteAsync([AsParameters] AccountAddress address, Tenants tenants, InstanceStore store)
    {
        while (true)
        {
            var (found, problem) = await FindAsync(address, tenants, store);
            if (found is null)
                return problem;
            var next = found.Stored.Value.Without(found.Account);
            if (await store.TryCommitAsync(new(found.Tenant.OwnerId, address.Id), found.Stored.Revision, next, Administered, found.Tenant.Clock.Now))
                return TypedResults.NoContent();
        }
    }

    private static async Task<IResult> VerifyPasswordAsync([AsParameters] AccountAddress address, HttpContext http, Tenants tenants, InstanceStore store)
    {
        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        var fields = new DocumentObject(root, "$", faults, PasswordShape);
        if (!fields.Has(Password))
            fields.Fault(Password, "Expected the password to compare with.");
        var password = new Secret(fields.Text(Password) ?? "");
        if (faults.Count > 0)
            return ControlBody.Problem(faults);

        var (found, problem) = await FindAsync(address, tenants, store);
        return found is null
            ? problem
            : TypedResults.Ok(new PasswordProof(found.Account.Password.Matches(password), found.Account.PasswordVersion, found.Account.PasswordChangedAt));
    }

    // A password in a patch is the next version, changed now, unless the patch says otherwise.
    private static LocatedJson? Patched(Found found, LocatedJson patch, DocumentFaults faults)
    {
        var document = new InstanceWriter(Catalogue.Databases).Write(found.Account, found.Stored.Value);
        if (patch.Find("password") is not null)
        {
            document.Remove("passwordHash");
            document.Remove("passwordChangedAt");
            document["passwordVersion"] = found.Account.NextPasswordVersion;
        }

        // A status that is set stays.
        if (patch.Find("status") is not null)
            document.Remove("pending");

        return MergePatch.Apply(document, patch, faults);
    }

    private static DatabaseAccount? Read(LocatedJson document, AccountAddress address, Instance instance, IdSource ids, Tenant tenant, DocumentFaults faults)
    {
        var account = new InstanceReader(Catalogue.Databases, ids, tenant.Clock.Now, faults).ReadAccount(document, "$", instance, address.Name, address.CharacterType);
        if (faults.Count == 0 && account.Name != address.Name)
            faults.Add(new(document.Line, "$.name", $"Expected {address.Name}, the account of the path, or nothing."));
        if (faults.Count == 0 && address.CharacterType is { } characterType && account.CharacterType != characterType)
            faults.Add(new(document.Line, "$.characterType", $"Expected {characterType}, the characterType of the address, or nothing."));
        return faults.Count == 0 ? account : null;
    }

    private static async Task<(Found? Found, IResult Problem)> FindAsync(AccountAddress address, Tenants tenants, InstanceStore store)
    {
        if (!tenants.TrySelect(address.Tenant ?? Selection.DefaultTenant, out var tenant, out var problem))
            return (null, problem);
        if (await store.FindAsync(new(tenant.OwnerId, address.Id), tenant.Clock.Now) is not { } stored)
            return (null, NoInstance());

        return FindAll(stored.Value, address) switch
        {
            [var account] => (new(tenant, stored, account), TypedResults.NoContent()),
            [] => (null, ControlBody.Problem(StatusCodes.Status404NotFound, "name: the instance has no such account.")),
            _ => (null, ControlBody.Problem(StatusCodes.Status400BadRequest, "characterType: the instance has several accounts of this name. Expected db or cs.")),
        };
    }

    // By their keys: an instance may have a million accounts.
    private static DatabaseAccount[] FindAll(Instance instance, AccountAddress address)
    {
        var model = Catalogue.Databases.First(product => product.Name == instance.Product).Instances;
        string?[] characterTypes = [.. model.CharacterTypes(instance)];
        return
        [
            .. (characterTypes.Length == 0 ? [null] : characterTypes)
                .Where(type => address.CharacterType is null || type == address.CharacterType)
                .Select(type => instance.FindAccount(address.Name, type)).OfType<DatabaseAccount>(),
        ];
    }

    private static Ok<JsonObject> Document(DatabaseAccount account, Instance instance) =>
        TypedResults.Ok(new InstanceWriter(Catalogue.Databases).Write(account, instance));

    private static ProblemHttpResult NoInstance() => ControlBody.Problem(StatusCodes.Status404NotFound, "id: the tenant has no instance with this id.");

    private sealed record Found(Tenant Tenant, Stored<Instance> Stored, DatabaseAccount Account);
}

/// <summary>Which account is meant.</summary>
internal sealed record AccountAddress
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [FromQuery(Name = "characterType")]
    public string? CharacterType { get; init; }

    [FromQuery(Name = "tenant")]
    public string? Tenant { get; init; }
}

/// <summary>Whether the password matches, and which password the account has.</summary>
/// <param name="PasswordVersion">1 for the first password; each reset adds one.</param>
internal sealed record PasswordProof(bool Matches, long PasswordVersion, DateTimeOffset PasswordChangedAt);
