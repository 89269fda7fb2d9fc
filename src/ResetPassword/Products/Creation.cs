using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products;

/// <summary>The making of an instance: the id that it gets, and what tells the request from another one with the same ClientToken.</summary>
internal sealed class Creation(RpcParameters parameters, Operation operation, Seen seen)
{
    public string Id { get; } = seen.Target.InstanceId ?? "";

    public string Fingerprint { get; } = RequestFingerprint.Of(parameters, operation, seen.Target.InstanceId ?? "");

    /// <summary>
    /// Why nothing is made: the same request made it before, another one with the same token did, or there are too many. Null when it is made.
    /// </summary>
    public Decision? FindAnswer(Func<Instance, Reply> replyOf, ApiError otherRequest, ApiError tooMany)
    {
        if (seen.Instance is { } existing)
            return existing.CreatedWith == Fingerprint ? new Decision.Answer(replyOf(existing)) : otherRequest;
        if (seen.Count >= InstanceModel.MaxInstances)
            return tooMany;
        return null;
    }
}
