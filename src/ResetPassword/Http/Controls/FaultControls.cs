using ResetPassword.Model;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/faults</c>: errors, delays and broken connections on exactly the calls that are meant.</summary>
internal static class FaultControls
{
    public static void MapFaults(this RouteGroupBuilder emulator)
    {
        emulator.MapGet("/faults", ListAsync)
            .WithName("ListFaults").WithSummary("A tenant's fault rules, with their hits")
            .WithDescription("In the order in which they were armed, which is the order in which they are asked.")
            .Produces<ArmedFault[]>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapPost("/faults", ArmAsync)
            .WithName("ArmFault").WithSummary("Arms a fault rule")
            .WithDescription($"""
                match.product and match.action are required. error.code is a row of the contract, or any code with status and message given too.
                when: before (nothing happens) or after (the change is committed). connection: none, reset, truncate, hang.
                schedule: first n, nth n, every n, or probability p with seed s; none is always. At most {TenantState.MaxFaults} rules a tenant.
                """)
            .WithBody(() => FaultDocument.Shape.ToSchema(), FaultDocument.Example)
            .Produces<ArmedFault>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        emulator.MapDelete("/faults", ClearAsync)
            .WithName("DisarmFaults").WithSummary("Disarms all fault rules of a tenant")
            .WithDescription("Calls that a rule holds back already end as it says.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        emulator.MapDelete("/faults/{id}", DisarmAsync)
            .WithName("DisarmFault").WithSummary("Disarms a fault rule")
            .WithDescription("The others stay as they are, with their counts.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        var counts = await selected.CountFaultsAsync();
        return TypedResults.Ok(selected.State.Faults.Select(rule => ArmedFault.Of(rule, counts.GetValueOrDefault(rule.Id))).ToArray());
    }

    private static async Task<IResult> ArmAsync(HttpContext http, Tenants tenants, IdSource ids, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        var rule = FaultReader.Read(root, ids.NextHex(), faults);
        if (faults.Count > 0)
            return ControlBody.Problem(faults);
        return await selected.ChangeAsync(state => state.Faults.Length < TenantState.MaxFaults ? state with { Faults = state.Faults.Add(rule) } : null)
            ? TypedResults.Created((string?)null, ArmedFault.Of(rule, default))
            : ControlBody.Problem(StatusCodes.Status409Conflict, $"The tenant has {TenantState.MaxFaults} fault rules; disarm one first.");
    }

    private static async Task<IResult> ClearAsync(Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        await selected.ChangeAsync(state => state with { Faults = [] });
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DisarmAsync(string id, Tenants tenants, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;
        return await selected.ChangeAsync(state => state.FindFault(id) is { } rule ? state with { Faults = state.Faults.Remove(rule) } : null)
            ? TypedResults.NoContent()
            : ControlBody.Problem(StatusCodes.Status404NotFound, "id: the tenant has no fault rule with this id.");
    }
}

/// <summary>A fault rule that is armed.</summary>
/// <param name="Id">Given when it is armed.</param>
/// <param name="When"><c>before</c> or <c>after</c>.</param>
/// <param name="Connection"><c>none</c>, <c>reset</c>, <c>truncate</c> or <c>hang</c>.</param>
/// <param name="Matched">How many calls matched since it was armed.</param>
/// <param name="Hits">How many of them it hit.</param>
internal sealed record ArmedFault(
    string Id, FaultMatch Match, FaultError? Error, string When, long DelayMilliseconds, string Connection, FaultSchedule? Schedule, int Matched, int Hits)
{
    public static ArmedFault Of(FaultRule rule, FaultCounts counts) => new(
        rule.Id,
        rule.Match,
        rule.Error is { } error ? new(error.Code, error.Status, error.Message) : null,
        rule.Moment.ToString().ToLowerInvariant(),
        (long)rule.Delay.TotalMilliseconds,
        rule.Connection.ToString().ToLowerInvariant(),
        rule.Schedule == new FaultSchedule() ? null : rule.Schedule,
        counts.Matched,
        counts.Hits);
}

/// <summary>The error that a fault rule answers with.</summary>
internal sealed record FaultError(string Code, int? Status, string? Message);
