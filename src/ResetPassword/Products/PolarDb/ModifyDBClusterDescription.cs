using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Gives a PolarDB cluster another description. Of a malformed ID the vendor says here that there is no such cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifydbclusterdescription</remarks>
internal sealed class ModifyDBClusterDescription() : PolarDbOperation<ModifyDBClusterDescription.Request>("update")
{
    private static readonly Parameter DBClusterDescription =
        Parameter.Required("DBClusterDescription", "The description: 2 to 256 characters, no URL.", "ClusterDescriptionTest")
            .Like(AccountRules.IsDescription, PolarDbErrors.InvalidClusterDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } = [ClusterIdOr(PolarDbErrors.UnknownClusterId), DBClusterDescription];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidClusterDescription.Elsewhere(), PolarDbErrors.ClusterNotFound, PolarDbErrors.UnknownClusterId, PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBClusterDescription));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        return Decision.Become(cluster.With(PolarDbInstances.Description, request.DBClusterDescription), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string DBClusterDescription);
}
