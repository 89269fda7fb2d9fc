using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Databases;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/instances/{id}/accounts/{name}</c>: one account, and the proof of its password.</summary>
internal static class AccountControls
{
    private static readonly TextMember Password = new("password", "The password to compare with; it is neither kept nor logged.");

    // What an account has in a server too.
    private static readonly string[] ServerMembers = ["name", "password", "passwordHash", "type", "status", "lockState", "privileges"];

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
            .WithName("PutAccount").WithSummary("Makes or replaces an account")
            .WithDescription("By a document as a seed has it. A password is hashed at once. " + Ambiguous)
            .WithBody(() => SeedSchema.AccountOfPath(Catalogue.Databases), """{"type":"Super","password":"First_pass1"}""")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        emulator.MapPatch(Route, PatchAsync)
            .WithName("PatchAccount").WithSummary("Changes an account")
            .WithDescription("A JSON merge patch (RFC 7396). A password counts as a new version. " + Ambiguous)
            .WithBody(() => SeedSchema.PatchOf(SeedSchema.AccountOfPath(Catalogue.Databases)), """{"password":"Second_pass1"}""")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        emulator.MapDelete(Route, DeleteAsync)
            .WithName("DeleteAccount").WithSummary("Removes an account").WithDescription(Ambiguous)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        emulator.MapPost($"{Route}/verify-password", VerifyPasswordAsync)
            .WithName("VerifyPassword").WithSummary("Whether a password is an account's").WithDescription("Compares in fixed time; where the instance stands for a database server, logs in there. " + Ambiguous)
            .WithBody(() => PasswordShape.ToSchema(), """{"password":"New_pass1"}""")
            .Produces<PasswordProof>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> GetAsync([AsParameters] AccountAddress address, Tenants tenants)
    {
        var (found, problem) = await FindAsync(address, tenants);
        return found is null ? problem : Document(found.Account, found.Instance);
    }

