using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/instances/{id}</c>: one instance.</summary>
internal static class InstanceControls
{
    public static void MapInstances(this RouteGroupBuilder emulator)
    {
        emulator.MapGet("/instances/{id}", GetAsync)
            .WithName("GetInstance").WithSummary("An instance as a document")
            .WithDescription("As PUT takes it, with the hashes of its passwords: to be treated as sensitive.")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPut("/instances/{id}", PutAsync)
            .WithName("PutInstance").WithSummary("Makes or replaces an instance")
            .WithDescription("By a document as a seed has it; what is left out has its default.")
            .WithMetadata(new RequestSizeLimitAttribute(ControlBody.MaxDocumentBytes))
            .WithBody(() => SeedSchema.InstanceOfPath(Catalogue.Databases), """{"product":"Rds","engine":"PostgreSQL","accounts":[{"name":"app1"}]}""")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPatch("/instances/{id}", PatchAsync)
            .WithName("PatchInstance").WithSummary("Changes an instance: status, lock mode, properties")
            .WithDescription("A JSON merge patch (RFC 7396): a member replaces the old value, null restores the default.")
            .WithBody(() => SeedSchema.PatchOf(SeedSchema.InstanceOfPath(Catalogue.Databases)), """{"status":"Rebooting"}""")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapDelete("/instances/{id}", DeleteAsync)
            .WithName("DeleteInstance").WithSummary("Removes an instance")
            .WithDescription("With its accounts, whatever its state is.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync(string id, Tenants tenants, InstanceStore store, string tenant = Selection.DefaultTenant)
    {
        if (!tenants.TrySelect(tenant, out var selected, out var problem))
            return problem;
        return await store.FindAsync(new(selected.OwnerId, id), selected.Clock.Now) is { } stored ? Document(stored.Value) : NoInstance();
    }

    private static async Task<IResult> PutAsync(string id, HttpContext http, Tenants tenants, InstanceStore store, IdSource ids, string tenant = Selection.DefaultTenant)
    {
        if (!tenants.TrySelect(tenant, out var selected, out var problem))
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        if (Read(root, id, ids, selected, faults) is not { } instance)
            return ControlBody.Problem(faults);
        while (true)
        {
            var now = selected.Clock.Now;
            var stored = await store.FindAsync(new(selected.OwnerId, id), now);
            if (await store.TryCommitAsync(new(selected.OwnerId, id), stored?.Revision, instance, Administered, now))
                return Document(instance);
        }
    }

    private static async Task<IResult> PatchAsync(string id, HttpContext http, Tenants tenants, InstanceStore store, IdSource ids, string tenant = Selection.DefaultTenant)
    {
        if (!tenants.TrySelect(tenant, out var selected, out var problem))
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } patch)
            return ControlBody.Problem(faults);
        while (await store.FindAsync(new(selected.OwnerId, id), selected.Clock.Now) is { } stored)
        {
            faults.Clear();
            if (DocumentObject.TextOf(patch, "product") is { } product && Catalogue.Databases.Named(product)?.Name != stored.Value.Product)
                return ControlBody.Problem([new(patch.Line, "$.product", $"Expected {stored.Value.Product} or nothing: the product of an instance stays.")]);
            var document = new InstanceWriter(Catalogue.Databases).Write(stored.Value);

            // A status that is set stays.
            if (patch.Find("status") is not null)
                document.Remove("pending");
            var patched = MergePatch.Apply(document, patch, faults);
            if (patched is null || Read(patched, id, ids, selected, faults) is not { } next)
                return ControlBody.Problem(faults);
            if (await store.TryCommitAsync(new(selected.OwnerId, id), stored.Revision, next, Administered, selected.Clock.Now))
                return Document(next);
        }

        return NoInstance();
    }

    private static async Task<IResult> DeleteAsync(string id, Tenants tenants, InstanceStore store, string tenant = Selection.DefaultTenant)
    {
        if (!tenants.TrySelect(tenant, out var selected, out var problem))
            return problem;
        while (await store.FindAsync(new(selected.OwnerId, id), selected.Clock.Now) is { } stored)
        {
            if (await store.TryCommitAsync(new(selected.OwnerId, id), stored.Revision, null, Administered, selected.Clock.Now))
                return TypedResults.NoContent();
        }

        return NoInstance();
    }

    private static readonly InstanceEvent[] Administered = [new InstanceEvent.Administered()];

    private static Instance? Read(LocatedJson document, string id, IdSource ids, Tenant tenant, DocumentFaults faults)
    {
        var instance = new InstanceReader(Catalogue.Databases, ids, tenant.Clock.Now, faults).ReadInstance(document, "$", SeedReader.DefaultRegion, id);
        if (faults.Count == 0 && instance.Id != id)
            faults.Add(new(document.Line, "$.id", $"Expected {id}, the instance of the path, or nothing."));
        return faults.Count == 0 ? instance : null;
    }

    private static JsonStream Document(Instance instance) => new((json, cancellation) => new InstanceWriter(Catalogue.Databases).WriteAsync(json, instance, cancellation));

    private static ProblemHttpResult NoInstance() => ControlBody.Problem(StatusCodes.Status404NotFound, "id: the tenant has no instance with this id.");
}
