using ResetPassword.Documents;
using ResetPassword.Gateway;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;

namespace ResetPassword.Http.Controls;

/// <summary><c>/_emulator/ram/decision</c>: whether a call would be allowed, without making it.</summary>
internal static class DecisionControls
{
    private const string Example = """{"accessKeyId":"testid","product":"Rds","action":"ResetAccountPassword","instanceId":"rm-running","accountName":"test1"}""";

    private static readonly TextMember AccessKeyId = new("accessKeyId", "Who would call: an AccessKeyId of the tenant, of a user or a temporary one; the tenant's own when left out.",
        FaultDocument.MaxNameLength);

    private static readonly TextMember RegionId = new("regionId", "The region that the call would name, where it is about no instance.", FaultDocument.MaxNameLength);

    private static readonly DocumentShape Shape = FaultDocument.CallsOf(AccessKeyId, RegionId);

    public static void MapDecision(this RouteGroupBuilder emulator) =>
        emulator.MapPost("/ram/decision", DecideAsync)
            .WithName("DecideAccess").WithSummary("Whether the policies of a user or role allow a call, and which statement says so")
            .WithDescription("As the gateway would decide now, for a call from where this one comes from. Nothing is called, and nothing is kept.")
            .WithBody(() => Shape.ToSchema(), Example)
            .Produces<DecidedAccess>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> DecideAsync(HttpContext http, Tenants tenants, IStore store, string tenant = Selection.DefaultTenant)
    {
        var (selected, problem) = await tenants.SelectAsync(tenant);
        if (selected is null)
            return problem;

        var faults = ControlBody.FaultsOf(http);
        if (await ControlBody.ReadAsync(http, faults) is not { } root)
            return ControlBody.Problem(faults);
        var fields = new DocumentObject(root, "$", faults, Shape);
        var accessKeyId = fields.Text(AccessKeyId) ?? tenant;
        var (_, operation) = FaultReader.ReadAction(fields);
        var target = new Target(fields.Text(FaultDocument.InstanceId), fields.Text(FaultDocument.AccountName));
        var regionId = fields.Text(RegionId);
        var caller = (await tenants.FindNowAsync(accessKeyId))?.Key.Caller;
        if (caller?.OwnerId != selected.OwnerId)
            fields.Fault(AccessKeyId, "Expected an AccessKeyId of the tenant, of one of its users, or a temporary one of it.");
        if (faults.Count > 0 || operation is null || caller is null)
            return ControlBody.Problem(faults);
        if (await store.FindTemporaryKeyAsync(accessKeyId) is { } temporary && temporary.Expiration <= selected.Clock.Now)
            return TypedResults.Ok(new DecidedAccess(false, null, null, null, null, "The temporary key has expired, by the tenant's clock: no policy is asked."));
        return TypedResults.Ok(await AskAsync(http, selected, caller, operation, target, regionId));
    }

    private static async Task<DecidedAccess> AskAsync(
        HttpContext http, Tenant tenant, Caller caller, Operation operation, Target target, string? regionId)
    {
        if (operation.Permission is not { } permission)
            return new(true, null, null, null, null, $"{operation.Action} may be called by everybody.");

        var context = new CallContext(caller, tenant.Clock.Now, "", Model.IdSource.System)
        {
            Ram = tenant.CurrentRam,
            SourceIp = http.Connection.RemoteIpAddress?.ToString(),
            IsSecure = http.Request.IsHttps,
        };
        var instance = target.InstanceId is { Length: > 0 } id ? (await tenant.FindAsync(id, context.Now))?.Value : null;
        await tenant.ReleaseAsync();
        var access = AccessCheck.Of(permission, context, target, instance, regionId);
        if (caller.Principal == Principal.Root)
            return new(true, null, null, access.Action, access.Resource, "The AccessKey is the account's own, of which no policy is asked.");
        var (allowed, evaluation) = (access.IsAllowed, access.Evaluation);
        return new(allowed, evaluation.Policy, evaluation.Statement, access.Action, access.Resource, access.Explain());
    }
}

/// <summary>Whether a call would be allowed.</summary>
/// <param name="Policy">The policy of the statement that decides; null where none does.</param>
/// <param name="Statement">The statement's place in it, from 0.</param>
/// <param name="Action">RAM's word for the action; null where everybody may call it.</param>
/// <param name="Resource">The ARN that it would be about.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record DecidedAccess(bool Allowed, string? Policy, int? Statement, string? Action, string? Resource, string Reason);