    private static async Task<IResult> PutAsync([AsParameters] AccountAddress address, HttpContext http, Tenants tenants, Bindings bindings, IdSource ids)
    {
        var (tenant, problem) = await tenants.SelectAsync(address.Tenant ?? Selection.DefaultTenant);
        if (tenant is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } document)
            return ControlBody.Problem(faults);
        DatabaseAccount? account = null;
        var isBound = false;
        var (before, after) = await bindings.UpdateAsync(tenant, address.Id, instance =>
        {
            faults.Clear();
            isBound = instance?.Binding is not null;
            account = instance is null || isBound ? null : Read(document, address, instance, ids, tenant, faults);
            return account is null ? instance : instance?.With(account);
        });
        if (before is null || after is null)
            return Selection.NoInstance();
        if (isBound)
            return OnlyByCalls();
        return account is null ? ControlBody.Problem(faults) : Document(account, after);
    }

    private static async Task<IResult> PatchAsync([AsParameters] AccountAddress address, HttpContext http, Tenants tenants, Bindings bindings, IdSource ids)
    {
        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } patch)
            return ControlBody.Problem(faults);
        var (tenant, problem) = await tenants.SelectAsync(address.Tenant ?? Selection.DefaultTenant);
        if (tenant is null)
            return problem;

        DatabaseAccount? next = null;
        var (_, after) = await bindings.UpdateAsync(tenant, address.Id, instance =>
        {
            faults.Clear();
            (var account, problem) = Find(instance, address);
            if (account is not null && instance?.Binding is not null && ServerMembers.Any(member => patch.Find(member) is not null))
                (account, problem) = (null, OnlyByCalls());
            next = instance is not null && account is not null && Patched(account, instance, patch, faults) is { } document
                ? Read(document, address with { CharacterType = account.CharacterType }, instance, ids, tenant, faults)
                : null;
            return next is null ? instance : instance?.With(next);
        });
        if (next is not null && after is not null)
            return Document(next, after);
        return faults.Count > 0 ? ControlBody.Problem(faults) : problem;
    }

    private static async Task<IResult> DeleteAsync([AsParameters] AccountAddress address, Tenants tenants, Bindings bindings)
    {
        var (tenant, problem) = await tenants.SelectAsync(address.Tenant ?? Selection.DefaultTenant);
        if (tenant is null)
            return problem;

        DatabaseAccount? account = null;
        await bindings.UpdateAsync(tenant, address.Id, instance =>
        {
            (account, problem) = Find(instance, address);
            if (account is not null && instance?.Binding is not null)
                (account, problem) = (null, OnlyByCalls());
            return account is null ? instance : instance?.Without(account);
        });
        return account is null ? problem : TypedResults.NoContent();
    }

    private static async Task<IResult> VerifyPasswordAsync([AsParameters] AccountAddress address, HttpContext http, Tenants tenants, Bindings bindings)
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

        var (found, problem) = await FindAsync(address, tenants);
        if (found is null)
            return problem;
        if (found.Instance.Binding is not { } binding)
            return ProofOf(found.Account, found.Account.Password.Matches(password));
        try
        {
            return ProofOf(found.Account, await bindings.CanLogInAsync(binding, found.Account.Name, password));
        }
        catch (ServerException neither)
        {
            return ControlBody.Problem(neither.IsAway ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict, neither.Message);
        }
    }

    private static Ok<PasswordProof> ProofOf(DatabaseAccount account, bool matches) =>
        TypedResults.Ok(new PasswordProof(matches, account.PasswordVersion, account.PasswordChangedAt));

    private static ProblemHttpResult OnlyByCalls() => ControlBody.Problem(StatusCodes.Status409Conflict,
        "The instance stands for a database server: calls make, reset and delete its accounts, as they do it there too; a control would leave the server behind.");

    // A password in a patch is the next version, changed now, unless the patch says otherwise.
    private static LocatedJson? Patched(DatabaseAccount account, Instance instance, LocatedJson patch, DocumentFaults faults)
    {
        var document = new InstanceWriter(Catalogue.Databases).Write(account, instance);
        if (patch.Find("password") is not null)
        {
            document.Remove("passwordHash");
            document.Remove("passwordChangedAt");
            document["passwordVersion"] = account.NextPasswordVersion;
        }

        // A status that is set stays.
        if (patch.Find("status") is not null)
            document.Remove("pending");

        return MergePatch.Apply(document, patch, faults);
    }

    private static DatabaseAccount? Read(LocatedJson document, AccountAddress address, Instance instance, IdSource ids, Tenant tenant, DocumentFaults faults)
    {
        var account = new InstanceReader(Catalogue.Databases, ids, tenant.Clock.Now, faults, BindingRights.Free)
            .ReadAccount(document, "$", instance, address.Name, address.CharacterType);
        if (faults.Count == 0 && account.Name != address.Name)
            faults.Add(new(document.Line, "$.name", $"Expected {address.Name}, the account of the path, or nothing."));
        if (faults.Count == 0 && address.CharacterType is { } characterType && account.CharacterType != characterType)
            faults.Add(new(document.Line, "$.characterType", $"Expected {characterType}, the characterType of the address, or nothing."));
        if (faults.Count > 0)
            return null;
        return document.Find("passwordChangedAt") is null && instance.FindAccount(account.Name, account.CharacterType) is { } before
            ? account with { PasswordChangedAt = before.NotBeforeLastChange(account.PasswordChangedAt) }
            : account;
    }

    private static async Task<(Found? Found, IResult Problem)> FindAsync(AccountAddress address, Tenants tenants)
    {
        var (tenant, problem) = await tenants.SelectAsync(address.Tenant ?? Selection.DefaultTenant);
        if (tenant is null)
            return (null, problem);
        var instance = (await tenant.FindAsync(address.Id, tenant.Clock.Now))?.Value;
        (var account, problem) = Find(instance, address);
        return (instance is null || account is null ? null : new(instance, account), problem);
    }

    private static (DatabaseAccount? Account, IResult Problem) Find(Instance? instance, AccountAddress address) => instance is null
        ? (null, Selection.NoInstance())
        : FindAll(instance, address) switch
        {
            [var account] => (account, TypedResults.Empty),
            [] => (null, ControlBody.Problem(StatusCodes.Status404NotFound, "name: the instance has no such account.")),
            _ => (null, ControlBody.Problem(StatusCodes.Status400BadRequest,
                "characterType: the instance has several accounts of this name. Expected db or cs.")),
        };

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

    private sealed record Found(Instance Instance, DatabaseAccount Account);
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
