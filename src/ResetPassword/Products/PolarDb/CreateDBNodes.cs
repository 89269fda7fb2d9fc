using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Adds read-only nodes to a PolarDB cluster. They are of the class and in the zone of those that it has.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-createdbnodes</remarks>
internal sealed class CreateDBNodes() : PolarDbOperation<CreateDBNodes.Request>("create")
{
    private static readonly Parameter DBNode =
        Parameter.Required("DBNode", "1 to 15 nodes, each with its class or zone; one on PostgreSQL and Oracle.", "DBNode.1.TargetClass=polar.mysql.x4.medium")
            .List(invalid: PolarDbErrors.InvalidNode).Of("TargetClass", "ZoneId");
    private static readonly Parameter ClientToken = Parameter.Optional("ClientToken",
        "A token that makes it safe to repeat the call: the same token with the same request.", "6000170000591aed949d0f54a343f1a4233c1e7d1c5c");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, DBNode, ClientToken,
        Parameter.Optional("ResourceGroupId", "The resource group of the cluster.", "rg-emulated"),
        Parameter.Optional("EndpointBindList", "The endpoints that get the nodes: here those for new nodes.", "pe-running-cluster"),
        Parameter.Optional("PlannedStartTime", "When it begins: here at once.", "2021-01-14T09:00:00Z"),
        Parameter.Optional("PlannedEndTime", "When it begins at the latest: here at once.", "2021-01-14T09:30:00Z"),
        Parameter.Optional("DBNodeType", "RO, STANDBY or DLNode; all nodes are RO here.", "RO").OneOf(["RO", "STANDBY", "DLNode"]),
        Parameter.Optional("ImciSwitch", "Whether the nodes have a column index; none has here.", "OFF").OneOf(["ON", "OFF"]),
        Parameter.Optional("AutoUseCoupon", "Whether coupons are used; there is no billing here.", "true").Boolean(),
        Parameter.Optional("PromotionCode", "The coupon; there is no billing here.", "727934"),
        Parameter.Optional("CloudProvider", "The provider of the cloud; there is one here.", "ENS"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.FindItems(DBNode), parameters.Find(ClientToken));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Nodes).Must(nodes => nodes.All(node => ClassOf(node) != "" || ZoneOf(node) != "")).OrError(PolarDbErrors.InvalidNode);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterIdNotFound;
        string[] had = [.. PolarDbInstances.NodeIdsOf(cluster)];
        string[] made = [.. request.Nodes.Select((_, index) => NewIdOf(cluster, index, request, context))];
        var asked = string.Join(',', request.Nodes.Select(node => $"{ClassOf(node)} {ZoneOf(node)}"));
        var before = NodeCreations.FindRequest(cluster, made[0]);
        if (before is not null && before != asked)
            return CreateDBCluster.Rows.OtherRequest;
        if (before is not null || made.Any(had.Contains))
            return new Decision.Answer(ReplyOf(cluster, made));
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster[PolarDbInstances.Category] == PolarDbInstances.SingleNode)
            return PolarDbErrors.ClusterCategory;

        // How many a serverless cluster has is between its ScaleRoNumMin and its ScaleRoNumMax.
        if (cluster[PolarDbInstances.ServerlessType] != "")
            return PolarDbErrors.ServerlessNode;
        if (had.Length + made.Length > PolarDbInstances.MaxNodes || (made.Length > 1 && cluster.Engine != PolarDbInstances.MySql))
            return PolarDbErrors.InvalidNodeCount;
        if (!request.Nodes.All(node => ClassOf(node) is var nodeClass && (nodeClass == "" || nodeClass == cluster[PolarDbInstances.NodeClass])))
            return PolarDbErrors.InvalidNode;
        if (!request.Nodes.All(node => ZoneOf(node) is var zone && (zone == "" || zone == cluster[PolarDbInstances.Zone])))
            return Rows.InvalidZone;

        var (status, pending) = context.StatusOver("DBNodeCreating", PolarDbInstances.Model.Running);
        var next = ClusterEndpoint.WithNewNodes(PolarDbInstances.WithNodes(cluster, [.. had, .. made]), made) with { Status = status, Pending = pending };
        if (!string.IsNullOrEmpty(request.ClientToken))
            next = NodeCreations.With(next, made, asked, context.Now);
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], ReplyOf(cluster, made));
    }

    // With the same token the same, so that of two calls the second finds what the first made.
    private string NewIdOf(Instance cluster, int index, Request request, CallContext context)
    {
        var token = string.IsNullOrEmpty(request.ClientToken) ? context.RequestId : request.ClientToken;
        return context.NewId(PolarDbInstances.NodeIdPrefix, Action, string.Create(CultureInfo.InvariantCulture, $"{cluster.Id}\n{index}\n{token}"));
    }

    private static string ClassOf(IReadOnlyDictionary<string, string> node) => node.GetValueOrDefault("TargetClass", "");

    private static string ZoneOf(IReadOnlyDictionary<string, string> node) => node.GetValueOrDefault("ZoneId", "");

    private static Reply ReplyOf(Instance cluster, string[] made) => new()
    {
        ["DBNodeIds"] = new Reply { ["DBNodeId"] = made.ToArray<object>() },
        ["DBClusterId"] = cluster.Id,
        ["OrderId"] = Orders.IdOf(made[0]).ToString(CultureInfo.InvariantCulture),
    };

    internal sealed record Request(IReadOnlyList<IReadOnlyDictionary<string, string>> Nodes, string? ClientToken);

    internal static class Rows
    {
        public static readonly ApiError InvalidZone = new(400, "InvalidZoneId.Malformed", "The specified parameter ZoneId is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidNodeCount, PolarDbErrors.InvalidNode, InvalidZone, PolarDbErrors.ClusterCategory, PolarDbErrors.ClusterIdNotFound,
            PolarDbErrors.InvalidClusterId, CreateDBCluster.Rows.OtherRequest, PolarDbErrors.ServerlessNode.ByAnalogy(), PolarDbErrors.ClusterState.ByAnalogy(),
            PolarDbErrors.ClusterLocked.ByAnalogy(), PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
