using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Gives a MongoDB instance, or a node of a sharded cluster, a public address.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-allocatepublicnetworkaddress</remarks>
internal sealed class AllocatePublicNetworkAddress : PublicAddressOperation
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, NodeId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Decision Decide(RpcParameters parameters, Instance instance, IReadOnlyList<Node> nodes, CallContext context)
    {
        if (nodes.Any(node => node.Public is not null))
            return Rows.AddressExists;
        var (status, pending) = context.StatusOver("NET_CREATING", MongoDbInstances.Model.Running);
        var next = Nodes.With(instance, nodes.Select(node => node.State.With(MongoDbInstances.NodeIsPublic, "true")));
        return Decision.Become(next with { Status = status, Pending = pending }, new InstanceEvent.InstanceModified());
    }

    internal static class Rows
    {
        public static readonly ApiError AddressExists = new(400, "NetTypeExists", "Specified net type already exists.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.InstanceState, MongoDbErrors.InstanceLocked.ByAnalogy(), MongoDbErrors.MissingNode,
            MongoDbErrors.NodeNotFound, AddressExists, MongoDbErrors.Denied,
        ];
    }
}
