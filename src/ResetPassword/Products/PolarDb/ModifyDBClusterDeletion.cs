using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Says whether DeleteDBCluster is refused for a PolarDB cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifydbclusterdeletion</remarks>
internal sealed class ModifyDBClusterDeletion() : PolarDbOperation<ModifyDBClusterDeletion.Request>("update")
{
    private static readonly Parameter Protection = Parameter.Optional("Protection", "Whether the cluster is locked; false when left out.", "true").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, Protection];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.PayType, PolarDbErrors.ClusterNotFound, PolarDbErrors.ClusterIdNotFound.Via(By.State), PolarDbErrors.InvalidClusterId,
        PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.FindBoolean(Protection) ?? false);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (cluster.Status == PolarDbInstances.Released)
            return PolarDbErrors.ClusterIdNotFound;
        if (cluster[PolarDbInstances.PayType] == "Prepaid")
            return PolarDbErrors.PayType;
        return Decision.Become(cluster.With(PolarDbInstances.DeletionLock, request.IsProtected ? "true" : "false"), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(bool IsProtected);
}
