using ResetPassword.Gateway.Authentication;
using ResetPassword.Store;

namespace ResetPassword.Gateway;

/// <summary>
/// The way of a call:
/// 1. route         find the operation by product, Version and Action
/// 2. authenticate  who signed it
/// 3. load          what the operation's scope names
/// 4. decide        the operation: refuse, answer or change
/// 5. commit        at the revision that was seen; after a lost race, load and decide again
/// </summary>
internal sealed class RpcGateway(Router router, Authenticator authenticator, InstanceStore store, IdSource ids, TimeProvider clock, CallLog log)
{
    private const string ProductionKeyPrefix = "LTAI";

    public async ValueTask<RpcResponse> AnswerAsync(RpcRequest request)
    {
        var started = clock.GetTimestamp();
        var requestId = ids.NextRequestId();
        var hostName = HostName.Of(request.Host);
        var signed = SignedCall.Of(request);
        var format = AnswerFormats.Of(request, signed.Generation, out var formatError);
        var route = router.RouteOf(request.Method, request.Path, hostName, signed.Version, signed.Action);

        var outcome = (request.Malformed ?? route.Error ?? formatError) is { } refusal
            ? new Outcome(refusal)
            : await HandleAsync(request, signed, route.Product!, route.Operation!, requestId);

        var response = new RpcResponse
        {
            RequestId = requestId,
            Format = format,
            HostId = hostName,
            ProductCode = route.Product?.Code ?? "",
            Action = route.Operation?.Action ?? "",
            Error = outcome.Error,
            Reply = outcome.Reply,
            IsNotEmulated = route.IsNotEmulated,
        };
        if (outcome.Error == GatewayErrors.UnknownAccessKey && signed.AccessKeyId!.StartsWith(ProductionKeyPrefix, StringComparison.Ordinal))
            log.ProductionKey();
        log.Answered(response, route, signed.Action, outcome.Caller, outcome.Target, clock.GetElapsedTime(started));
        return response;
    }

    private async ValueTask<Outcome> HandleAsync(RpcRequest request, SignedCall signed, Product product, Operation operation, string requestId)
    {
        var now = clock.GetUtcNow();
        if (!authenticator.TryAuthenticate(request, signed, now, out var caller, out var refusal))
            return new(refusal);

        var context = new CallContext(caller, now, requestId, ids);
        var target = operation.TargetOf(request.Parameters, context);
        while (true)
        {
            var (seen, revision) = await LoadAsync(product, operation.Scope, caller, target);
            switch (operation.Decide(request.Parameters, seen, context))
            {
                case Decision.Refusal refused:
                    return new(refused.Error, caller, target);
                case Decision.Answer answer:
                    return new(answer.Reply, caller, target);
                case Decision.Change change:
                    var key = new InstanceKey(caller.OwnerId, change.Next?.Id ?? target.InstanceId!);
                    if (await store.TryCommitAsync(key, revision, change.Next, change.Events))
                        return new(change.Reply, caller, target);
                    break;
            }
        }
    }

    private async ValueTask<(Seen Seen, long? Revision)> LoadAsync(Product product, Scope scope, Caller caller, Target target)
    {
        switch (scope)
        {
            case Scope.OneInstance or Scope.NewInstance when !string.IsNullOrEmpty(target.InstanceId):
                var stored = await store.FindAsync(new(caller.OwnerId, target.InstanceId));
                return (new(stored?.Value.Product == product.Name ? stored.Value : null, []), stored?.Revision);
            case Scope.AllInstances:
                return (new(null, await store.ListAsync(caller.OwnerId, product.Name)), null);
            default:
                return (new(null, []), null);
        }
    }

    private readonly record struct Outcome(ApiError? Error, Reply Reply, Caller? Caller, Target Target)
    {
        public Outcome(ApiError error, Caller? caller = null, Target target = default)
            : this(error, Reply.Empty, caller, target)
        {
        }

        public Outcome(Reply reply, Caller caller, Target target)
            : this(null, reply, caller, target)
        {
        }
    }
}
