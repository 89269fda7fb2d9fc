using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Gives a database account of a PolarDB cluster another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifyaccountdescription</remarks>
internal sealed class ModifyAccountDescription() : PolarDbOperation<ModifyAccountDescription.Request>("update")
{
    private static readonly Parameter AccountDescription = Parameter.Required("AccountDescription", "The description: 2 to 256 characters, no URL.", "test")
        .Like(AccountRules.IsDescription, PolarDbErrors.InvalidDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, AccountName, AccountDescription];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidDescription, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterReleased,
        PolarDbErrors.InvalidAccountName.ByAnalogy(), PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked, PolarDbErrors.TaskInProgress.ByAnalogy(),
        PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.Get(AccountDescription));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster.FindAccount(request.AccountName) is not { } account)
            return PolarDbErrors.InvalidAccountName;
        return Decision.Become(cluster.With(account.With(PolarDbInstances.AccountDescription, request.AccountDescription)),
            new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName, string AccountDescription);
}
