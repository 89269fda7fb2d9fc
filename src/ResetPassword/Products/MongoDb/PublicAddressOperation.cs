using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>An action that gives a public address to a node of a sharded cluster or to all members of a replica set, or takes it.</summary>
internal abstract class PublicAddressOperation : MongoDbOperation<PublicAddressOperation.Request>
{
    protected static readonly Parameter NodeId =
        Parameter.Optional("NodeId", "The node of a sharded cluster, which needs it; a replica set's nodes are meant all.", "s-dds-sharded-1");

    protected PublicAddressOperation()
        : base("update")
    {
    }

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(NodeId) ?? "", parameters);

    protected sealed override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (!MongoDbInstances.IsSharded(instance))
            return Decide(request.Parameters, instance, [.. Nodes.MembersOf(instance).Where(node => node.HasAddress)], context);
        if (request.NodeId == "")
            return MongoDbErrors.MissingNode;
        return Nodes.Find(instance, request.NodeId) is { } node ? Decide(request.Parameters, instance, [node], context) : MongoDbErrors.NodeNotFound;
    }

    protected abstract Decision Decide(RpcParameters parameters, Instance instance, IReadOnlyList<Node> nodes, CallContext context);

    internal sealed record Request(string NodeId, RpcParameters Parameters);
}
