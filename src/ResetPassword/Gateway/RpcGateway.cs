using ResetPassword.Gateway.Authentication;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Gateway;

/// <summary>
/// The way of a call:
/// 1. route         find the operation by product, Version and Action
/// 2. authenticate  who signed it
/// 3. throttle      a Throttling fault that is armed for it
/// 4. authorise     the policies of a user or role, on the target's ARN and tags
/// 5. faults        another fault that is armed for it, before anything happens
/// 6. load, decide  what the operation's scope names; refuse, answer or change
/// 7. commit        at the revision that was seen; after a lost race, load and decide again
/// 8. faults        one that is armed for after the change
/// </summary>
internal sealed class RpcGateway(
    Router router, Authenticator authenticator, InstanceStore store, TemporaryKeys temporaryKeys, IdSource ids, TimeProvider clock, CallRecorder recorder, CallSettings settings)
{
    /// <param name="stopping">The end of the service, which is also that of a fault's delay. That a client leaves ends nothing: its call is decided all the same.</param>
    public async ValueTask<RpcResponse> AnswerAsync(RpcRequest request, CancellationToken stopping = default)
    {
        var signed = SignedCall.Of(request);
        var hostName = HostName.Of(request.Host);
        var route = router.RouteOf(request.Method, request.Path, hostName, signed.Version, signed.Action);
        var format = AnswerFormats.Of(request, signed.Generation, out var formatError);
        var call = new Call(request, signed, route, ids.NextRequestId(), clock.GetTimestamp());

        await HandleAsync(call, formatError, stopping);
        recorder.Record(call);
        return RpcResponse.Of(call, format, hostName);
    }

    private async ValueTask HandleAsync(Call call, ApiError? formatError, CancellationToken stopping)
    {
        if (call.Request.Malformed is { } malformed)
        {
            call.Refuse(Stage.Read, malformed);
            return;
        }

        if ((call.Route.Error ?? formatError) is { } routeError)
        {
            call.Refuse(Stage.Route, routeError);
            return;
        }

        if (!authenticator.TryAuthenticate(call, out var tenant, out var caller, out var refusal))
        {
            call.Refuse(Stage.Authenticate, refusal);
            return;
        }

        call.SignedBy(tenant, caller);
        var context = new CallContext(caller, tenant.Clock.Now, call.RequestId, ids)
        {
            Ram = tenant.CurrentRam,
            Endpoint = call.Request.Host,
            SourceIp = call.Request.SourceIp,
            IsSecure = call.Request.IsSecure,
            TenantTime = () => tenant.Clock.Now,
            Duration = settings.DurationOf(call.Route.Product!.Name, call.Route.Operation!.Action),
        };
        await HandleAsync(call, tenant, context, stopping);
    }

    private async ValueTask HandleAsync(Call call, Tenant tenant, CallContext context, CancellationToken stopping)
    {
        var (product, operation) = (call.Route.Product!, call.Route.Operation!);
        call.Means(operation.TargetOf(call.Request.Parameters, context));
        call.UnreadParameters = UnreadParameters.Of(call.Request.Parameters, operation);

        if (tenant.Faults.Hit(product.Name, operation.Action, call.Target, FaultMoment.Before, isThrottling: true) is { } throttling && await AppliesAsync(call, throttling, stopping))
            return;
        if (await IsDeniedAsync(call, product, operation, context))
            return;
        if (tenant.Faults.Hit(product.Name, operation.Action, call.Target, FaultMoment.Before, isThrottling: false) is { } fault && await AppliesAsync(call, fault, stopping))
            return;

        if (settings.StrictParameters && call.UnreadParameters.Count > 0)
        {
            call.Refuse(Stage.Decide, GatewayErrors.Malformed($"{operation.Action} does not read these parameters: {UnreadParameters.Say(call.UnreadParameters)}."));
            return;
        }

        await DecideAsync(call, product, operation, context);
        if (call.Error is null && tenant.Faults.Hit(product.Name, operation.Action, call.Target, FaultMoment.After, isThrottling: false) is { } late)
            await AppliesAsync(call, late, stopping);
    }

    // The account itself is never asked. An instance that does not exist is denied before it is not found.
    private async ValueTask<bool> IsDeniedAsync(Call call, Product product, Operation operation, CallContext context)
    {
        if (context.Caller.Principal == Principal.Root || operation.Permission is not { } permission)
            return false;

        var (seen, _) = await LoadAsync(product, operation.Scope, context, call.Target);
        call.Access = AccessCheck.Of(call, permission, context, seen.Instance);
        if (call.Access.IsAllowed)
            return false;
        call.Refuse(Stage.Authorize, permission.Denied, AccessDenial.Of(call.Access, context.Caller, permission.Action));
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

    private async ValueTask DecideAsync(Call call, Product product, Operation operation, CallContext context)
    {
        while (true)
        {
            var (seen, revision) = await LoadAsync(product, operation.Scope, context, call.Target);
            switch (operation.Decide(call.Request.Parameters, seen with { Target = call.Target }, context))
            {
                case Decision.Refusal refused:
                    call.Refuse(Stage.Decide, refused.Error, refused.Denial);
                    return;
                case Decision.Issue issue when !temporaryKeys.TryAdd(issue.Key):
                    call.Refuse(Stage.Decide, GatewayErrors.Throttled);
                    return;
                case Decision.Issue issue:
                    call.Answer(issue.Reply, []);
                    return;
                case Decision.Answer answer:
                    call.Answer(answer.Reply, []);
                    return;
                case Decision.Change change:
                    var key = new InstanceKey(context.Caller.OwnerId, change.Next?.Id ?? call.Target.InstanceId!);
                    if (!await store.TryCommitAsync(key, revision, change.Next, change.Events, context.Now))
                        continue;
                    call.Answer(change.Reply, change.Events);
                    return;
            }
        }
    }

    private async ValueTask<(Seen Seen, long? Revision)> LoadAsync(Product product, Scope scope, CallContext context, Target target)
    {
        switch (scope)
        {
            case Scope.OneInstance or Scope.NewInstance when !string.IsNullOrEmpty(target.InstanceId):
                var stored = await store.FindAsync(new(context.Caller.OwnerId, target.InstanceId), context.Now);

                // Another product's instance is none of this one's to see, but its id is taken.
                var isSeen = scope == Scope.NewInstance || stored?.Value.Product == product.Name;
                var count = scope == Scope.NewInstance ? await store.CountAsync(context.Caller.OwnerId, context.Now, product.Name) : 0;
                return (new(isSeen ? stored?.Value : null, [], count), stored?.Revision);
            case Scope.AllInstances:
                return (new(null, await store.ListAsync(context.Caller.OwnerId, context.Now, product.Name)), null);
            default:
                return (new(null, []), null);
        }
    }
}
