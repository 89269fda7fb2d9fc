using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Takes read-only nodes from a PolarDB cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-deletedbnodes</remarks>
internal sealed class DeleteDBNodes() : PolarDbOperation<DeleteDBNodes.Request>("delete")
{
    private const int MaxCount = 15;

    private static readonly Parameter DBNodeId = Parameter.Required("DBNodeId", "1 to 15 nodes, none of which is the writer.", "DBNodeId.1=pi-running2")
        .List(ListShape.Texts, PolarDbErrors.InvalidNode);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, DBNodeId,
        Parameter.Optional("ClientToken", "A token; of a node that is gone, a repeated call says so.", "6000170000591aed949d0f54a343f1a42"),
        Parameter.Optional("DBNodeType", "RO, STANDBY or DLNode; all nodes are RO here.", "RO").OneOf(["RO", "STANDBY", "DLNode"]),
        Parameter.Optional("CloudProvider", "The provider of the cloud; there is one here.", "ENS"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new([.. parameters.FindValues(DBNodeId).Distinct()]);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.NodeIds).Must(ids => ids.Count <= MaxCount).OrError(PolarDbErrors.InvalidNodeCount);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterIdNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        string[] had = [.. PolarDbInstances.NodeIdsOf(cluster)];
        if (!request.NodeIds.All(had.Contains))
            return PolarDbErrors.InvalidNode;
        if (request.NodeIds.Contains(had[0]))
            return Rows.NodeRole;
        if (cluster[PolarDbInstances.ServerlessType] != "")
            return PolarDbErrors.ServerlessNode;

        var (status, pending) = context.StatusOver("DBNodeDeleting", PolarDbInstances.Model.Running);
        var rest = PolarDbInstances.WithNodes(cluster, [.. had.Except(request.NodeIds)]);
        var next = ClusterEndpoint.WithoutGoneNodes(rest) with { Status = status, Pending = pending };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new()
        {
            ["DBClusterId"] = cluster.Id,
            ["OrderId"] = Orders.IdOf(request.NodeIds[0]).ToString(CultureInfo.InvariantCulture),
        });
    }

    internal sealed record Request(IReadOnlyList<string> NodeIds);

    internal static class Rows
    {
        public static readonly ApiError NodeRole = new(403, "OperationDenied.DBNodeRole", "The operation is not permitted due to the role of node.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidNodeCount, PolarDbErrors.InvalidNode, NodeRole, PolarDbErrors.ClusterIdNotFound, PolarDbErrors.InvalidClusterId,
            PolarDbErrors.ServerlessNode, PolarDbErrors.ClusterState.ByAnalogy(), PolarDbErrors.ClusterLocked.ByAnalogy(),
            PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
