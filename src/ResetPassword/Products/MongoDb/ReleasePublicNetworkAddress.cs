using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Takes the public address of a MongoDB instance, or of a node of a sharded cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-releasepublicnetworkaddress</remarks>
internal sealed class ReleasePublicNetworkAddress : PublicAddressOperation
{
    private static readonly Parameter ConnectionType =
        Parameter.Optional("ConnectionType", "Normal, or SRV: nothing has an SRV address here.", "Normal").OneOf(["Normal", "SRV"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, NodeId, ConnectionType];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Decision Decide(RpcParameters parameters, Instance instance, IReadOnlyList<Node> nodes, CallContext context)
    {
        if (parameters.Find(ConnectionType) == "SRV" || nodes.All(node => node.Public is null))
            return MongoDbErrors.AddressNotFound;
        var (status, pending) = context.StatusOver("NET_DELETING", MongoDbInstances.Model.Running);
        var next = Nodes.With(instance, nodes.Select(WithoutPublic));
        return Decision.Become(next with { Status = status, Pending = pending }, new InstanceEvent.InstanceModified());
    }

    private static Part WithoutPublic(Node node) => node.State
        .With(MongoDbInstances.NodeIsPublic, MongoDbInstances.NodeIsPublic.Default)
        .With(MongoDbInstances.NodePublicPrefix, MongoDbInstances.NodePublicPrefix.Default)
        .With(MongoDbInstances.NodePublicPort, MongoDbInstances.NodePublicPort.Default);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.InstanceState, MongoDbErrors.InstanceLocked.ByAnalogy(), MongoDbErrors.MissingNode,
            MongoDbErrors.NodeNotFound, MongoDbErrors.AddressNotFound.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
