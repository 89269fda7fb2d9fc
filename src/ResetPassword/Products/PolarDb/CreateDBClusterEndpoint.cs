using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Adds an endpoint to a PolarDB cluster, for some of its nodes or all.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-createdbclusterendpoint</remarks>
internal sealed class CreateDBClusterEndpoint() : PolarDbOperation<CreateDBClusterEndpoint.Request>("create")
{
    private const string DefaultMode = "ReadOnly";

    // With that for all nodes; the primary one does not count.
    private const int MaxCount = 7;

    private static readonly Parameter Nodes =
        Parameter.Optional("Nodes", "The IDs of its nodes, with commas between them; all when left out.", "pi-running1,pi-running2");
    private static readonly Parameter ClientToken = Parameter.Optional("ClientToken",
        "A token that makes it safe to repeat the call: the same token with the same request.", "6000170000591aed949d0f54a343f1a4233c1e7d1c5c");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId,
        Parameter.Required("EndpointType", "Custom.", ClusterEndpoint.Custom).OneOf([ClusterEndpoint.Custom]),
        Nodes,
        Parameter.Optional("ReadWriteMode", "ReadWrite, or ReadOnly (the default).", DefaultMode).OneOf(ClusterEndpoint.ReadWriteMode.AllowedValues)
            .Keep(ClusterEndpoint.ReadWriteMode),
        Parameter.Optional("AutoAddNewNodes", "Whether it gets new nodes: Enable, or Disable (the default).", "Disable")
            .OneOf(ClusterEndpoint.AutoAddNewNodes.AllowedValues).Keep(ClusterEndpoint.AutoAddNewNodes),
        Parameter.Optional("EndpointConfig", "How it distributes: a JSON object of texts.", """{"ConsistLevel":"1"}""")
            .Like(ClusterEndpoint.IsConfig, Rows.InvalidConfig).Keep(ClusterEndpoint.Config),
        ClientToken,
        Parameter.Optional("DBEndpointDescription", "The description.", "test").UpTo().Keep(ClusterEndpoint.Description),
        Parameter.Optional("PolarSccTimeoutAction", "What follows a read that is too late; it is not kept.", "0"),
        Parameter.Optional("PolarSccWaitTimeout", "When a read is too late; it is not kept.", "100"),
        Parameter.Optional("SccMode", "Whether reads are consistent; it is not kept.", "OFF"),
        Parameter.Optional("VPCId", "The VPC: here that of the cluster.", "vpc-emulated"),
        Parameter.Optional("VSwitchId", "The vSwitch: here that of the cluster.", "vsw-emulated"),
        Parameter.Optional("PolarFsInstanceId", "The file system instead of a cluster; there is none here.", "pfs-emulated"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(Nodes) ?? "", parameters.Find(ClientToken), parameters);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterIdNotFound;
        var token = string.IsNullOrEmpty(request.ClientToken) ? context.RequestId : request.ClientToken;
        var id = context.NewId(ClusterEndpoint.IdPrefix, Action, $"{cluster.Id}\n{token}");
        var createdWith = string.IsNullOrEmpty(request.ClientToken) ? "" : RequestFingerprint.Of(request.Parameters, this, id);
        if (cluster.FindPart(ClusterEndpoint.Kind, id) is { } before)
            return before[ClusterEndpoint.CreatedWith] == createdWith ? new Decision.Answer(Reply.Empty) : CreateDBCluster.Rows.OtherRequest;
        if (PolarDbErrors.FindRefusalOfEndpoint(cluster, PolarDbErrors.EndpointState) is { } refusal)
            return refusal;
        if (request.Nodes != "" && !ClusterEndpoint.AreNodesOf(cluster, request.Nodes))
            return PolarDbErrors.InvalidNodes;
        if (ClusterEndpoint.AllOf(cluster).Count(endpoint => endpoint.Type != ClusterEndpoint.Primary) >= MaxCount)
            return Rows.TooMany;

        var nodes = request.Nodes == "" ? string.Join(',', PolarDbInstances.NodeIdsOf(cluster)) : request.Nodes;
        var made = new Part(ClusterEndpoint.Kind, id).With(ClusterEndpoint.ReadWriteMode, DefaultMode).With(ClusterEndpoint.Nodes, nodes)
            .With(ClusterEndpoint.CreatedWith, createdWith).WithKept(request.Parameters, Parameters);
        var (status, pending) = context.StatusOver("NetAddressCreating", PolarDbInstances.Model.Running);
        return Decision.Become(cluster.With(made) with { Status = status, Pending = pending }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Nodes, string? ClientToken, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError TooMany       = new(400, "EndpointNum.Error",      "Endpoint number error.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidConfig = new(404, "EndpointConfig.Invalid", "Endpoint config is invalid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            TooMany, InvalidConfig, PolarDbErrors.ClusterIdNotFound, PolarDbErrors.InvalidClusterId.ByAnalogy(), PolarDbErrors.InvalidNodes.ByAnalogy(),
            CreateDBCluster.Rows.OtherRequest, PolarDbErrors.EndpointState, PolarDbErrors.ClusterLocked.ByAnalogy(),
            PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
