using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>An action that shows something of a cluster, and refuses nothing but one that is not there.</summary>
/// <param name="malformed">The row of an ID that is none.</param>
/// <param name="unknown">The row of a cluster that there never was.</param>
/// <param name="released">The row of a cluster that is only remembered.</param>
internal abstract class SettingsOperation(ApiError malformed, ApiError unknown, ApiError released) : PolarDbOperation<SettingsOperation.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [ClusterIdOr(malformed)];

    protected sealed override Request Read(RpcParameters parameters) => new(parameters);

    protected sealed override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return unknown;
        if (cluster.Status == PolarDbInstances.Released)
            return released;
        return new Decision.Answer(ReplyOf(cluster, request.Parameters));
    }

    protected abstract Reply ReplyOf(Instance cluster, RpcParameters parameters);

    internal sealed record Request(RpcParameters Parameters);
}
