using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Restarts a MongoDB instance, or a node of a sharded cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-restartdbinstance</remarks>
internal sealed class RestartDBInstance() : MongoDbOperation<RestartDBInstance.Request>("update")
{
    private static readonly Parameter NodeId =
        Parameter.Optional("NodeId", "The node of a sharded cluster; the whole instance where it is left out.", "d-dds-sharded-1");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, NodeId,
        Parameter.Optional("NodeType", "What the vendor does not describe; it has no effect.", "db"),
        Parameter.Optional("SwitchMode", "At once (0) or in the maintenance window (1): it is at once here.", "0").OneOf(["0", "1"]),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(NodeId) ?? "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        var isOfNode = request.NodeId != "" && MongoDbInstances.IsSharded(instance);
        if (isOfNode && Nodes.Find(instance, request.NodeId) is null)
            return MongoDbErrors.NodeNotFound;

        var (status, pending) = context.StatusOver(isOfNode ? "NodeRestarting" : "Rebooting", MongoDbInstances.Model.Running);
        return Decision.Become(instance with { Status = status, Pending = pending }, new InstanceEvent.InstanceRestarted());
    }

    internal sealed record Request(string NodeId);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.InstanceState, MongoDbErrors.InstanceLocked.ByAnalogy(), MongoDbErrors.NodeNotFound,
            MongoDbErrors.Denied,
        ];
    }
}
