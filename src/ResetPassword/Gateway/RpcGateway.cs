using ResetPassword.Databases;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>
/// The way of a call:
/// 1. read          what could not be read is refused
/// 2. route         find the operation by product, Version and Action
/// 3. authenticate  who signed it
/// 4. throttle      a Throttling fault that is armed for it
/// 5. authorise     load, and ask the policies of a user or role, on the target's ARN and tags
/// 6. faults        another fault that is armed for it, before anything happens
/// 7. load, decide  what the operation's scope names; refuse, answer or change
/// 8. effects       in the database server that the instance stands for, if it does: in the instance's turn, in which it is decided again
/// 9. commit        at the revision that was seen; after a lost race, load and decide again
/// 10. faults       one that is armed for after the change
/// Whatever became of it, it is recorded.
/// </summary>
internal sealed class RpcGateway(
    Router router, Authenticator authenticator, KeyRing keys, IStore store, BoundServers servers, IdSource ids, TimeProvider clock, CallRecorder recorder,
    CallSettings settings)
{
    /// <param name="stopping">The end of the service, which is also that of a fault's delay. A client that leaves ends nothing.</param>
    public async ValueTask<RpcResponse> AnswerAsync(RpcRequest request, CancellationToken stopping = default)
    {
        var signed = SignedCall.Of(request);
        var hostName = HostName.Of(request.Host);
        var route = router.RouteOf(request.Method, request.Path, hostName, signed.Version, signed.Action);
        var format = AnswerFormats.Of(request, signed.Generation, out var formatError);
        var started = clock.GetTimestamp();
        var call = new Call(request, signed, route, ids.NextRequestId(), started);
        try
        {
            if (signed.AccessKeyId is { } accessKeyId)
                call.Finds(await keys.FindAsync(accessKeyId, store));
            await HandleAsync(call, formatError, stopping);
            await recorder.RecordAsync(call);
            await store.FlushAsync();
        }
        catch (StoreUnavailableException unavailable)
        {
            call.Lose(unavailable.Message);
        }

        recorder.Tell(call);
        return RpcResponse.Of(call, format, hostName);
    }

    private async ValueTask HandleAsync(Call call, ApiError? formatError, CancellationToken stopping)
    {
        if (call.Request.Malformed is { } malformed)
        {
            call.Refuse(Stage.Read, malformed);
            return;
        }

        if (call.Route is not { Error: null, Product: { } product, Operation: { } operation } || formatError is not null)
        {
            call.Refuse(Stage.Route, call.Route.Error ?? formatError ?? GatewayErrors.UnknownAction);
            return;
        }

        var authentication = await authenticator.AuthenticateAsync(call);
        if (authentication.IsRefused)
        {
            call.Refuse(Stage.Authenticate, authentication.Error);
            return;
        }

        var (tenant, caller) = (authentication.Tenant, authentication.Caller);
        call.SignedBy(caller);
        var context = new CallContext(caller, tenant.Clock.Now, call.RequestId, ids)
        {
            Ram = tenant.CurrentRam,
            Endpoint = call.Request.Host,
            SourceIp = call.Request.SourceIp,
            IsSecure = call.Request.IsSecure,
            Duration = settings.DurationOf(product.Name, operation.Action),
        };
        await HandleSignedAsync(call, product, operation, tenant, context, stopping);
    }

    private async ValueTask HandleSignedAsync(
        Call call, Product product, Operation operation, Tenant tenant, CallContext context, CancellationToken stopping)
    {
        call.Means(operation.TargetOf(call.Request.Parameters, context));
        call.UnreadParameters = UnreadParameters.Of(call.Request.Parameters, operation);

        var before = new FaultQuery(product.Name, operation.Action, call.Target, FaultMoment.Before, IsThrottling: true);
        if (await tenant.HitAsync(before) is { } throttling && await AppliesAsync(call, throttling, stopping))
            return;

        // A root account is never asked. What was loaded for a user or role is what is decided on, unless a fault lets time pass in between.
        Loaded? loaded = null;
        if (context.Caller.Principal != Principal.Root && operation.Permission is { } permission)
        {
            foreach (var target in TargetsOf(call, operation))
            {
                loaded = await LoadAsync(tenant, product, operation.Scope, context, target);
                if (IsDenied(call, permission, context, target, loaded.Value.Seen.Instance))
                    return;
            }
        }

        if (await tenant.HitAsync(before with { IsThrottling = false }) is { } fault)
        {
            if (await AppliesAsync(call, fault, stopping))
                return;
            loaded = null;
        }

        if (settings.StrictParameters && call.UnreadParameters.Count > 0)
        {
            call.Refuse(Stage.Decide,
                GatewayErrors.Malformed($"{operation.Action} does not read these parameters: {UnreadParameters.Say(call.UnreadParameters)}."));
            return;
        }

        if (await DecideAsync(call, product, operation, tenant, context, loaded) is { } late)
            await AppliesAsync(call, late, stopping);
    }

    private static IReadOnlyList<Target> TargetsOf(Call call, Operation operation) =>
        operation.Scope == Scope.EachInstance ? call.Target.Each() : [call.Target];

    // An instance that does not exist is denied before it is not found.
    private static bool IsDenied(Call call, RamPermission permission, CallContext context, Target target, Instance? instance)
    {
        call.Access = AccessCheck.Of(permission, context, target, instance, call.Request.Parameters.Find("RegionId"));
        if (call.Access.IsAllowed)
            return false;
        call.Refuse(Stage.Authorize, permission.Denied, AccessDenial.Of(call.Access.Evaluation, context.Caller, permission.Action));
        return true;
    }

    // Whether the fault is the call's end: a mere delay is not.
    private async ValueTask<bool> AppliesAsync(Call call, FaultRule fault, CancellationToken stopping)
    {
        call.Fault = fault;
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault.Error is null && fault.Connection == ConnectionFate.None)
            return false;
        var stage = fault.IsThrottling ? Stage.Throttle : Stage.Fault;
        if (fault.Error is null)
            call.Break(stage);
        else
            call.Refuse(stage, fault.Error);
        return true;
    }

    // Gives the fault that hits the call after it. Of several targets, all are changed together or none.
    private async ValueTask<FaultRule?> DecideAsync(Call call, Product product, Operation operation, Tenant tenant, CallContext context, Loaded? loaded)
    {
        var after = new FaultQuery(product.Name, operation.Action, call.Target, FaultMoment.After, IsThrottling: false);
        var targets = TargetsOf(call, operation);
        BoundServer? server = null;
        try
        {
            while (true)
            {
                var changes = new List<InstanceChange>(targets.Count);
                foreach (var target in targets)
                {
                    var found = targets.Count == 1 && loaded is { } first ? first : await LoadAsync(tenant, product, operation.Scope, context, target);
                    loaded = null;
                    switch (operation.Decide(call.Request.Parameters, found.Seen, context))
                    {
                        case Decision.Refusal refused:
                            call.Refuse(Stage.Decide, refused.Error, refused.Denial);
                            call.Explain(CauseOf(call, product, operation, refused, found.Seen, context));
                            return null;
                        case Decision.Issue issue when !await tenant.TryAddKeyAsync(issue.Key):
                            call.Refuse(Stage.Decide, GatewayErrors.Throttled);
                            return null;
                        case Decision.Issue issue:
                            call.Answer(issue.Reply);
                            break;
                        case Decision.Answer answer:
                            call.Answer(answer.Reply);
                            break;
                        case Decision.Change change:
                            changes.Add(new(target.InstanceId ?? "", found.Stored, change.Next, change.Events));
                            call.Answer(change.Reply);
                            break;
                    }
                }

                if (changes.Count == 0)
                {
                    await tenant.ReleaseAsync();
                    return await tenant.HitAsync(after);
                }

                // What was decided before the instance's turn is decided again in it.
                if (changes is [{ Seen.Value.Binding: { } binding } only] && product is DatabaseProduct { Instances: var model }
                    && Effects.Of(only, model) is { Count: > 0 } effects)
                {
                    if (server?.Binding != binding)
                    {
                        await tenant.ReleaseAsync();
                        if (server is not null)
                            await server.DisposeAsync();
                        server = null;
                        server = await servers.EnterAsync(tenant, only.InstanceId, binding, model);
                        continue;
                    }

                    if (!await server.TryApplyAsync(effects))
                    {
                        await servers.ReadInAsync(tenant, only.InstanceId, server, effects[0], model);
                        continue;
                    }
                }

                call.Changes(changes);
                var committed = await tenant.TryCommitAsync(new(changes, context.Now) { Call = new(call.RequestId, after, recorder.EntryFor(call, tenant)) });
                if (committed.IsDone)
                    return committed.Fault;
                call.Changes([]);
            }
        }
        catch (ServerException refused)
        {
            call.RefuseByServer(operation.RowOf(refused.Complaint) ?? GatewayErrors.Unavailable, refused.Message);
            return null;
        }
        finally
        {
            await tenant.ReleaseAsync();
            if (server is not null)
                await server.DisposeAsync();
        }
    }

    private static Cause CauseOf(Call call, Product product, Operation operation, Decision.Refusal refused, in Seen seen, CallContext context) =>
        refused.Denial is null
            ? RefusalReason.Of(product, operation, call.Request.Parameters, seen, context, refused.Error, call.UnreadParameters)
            : new(CauseKind.Policy, "The trust policy of the role does not trust the caller.");

    private static async ValueTask<Loaded> LoadAsync(Tenant tenant, Product product, Scope scope, CallContext context, Target target)
    {
        switch (scope)
        {
            case Scope.OneInstance or Scope.EachInstance or Scope.NewInstance when !string.IsNullOrEmpty(target.InstanceId):
                var stored = await tenant.FindAsync(target.InstanceId, context.Now);

                // Another product's instance is none of this one's to see, but its id is taken.
                var isSeen = scope == Scope.NewInstance || stored?.Value.Product == product.Name;
                var count = scope == Scope.NewInstance ? await tenant.CountAsync(context.Now, product.Name) : 0;
                return new(new(target, isSeen ? stored?.Value : null, [], count), stored);
            case Scope.AllInstances:
                return new(new(target, null, await tenant.ListAsync(context.Now, product.Name)), null);
            default:
                return new(new(target, null, []), null);
        }
    }

    /// <summary>What an operation sees, and its target as the store has it.</summary>
    private readonly record struct Loaded(Seen Seen, StoredInstance? Stored);
}
