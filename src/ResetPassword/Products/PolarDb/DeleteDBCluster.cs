using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Releases a PolarDB cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-deletedbcluster</remarks>
internal sealed class DeleteDBCluster() : PolarDbOperation<DeleteDBCluster.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId,
        Parameter.Optional("BackupRetentionPolicyOnClusterDeletion", "Which backups stay: there are none here.", "NONE")
            .OneOf(["ALL", "LATEST", "NONE"], Rows.InvalidRetention),
        Parameter.Optional("CloudProvider", "The provider of the cloud; there is one here.", "ENS"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (cluster.Status != PolarDbInstances.Model.Running)
            return Rows.ClusterStatus;
        if (cluster.LockMode != PolarDbInstances.Model.Unlocked)
            return PolarDbErrors.ClusterLocked;
        if (cluster.Is(PolarDbInstances.DeletionLock))
            return Rows.DeletionLock;
        if (cluster[PolarDbInstances.PayType] == "Prepaid")
            return PolarDbErrors.PayType;
        return Decision.Delete(cluster, "Deleting", context, Reply.Empty);
    }

    internal sealed record Request;

    internal static class Rows
    {
        public static readonly ApiError InvalidRetention = new(400, "InvalidBackupRetentionPolicyOnClusterDeletion.Malformed", "The specified BackupRetentionPolicyOnClusterDeletion is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError DeletionLock     = new(403, "OperationDenied.DBClusterDeletionLock", "The operation is not permitted due to the deletion lock of cluster.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError ClusterStatus    = new(403, "OperationDenied.ClusterStatus",         "The PolarDB cluster is not allowed to release when it is not running.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidRetention, DeletionLock, ClusterStatus, PolarDbErrors.PayType, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId,
            PolarDbErrors.ClusterLocked, PolarDbErrors.Denied,
        ];
    }
}
