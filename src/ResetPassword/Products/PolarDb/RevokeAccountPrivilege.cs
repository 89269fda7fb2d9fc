using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Takes an account's privileges on databases away; several are separated by commas.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-revokeaccountprivilege</remarks>
internal sealed class RevokeAccountPrivilege() : PolarDbOperation<RevokeAccountPrivilege.Request>("update")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The database, or several with commas between them.", "testdb");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, AccountName, DBName];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidDatabase, PolarDbErrors.InvalidAccountName, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId,
        PolarDbErrors.ClusterReleased, PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked, PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.Get(DBName).Split(','));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster.FindAccount(request.AccountName) is not { } account)
            return PolarDbErrors.InvalidAccountName;
        if (!request.Databases.All(cluster.Databases.ContainsKey))
            return PolarDbErrors.InvalidDatabase;
        return Decision.Become(cluster.With(account with { Privileges = account.Privileges.RemoveRange(request.Databases) }),
            new InstanceEvent.PrivilegesChanged(account.Key));
    }

    internal sealed record Request(string AccountName, IReadOnlyList<string> Databases);
}
