using ResetPassword.Model;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// Rows that the vendor's API metadata lists with the same text for several actions. Where an action lacks one, it is taken by analogy. Most list two
/// not-found rows: here the one is for an id that there never was, the other for a cluster that was released.
/// </summary>
internal static class PolarDbErrors
{
    public static readonly ApiError InvalidAccountName = new(400, "InvalidAccountName.Malformed",       "The specified parameter AccountName is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPassword    = new(400, "InvalidAccountPassword.Malformed",   "The specified parameter AccountPassword is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidDescription = new(400, "InvalidAccountDescription.Malformed", "The specified parameter AccountDescription is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPrivilege   = new(400, "InvalidAccountPrivilege.Malformed",  "The specified parameter AccountPrivilege is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidDatabase    = new(400, "InvalidDBName.Malformed",            "The specified parameter DBName is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPageSize    = new(400, "InvalidPageSize.Malformed",          "The specified parameter PageSize is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidPageNumber  = new(400, "InvalidPageNumber.Malformed",        "The specified parameter PageNumber is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidNextToken   = new(400, "InvalidNextToken.Malformed",         "The specified parameter NextToken is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidRegion      = new(400, "InvalidRegionId.Malformed",          "The specified parameter RegionId is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidTag         = new(400, "InvalidTag.Malformed",               "The specified parameter Tag is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError Duplicate          = new(400, "InvalidAccountName.Duplicate",       "The specified account name already exists.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError ClusterState       = new(403, "OperationDenied.DBClusterStatus",    "The operation is not permitted due to status of cluster.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError ClusterLocked      = new(403, "OperationDenied.LockMode",           "The operation is not permitted when the instance is locked.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError TaskInProgress     = new(400, "ConcurrentTaskExceeded",             "Concurrent task exceeding the allowed amount.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError ClusterNotFound    = new(404, "InvalidDBCluster.NotFound",          "The DBClusterId provided does not exist in our records.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError ClusterReleased    = new(404, "InvalidDBClusterId.NotFound",        "The DBInstanceId provided does not exist in our records.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError ClusterIdNotFound  = new(404, "InvalidDBClusterId.NotFound",        "The DBClusterId provided does not exist in our records.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidClusterId   = new(404, "InvalidDBClusterId.Malformed",       "The specified parameter DBClusterId is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError MalformedClusterId = new(400, "InvalidDBClusterId.Malformed",       "The specified parameter DBClusterId is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError UnknownClusterId   = new(404, "InvalidDBClusterId.Malformed",       "The DBClusterId provided does not exist in our records.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError VersionMismatch    = new(404, "DBTypeOrDBVersion.Malformed",        "The specified DBType does not match DBVersion.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidNodeCount   = new(400, "InvalidDBNodeNum.Malformed",         "The number of parameter DBNode.N is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError ClusterCategory    = new(403, "OperationDenied.ClusterCategory",    "The operation is not permitted due to cluster category.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidEndpointId  = new(400, "InvalidDBEndpointId.Malformed",      "The specified parameter DBEndpointId is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidNodes       = new(400, "InvalidNodes.Malformed",             "The specified parameter Nodes is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError PayType            = new(403, "OperationDenied.DBClusterPayType",   "The operation is not permitted due to the pay type of cluster.", By.State, Source: DocumentedElsewhere);
    public static readonly ApiError InvalidDatabaseDescription = new(400, "InvalidDBDescription.Malformed", "The specified parameter DBDescription is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError DatabaseNotFound   = new(404, "InvalidDBName.NotFound",             "Specified one or more DB name does not exist or DB status does not support.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidClusterDescription = new(400, "InvalidDBClusterDescription.Malformed", "The specified parameter DBClusterDescription is not valid.", By.Parameter, Source: Analogy);
    public static readonly ApiError InvalidNode        = new(400, "InvalidDBNode.Malformed",            "The specified parameter DBNode.N is not valid.", By.Parameter, Source: DocumentedElsewhere);
    public static readonly ApiError EndpointState      = new(400, "ClusterEndpoint.StatusNotValid",     "Cluster endpoint status is not valid.", By.State, Source: DocumentedElsewhere);

    // Recorded with neither status nor text: they are after those of the row for a node's role.
    public static readonly ApiError ServerlessNode     = new(403, "OperationDenied.ServerlessDbNode",   "The operation is not permitted due to the type of node.", By.State, Source: Recorded);

    public static readonly ApiError Denied             = new(403, "Forbidden.RAM",                      "User not authorized to operate on the specified resource, or this API does not support RAM.", By.Policy, Source: DocumentedElsewhere);

    /// <summary>What keeps a cluster from being read: it is only remembered.</summary>
    public static ApiError? FindRelease(Instance cluster) => cluster.Status == PolarDbInstances.Released ? ClusterReleased : null;

    /// <summary>What keeps the accounts and databases of a cluster from a change: its state, its lock, then another task, which clients wait for.</summary>
    public static ApiError? FindRefusal(Instance cluster) => FindRefusal(cluster, TaskInProgress);

    /// <summary>As <see cref="FindRefusal(Instance)"/>, for ResetAccount, whose page has a row of its own for another task.</summary>
    public static ApiError? FindRefusal(Instance cluster, ApiError taskInProgress) => FindRefusal(cluster, ClusterState, taskInProgress);

    /// <summary>As <see cref="FindRefusal(Instance)"/>, for the actions for endpoints, whose pages have rows of their own for the state.</summary>
    public static ApiError? FindRefusalOfEndpoint(Instance cluster, ApiError notRunning) => FindRefusal(cluster, notRunning, TaskInProgress);

    private static ApiError? FindRefusal(Instance cluster, ApiError notRunning, ApiError taskInProgress)
    {
        if (cluster.Status != PolarDbInstances.Model.Running)
            return FindRelease(cluster) ?? notRunning;
        if (cluster.LockMode != PolarDbInstances.Model.Unlocked)
            return ClusterLocked;
        return cluster.Is(PolarDbInstances.TaskInProgress) ? taskInProgress : null;
    }
}
