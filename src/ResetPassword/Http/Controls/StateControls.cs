using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Products;
using ResetPassword.Seeds;
using ResetPassword.Store;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/state</c> and <c>/_emulator/reset</c>: a tenant's instances as a document that can be put back.</summary>
internal static class StateControls
{
    public static void MapState(this RouteGroupBuilder emulator)
    {
        emulator.MapGet("/state", GetAsync)
            .WithName("GetState").WithSummary("A tenant's instances as a document")
            .WithDescription("With password hashes and versions, without passwords: to be treated as sensitive. AccessKeys and policies are not part of it.")
            .Produces<JsonObject>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPut("/state", PutAsync)
            .WithName("PutState").WithSummary("Replaces a tenant's instances")
            .WithDescription("By {\"instances\": […]} as GET gives them, or as a seed has them. A document with a mistake is refused as a whole.")
            .WithMetadata(new RequestSizeLimitAttribute(ControlBody.MaxDocumentBytes))
            .WithBody(() => SeedSchema.State(Catalogue.Databases, isRequired: true),
                """{"instances":[{"product":"Rds","id":"rm-own","accounts":[{"name":"app1"}]}]}""")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesServerProblem();
        emulator.MapPost("/reset", ResetAsync)
            .WithName("ResetTenant").WithSummary("Puts a tenant back to how it was made")
            .WithDescription("The instances, users and roles it was made with, no temporary keys, no fault rules, an empty journal, real time.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetAsync(Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        var instances = await selected.ListAsync(selected.Clock.Now);
        return new JsonStream(async (json, cancellation) =>
        {
            json.WriteStartObject();
            await new InstanceWriter(Catalogue.Databases).WriteAsync(json, "instances", instances, cancellation);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> PutAsync(HttpContext http, Tenants tenants, Bindings bindings, IdSource ids, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);

        var fields = new DocumentObject(root, "$", faults, ["$schema", "region", "instances"]);
        if (!fields.Has("instances"))
            fields.Fault("instances", "Expected an array of instances.");
        var instances = new InstanceReader(Catalogue.Databases, ids, selected.Clock.Now, faults, await bindings.RightsInAsync(selected))
            .ReadInstances(fields.Array("instances"), fields.Text("region", SeedReader.DefaultRegion));
        if (faults.Count > 0)
            return ControlBody.Problem(faults);

        await bindings.ReplaceAsync(selected, instances);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ResetAsync(Tenants tenants, Bindings bindings, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        await bindings.ResetAsync(selected);
        return TypedResults.NoContent();
    }
}
