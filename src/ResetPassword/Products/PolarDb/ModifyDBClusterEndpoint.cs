using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// Changes an endpoint of a PolarDB cluster: its description, its nodes, or how it distributes; of the primary one the description only. What is left out
/// stays.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifydbclusterendpoint</remarks>
internal sealed class ModifyDBClusterEndpoint() : PolarDbOperation<ModifyDBClusterEndpoint.Request>("update")
{
    private static readonly Parameter DBEndpointId = Parameter.Required("DBEndpointId", "The ID of the endpoint.", "pe-running-cluster");
    private static readonly Parameter Nodes =
        Parameter.Optional("Nodes", "The IDs of its nodes, with commas between them.", "pi-running1,pi-running2").Keep(ClusterEndpoint.Nodes);

    private static readonly Parameter ReadWriteMode =
        Parameter.Optional("ReadWriteMode", "ReadWrite or ReadOnly.", "ReadWrite").OneOf(ClusterEndpoint.ReadWriteMode.AllowedValues)
            .Keep(ClusterEndpoint.ReadWriteMode);
    private static readonly Parameter AutoAddNewNodes =
        Parameter.Optional("AutoAddNewNodes", "Whether it gets new nodes: Enable or Disable.", "Enable").OneOf(ClusterEndpoint.AutoAddNewNodes.AllowedValues)
            .Keep(ClusterEndpoint.AutoAddNewNodes);
    private static readonly Parameter EndpointConfig =
        Parameter.Optional("EndpointConfig", "How it distributes: a JSON object of texts.", """{"ConsistLevel":"1"}""")
            .Like(ClusterEndpoint.IsConfig, Rows.InvalidConfig).Keep(ClusterEndpoint.Config);

    // What the endpoint of the writer has no choice of.
    private static readonly Parameter[] OfDistributing = [Nodes, ReadWriteMode, AutoAddNewNodes, EndpointConfig];

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, DBEndpointId, Nodes,
        ReadWriteMode, AutoAddNewNodes, EndpointConfig,
        Parameter.Optional("DBEndpointDescription", "The description.", "test").UpTo().Keep(ClusterEndpoint.Description),
        Parameter.Optional("PolarSccTimeoutAction", "What follows a read that is too late; it is not kept.", "0"),
        Parameter.Optional("PolarSccWaitTimeout", "When a read is too late; it is not kept.", "100"),
        Parameter.Optional("SccMode", "Whether reads are consistent; it is not kept.", "OFF"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBEndpointId), parameters.Find(Nodes) ?? "", parameters);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusalOfEndpoint(cluster, Rows.EndpointState) is { } refusal)
            return refusal;
        if (ClusterEndpoint.Find(cluster, request.EndpointId) is not { } endpoint)
            return PolarDbErrors.InvalidEndpointId;
        if (endpoint.Type == ClusterEndpoint.Primary && OfDistributing.Any(request.Parameters.Has))
            return PolarDbErrors.InvalidEndpointId;
        if (request.Nodes != "" && !ClusterEndpoint.AreNodesOf(cluster, request.Nodes))
            return PolarDbErrors.InvalidNodes;
        return Decision.Become(cluster.With(endpoint.Settings.WithKept(request.Parameters, Parameters)), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string EndpointId, string Nodes, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidConfig = new(400, "InvalidEndpointConfig.Malformed", "The specified parameter EndpointConfig is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError EndpointState = new(404, "EndpointStatus.NotSupport",       "Current endpoint status does not support this operation.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidConfig, PolarDbErrors.InvalidEndpointId, PolarDbErrors.InvalidNodes, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId,
            PolarDbErrors.ClusterReleased, EndpointState, PolarDbErrors.ClusterLocked.ByAnalogy(),
            PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
