using Microsoft.AspNetCore.Http.HttpResults;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/users</c> and <c>/_emulator/roles</c>: the RAM users and roles of a tenant. They stay when the state is replaced.</summary>
internal static class RamControls
{
    public static void MapRam(this RouteGroupBuilder emulator)
    {
        emulator.MapGet("/users", ListUsersAsync)
            .WithName("ListUsers").WithSummary("The RAM users of a tenant")
            .WithDescription("Each with its AccessKeyIds and the names of its policies; secrets are not shown.")
            .Produces<ListedUser[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPut("/users/{name}", PutUserAsync)
            .WithName("PutUser").WithSummary("Makes or replaces a RAM user")
            .WithDescription("By {\"policies\": […]} as a seed has them. Its AccessKey is <AccessKeyId of the tenant>.<name>, with the secret testsecret, unless the seed file gives it keys of its own.")
            .WithBody(SeedSchema.UserOfPath, """{"policies":["AliyunRDSReadOnlyAccess"]}""")
            .Produces<ListedUser>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapDelete("/users/{name}", DeleteUserAsync)
            .WithName("DeleteUser").WithSummary("Removes a RAM user").WithDescription("Its keys are unknown from then on.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapGet("/roles", ListRolesAsync)
            .WithName("ListRoles").WithSummary("The RAM roles of a tenant").WithDescription("Each with its ARN and the names of its policies.")
            .Produces<ListedRole[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPut("/roles/{name}", PutRoleAsync)
            .WithName("PutRole").WithSummary("Makes or replaces a RAM role")
            .WithDescription("By {\"trust\", \"policies\", \"maxSessionSeconds\"} as a seed has them. What was assumed already is judged by the new policies.")
            .WithBody(SeedSchema.RoleOfPath,
                """{"trust":{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1000000000000001:root"]}}]},"policies":["AliyunRDSFullAccess"]}""")
            .Produces<ListedRole>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapDelete("/roles/{name}", DeleteRoleAsync)
            .WithName("DeleteRole").WithSummary("Removes a RAM role").WithDescription("What was assumed already is denied everything from then on.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListUsersAsync(Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        return selected is null ? problem : TypedResults.Ok(ListedUser.AllOf(selected.Ram.Users.Values, selected));
    }

    private static async Task<IResult> ListRolesAsync(Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        return selected is null ? problem : TypedResults.Ok(selected.Ram.Roles.Values.Select(role => ListedRole.Of(role, selected)).ToArray());
    }

    private static async Task<IResult> PutUserAsync(string name, HttpContext http, Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        var user = RamReader.ReadUser(root, "$", faults, name);
        if (root.Find("accessKeys") is not null)
            faults.Add(new(root.Line, "$.accessKeys", $"Expected none: the key of this user is {selected.Keys[0].Caller.AccessKeyId}.{name}."));
        if (user.Name != name)
            faults.Add(new(root.Line, "$.name", $"Expected {name}, the user of the path, or nothing."));
        if (faults.Count > 0)
            return ControlBody.Problem(faults);
        await selected.ChangeRamAsync(account => account with { Users = account.Users.SetItem(name, user) });
        return TypedResults.Ok(ListedUser.AllOf([user], selected)[0]);
    }

    private static async Task<IResult> PutRoleAsync(string name, HttpContext http, Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        var role = RamReader.ReadRole(root, "$", faults, name);
        if (role.Name != name)
            faults.Add(new(root.Line, "$.name", $"Expected {name}, the role of the path, or nothing."));
        if (faults.Count > 0)
            return ControlBody.Problem(faults);
        await selected.ChangeRamAsync(account => account with { Roles = account.Roles.SetItem(name, role) });
        return TypedResults.Ok(ListedRole.Of(role, selected));
    }

    private static async Task<IResult> DeleteUserAsync(string name, Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        if (selected.Ram.FindUser(name) is null)
            return NotFound("user");
        await selected.ChangeRamAsync(account => account with { Users = account.Users.Remove(name) });
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteRoleAsync(string name, Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        if (selected.Ram.FindRole(name) is null)
            return NotFound("role");
        await selected.ChangeRamAsync(account => account with { Roles = account.Roles.Remove(name) });
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NotFound(string kind) =>
        ControlBody.Problem(StatusCodes.Status404NotFound, $"name: the tenant has no {kind} of this name.");
}

/// <summary>A RAM user of a tenant.</summary>
internal sealed record ListedUser(string Name, string UserId, IReadOnlyList<string> AccessKeyIds, IReadOnlyList<string> Policies)
{
    public static ListedUser[] AllOf(IEnumerable<RamUser> users, Tenant tenant)
    {
        var keys = tenant.Keys.Select(key => key.Caller).ToLookup(caller => (caller.Principal as Principal.User)?.Name ?? "", caller => caller.AccessKeyId);
        return [.. users.Select(user => Of(user, tenant, [.. keys[user.Name]]))];
    }

    private static ListedUser Of(RamUser user, Tenant tenant, IReadOnlyList<string> ownKeys) => new(
        user.Name,
        RamAccount.IdOf(tenant.OwnerId, RamAccount.UserKind, user.Name),
        ownKeys.Count > 0 ? ownKeys : [$"{tenant.Keys[0].Caller.AccessKeyId}.{user.Name}"],
        [.. user.Policies.Select(policy => policy.Name)]);
}

/// <summary>A RAM role of a tenant.</summary>
internal sealed record ListedRole(string Name, string RoleId, string Arn, long MaxSessionSeconds, IReadOnlyList<string> Policies)
{
    public static ListedRole Of(RamRole role, Tenant tenant) => new(
        role.Name, role.IdIn(tenant.OwnerId), RamRole.ArnOf(tenant.OwnerId, role.Name), (long)role.MaxSessionDuration.TotalSeconds,
        [.. role.Policies.Select(policy => policy.Name)]);
}
