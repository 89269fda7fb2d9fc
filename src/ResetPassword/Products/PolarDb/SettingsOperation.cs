using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>An action that shows something of a cluster, and refuses nothing but one that is not there.</summary>
/// <param name="malformed">The row of an ID that is none.</param>
/// <param name="unknown">The row of a cluster that there never was.</param>
/// <param name="released">The row of a cluster that is only remembered, where it is another one.</param>
/// <param name="others">What else it can be refused with.</param>
internal abstract class SettingsOperation(ErrorRow malformed, ErrorRow unknown, ErrorRow? released = null, params IReadOnlyList<ErrorRow> others)
    : PolarDbOperation<SettingsOperation.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [ClusterIdOr(malformed.Error)];

    public sealed override IReadOnlyList<ErrorRow> Errors { get; } =
        [malformed, unknown, .. released is null ? (ErrorRow[])[] : [released], .. others, PolarDbErrors.Denied];

    protected sealed override Request Read(RpcParameters parameters) => new(parameters);

    protected sealed override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return unknown.Error;
        if (cluster.Status == PolarDbInstances.Released)
            return (released ?? unknown).Error;
        return new Decision.Answer(ReplyOf(cluster, request.Parameters));
    }

    protected abstract Reply ReplyOf(Instance cluster, RpcParameters parameters);

    internal sealed record Request(RpcParameters Parameters);
}
