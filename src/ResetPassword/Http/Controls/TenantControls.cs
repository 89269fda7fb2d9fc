using Microsoft.AspNetCore.Mvc;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/tenants</c>: make one in a single call, list, drop.</summary>
internal static class TenantControls
{
    public static void MapTenants(this RouteGroupBuilder emulator)
    {
        emulator.MapPost("/tenants", MakeAsync)
            .WithName("MakeTenant").WithSummary("Makes a fresh tenant")
            .WithDescription("An Alibaba Cloud account of its own, with a copy of the seed's instances, or with those of the body: {\"region\", \"instances\"} as in a seed file.")
            .WithMetadata(new RequestSizeLimitAttribute(ControlBody.MaxDocumentBytes), QueryNames.None)
            .WithOptionalBody(() => SeedSchema.State(Catalogue.Databases, isRequired: false),
                """{"instances":[{"product":"Rds","id":"rm-own","accounts":[{"name":"app1"}]}]}""")
            .Produces<NewTenant>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesServerProblem();
        emulator.MapGet("/tenants", ListAsync)
            .WithName("ListTenants").WithSummary("Lists the tenants")
            .WithDescription("Those of the seed, and those that test-… keys have made, with the time of their last call.")
            .WithMetadata(QueryNames.None)
            .Produces<ListedTenant[]>().ProducesProblem(StatusCodes.Status400BadRequest);
        emulator.MapDelete("/tenants/{accessKeyId}", DropAsync)
            .WithName("DropTenant").WithSummary("Drops a tenant and everything in it")
            .WithDescription("Only tenants of test-… keys: those of the seed stay. Its key makes a fresh one when it is used again.")
            .WithMetadata(QueryNames.None)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(IStore store) =>
        TypedResults.Ok((await store.ListTenantsAsync()).Select(ListedTenant.Of).OrderBy(t => t.AccessKeyIds[0], StringComparer.Ordinal).ToArray());

    private static async Task<IResult> MakeAsync(HttpContext http, KeyRing keys, IStore store, Bindings bindings, IdSource ids, TimeProvider clock)
    {
        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);

        var fields = new DocumentObject(root, "$", faults, ["$schema", "region", "instances"]);
        var instances = fields.Has("instances")
            ? new InstanceReader(Catalogue.Databases, ids, clock.GetUtcNow(), faults, bindings.RightsWith(_ => null))
                .ReadInstances(fields.Array("instances"), fields.Text("region", SeedReader.DefaultRegion))
            : null;
        if (faults.Count > 0)
            return ControlBody.Problem(faults);

        var key = keys.NewKey(PublishedKeys.AdHocPrefix + ids.NextHex());
        var tenant = instances is null ? await store.EnterAsync(key) : await bindings.MakeAsync(key, instances);
        return tenant is null
            ? ControlBody.Problem(StatusCodes.Status403Forbidden, GatewayErrors.TenantLimit.Message)
            : TypedResults.Created((string?)null, new NewTenant(key.Caller.AccessKeyId, PublishedKeys.Secret, tenant.OwnerId));
    }

    private static async Task<IResult> DropAsync(string accessKeyId, Tenants tenants, IStore store)
    {
        if (await store.DropAsync(accessKeyId))
            return TypedResults.NoContent();
        return (await tenants.FindNowAsync(accessKeyId))?.Tenant is null
            ? ControlBody.Problem(StatusCodes.Status404NotFound, "accessKeyId: there is no tenant with this AccessKeyId.")
            : ControlBody.Problem(StatusCodes.Status409Conflict,
                "accessKeyId: a tenant is dropped by the test-… key that created it; a tenant of the seed can only be reset.");
    }
}

/// <summary>A fresh tenant's credentials.</summary>
internal sealed record NewTenant(string AccessKeyId, string AccessKeySecret, string OwnerId);

/// <summary>A tenant that exists.</summary>
/// <param name="LastUsedAt">When its last call was; null for tenants of the seed.</param>
internal sealed record ListedTenant(IReadOnlyList<string> AccessKeyIds, string OwnerId, DateTimeOffset? LastUsedAt)
{
    public static ListedTenant Of((Tenant Tenant, DateTimeOffset? LastUsed) listed) =>
        new([.. listed.Tenant.Keys.Select(key => key.Caller.AccessKeyId)], listed.Tenant.OwnerId, listed.LastUsed);
}
