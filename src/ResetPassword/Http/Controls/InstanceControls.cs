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
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesServerProblem();
        emulator.MapPatch("/instances/{id}", PatchAsync)
            .WithName("PatchInstance").WithSummary("Changes an instance: status, lock mode, properties")
            .WithDescription("A JSON merge patch (RFC 7396): a member replaces the old value, null restores the default.")
            .WithBody(() => SeedSchema.PatchOf(SeedSchema.InstanceOfPath(Catalogue.Databases)), """{"status":"Rebooting"}""")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesServerProblem();
        emulator.MapDelete("/instances/{id}", DeleteAsync)
            .WithName("DeleteInstance").WithSummary("Removes an instance")
            .WithDescription("With its accounts, whatever its state is.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync(string id, Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        return await selected.FindAsync(id, selected.Clock.Now) is { } stored ? Document(stored.Value) : Selection.NoInstance();
    }

    private static async Task<IResult> PutAsync(string id, HttpContext http, Tenants tenants, Bindings bindings, IdSource ids,
        string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        Instance? instance = null;
        var (_, after) = await bindings.UpdateAsync(selected, id, found =>
        {
            faults.Clear();
            instance = Read(root, found, id, bindings, ids, selected, faults);
            return instance ?? found;
        });
        return instance is null || after is null ? ControlBody.Problem(faults) : Document(after);
    }

    private static async Task<IResult> PatchAsync(string id, HttpContext http, Tenants tenants, Bindings bindings, IdSource ids,
        string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } patch)
            return ControlBody.Problem(faults);
        var (before, after) = await bindings.UpdateAsync(selected, id, instance =>
        {
            faults.Clear();
            return instance is not null && Patched(instance, patch, faults) is { } document
                && Read(document, instance, id, bindings, ids, selected, faults) is { } next
                ? next
                : instance;
        });
        if (before is null || after is null)
            return Selection.NoInstance();
        return faults.Count > 0 ? ControlBody.Problem(faults) : Document(after);
    }

    private static async Task<IResult> DeleteAsync(string id, Tenants tenants, Bindings bindings, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        var (before, _) = await bindings.UpdateAsync(selected, id, _ => null);
        return before is null ? Selection.NoInstance() : TypedResults.NoContent();
    }

    private static LocatedJson? Patched(Instance instance, LocatedJson patch, DocumentFaults faults)
    {
        if (DocumentObject.TextOf(patch, "product") is { } product && Catalogue.Databases.Named(product)?.Name != instance.Product)
        {
            faults.Add(new(patch.Line, "$.product", $"Expected {instance.Product} or nothing: the product of an instance stays."));
            return null;
        }

        // A status that is set stays.
        var document = new InstanceWriter(Catalogue.Databases).Write(instance);
        if (patch.Find("status") is not null)
            document.Remove("pending");
        return MergePatch.Apply(document, patch, faults);
    }

    private static Instance? Read(
        LocatedJson document, Instance? found, string id, Bindings bindings, IdSource ids, Tenant tenant, DocumentFaults faults)
    {
        var rights = bindings.RightsWith(_ => found?.Binding);
        var instance = new InstanceReader(Catalogue.Databases, ids, tenant.Clock.Now, faults, rights).ReadInstance(document, "$", SeedReader.DefaultRegion, id);
        if (faults.Count == 0 && instance.Id != id)
            faults.Add(new(document.Line, "$.id", $"Expected {id}, the instance of the path, or nothing."));
        return faults.Count == 0 ? instance : null;
    }

    private static JsonStream Document(Instance instance) =>
        new((json, cancellation) => new InstanceWriter(Catalogue.Databases).WriteAsync(json, instance, cancellation));
}
