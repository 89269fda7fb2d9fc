using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Takes an endpoint that a call made from a PolarDB cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-deletedbclusterendpoint</remarks>
internal sealed class DeleteDBClusterEndpoint() : PolarDbOperation<DeleteDBClusterEndpoint.Request>("delete")
{
    private static readonly Parameter DBEndpointId = Parameter.Required("DBEndpointId", "The ID of the endpoint.", "pe-emulated");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, DBEndpointId,
        Parameter.Optional("PolarFsInstanceId", "The file system instead of a cluster; there is none here.", "pfs-emulated"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidEndpointId, PolarDbErrors.ClusterIdNotFound, PolarDbErrors.InvalidClusterId, PolarDbErrors.EndpointState,
        PolarDbErrors.ClusterLocked.ByAnalogy(), PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBEndpointId));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterIdNotFound;
        if (PolarDbErrors.FindRefusalOfEndpoint(cluster, PolarDbErrors.EndpointState) is { } refusal)
            return refusal;
        if (ClusterEndpoint.Find(cluster, request.EndpointId) is not { Type: ClusterEndpoint.Custom } endpoint)
            return PolarDbErrors.InvalidEndpointId;

        var (status, pending) = context.StatusOver("NetAddressDeleting", PolarDbInstances.Model.Running);
        return Decision.Become(cluster.Without(endpoint.Settings) with { Status = status, Pending = pending }, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string EndpointId);
}
