using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lets an account do something with databases of its cluster. Several databases and as many privileges are separated by commas.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-grantaccountprivilege</remarks>
internal sealed class GrantAccountPrivilege() : PolarDbOperation<GrantAccountPrivilege.Request>("update")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The database, or several with commas between them.", "testdb");
    private static readonly Parameter AccountPrivilege = Parameter.Required("AccountPrivilege",
        "ReadWrite, ReadOnly, DMLOnly, DDLOnly or ReadIndex: one for each database. On PostgreSQL and Oracle also DBOwner, which makes the account the owner of the database.", "ReadWrite");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, AccountName, DBName, AccountPrivilege];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AccountName), Privileges.Find(parameters.Get(DBName), parameters.Get(AccountPrivilege)));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Privileges).Must(privileges => privileges is not null).OrError(PolarDbErrors.InvalidPrivilege);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster.FindAccount(request.AccountName) is not { } account)
            return PolarDbErrors.InvalidAccountName;
        var granted = request.Privileges ?? [];
        var owned = granted.Where(privilege => privilege.Value == Privileges.Owner).Select(privilege => privilege.Key).ToArray();
        if (owned.Length > 0 && !Privileges.HasOwners(cluster))
            return PolarDbErrors.InvalidPrivilege;
        if (account.Type != "Normal" && owned.Length < granted.Count)
            return Rows.PrivilegeType;
        if (!granted.All(privilege => cluster.Databases.ContainsKey(privilege.Key)))
            return PolarDbErrors.InvalidDatabase;
        if (granted.Any(privilege => cluster.Databases[privilege.Key].Status != PolarDbInstances.Model.DatabaseStatuses[0]))
            return Rows.DatabaseStatus;

        var next = owned.Aggregate(cluster, Privileges.Disown);
        return Decision.Become(next.With(account with { Privileges = account.Privileges.SetItems(granted) }), new InstanceEvent.PrivilegesChanged(account.Key));
    }

    /// <param name="Privileges">By database; null when they are no privileges, or not as many as databases.</param>
    internal sealed record Request(string AccountName, IReadOnlyList<KeyValuePair<string, string>>? Privileges);

    internal static class Rows
    {
        public static readonly ApiError PrivilegeType = new(403, "IncorrectAccountPrivilegeType", "Current account privilege type does not support this operation.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError DatabaseStatus = new(403, "OperationDenied.DBStatus", "The operation is not permitted due to db status of instance.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidDatabase, PolarDbErrors.InvalidAccountName, PolarDbErrors.InvalidPrivilege, PrivilegeType, DatabaseStatus,
            PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterReleased, PolarDbErrors.ClusterState,
            PolarDbErrors.ClusterLocked, PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
