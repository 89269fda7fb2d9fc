using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>A request that names a cluster.</summary>
internal interface IOfCluster : IRegional
{
    string DBClusterId { get; }
}

/// <summary>An action that changes a cluster of an instance, which has to be ready for that.</summary>
internal abstract class ClusterOperation<TRequest>(string accessLevel) : SelectDbOperation<TRequest>(accessLevel)
    where TRequest : IOfCluster
{
    protected static readonly Parameter DBClusterId = Parameter.Required("DBClusterId", "The cluster ID.", "selectdb-cn-running-be");

    /// <summary>What each of them can be refused with.</summary>
    protected static readonly IReadOnlyList<ErrorRow> OfCluster =
    [
        SelectDbErrors.InstanceState, SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked, SelectDbErrors.ClusterNotFound,
        SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
    ];

    protected sealed override Decision Decide(TRequest request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (Clusters.Find(instance, request.DBClusterId) is not { } cluster)
            return SelectDbErrors.ClusterNotFound;
        return Decide(request, instance, cluster, context);
    }

    protected abstract Decision Decide(TRequest request, Instance instance, Part cluster, CallContext context);
}
