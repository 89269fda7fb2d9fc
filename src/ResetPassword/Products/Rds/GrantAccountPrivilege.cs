using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lets an account do something with databases of its instance. Several databases and as many privileges are separated by commas.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-grantaccountprivilege</remarks>
internal sealed class GrantAccountPrivilege() : RdsOperation<GrantAccountPrivilege.Request>("update")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The database, or several with commas between them.", "testdb");
    private static readonly Parameter AccountPrivilege = Parameter.Required(
        "AccountPrivilege", "ReadWrite, ReadOnly, DDLOnly, DMLOnly or DBOwner, for each database one.", "ReadWrite")
        .Like(text => text.Split(',').All(Privileges.All.Contains), Rows.InvalidPrivilege);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, DBName, AccountPrivilege];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AccountName), parameters.Get(DBName).Split(','), parameters.Get(AccountPrivilege).Split(','));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r).Must(r => r.Databases.Count == r.Privileges.Count).OrError(Rows.CountsDiffer);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusal(instance) ?? RdsErrors.FindKindRefusal(instance, ResetAccountPassword.Rows.InstanceType)) is { } refusal)
            return refusal;
        if (!request.Privileges.All(Privileges.Of(instance.Engine).Contains))
            return Rows.InvalidPrivilege;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        if (FindRefusal(account) is { } accountRefusal)
            return accountRefusal;
        if (FindRefusal(instance, request.Databases) is { } databaseRefusal)
            return databaseRefusal;
        if (RdsErrors.FindEngineRefusal(instance, RdsErrors.UpdateFailed) is { } engineRefusal)
            return engineRefusal;

        var granted = account with { Privileges = account.Privileges.SetItems(request.Databases.Zip(request.Privileges, KeyValuePair.Create)) };
        DatabaseAccount[] changed = [.. FormerOwners(instance, request).Where(former => former.Key != account.Key), granted];
        var next = changed.Aggregate(instance, (others, one) => others.With(one));
        return Decision.Become(next, [.. changed.Select(one => new InstanceEvent.PrivilegesChanged(one.Key))]);
    }

    // A database of PostgreSQL has one owner: who gets it takes it from whoever had it.
    private static IEnumerable<DatabaseAccount> FormerOwners(Instance instance, Request request) =>
        from account in instance.Engine == RdsInstances.PostgreSQL ? instance.Accounts : AccountMap.Empty
        where request.Databases.Any(account.Privileges.ContainsKey)
        select account with { Privileges = account.Privileges.RemoveRange(request.Databases) };

    // A privileged account has every privilege already.
    private static ApiError? FindRefusal(DatabaseAccount account)
    {
        if (account.Type != "Normal")
            return RdsErrors.AccountType;
        if (account.PrivilegeType == "Custom")
            return ResetAccountPassword.Rows.AccountPrivilegeType;
        return account.Status != RdsInstances.Model.Usable ? RdsErrors.AccountStatus : null;
    }

    private static ApiError? FindRefusal(Instance instance, IReadOnlyList<string> databases)
    {
        if (!databases.All(instance.Databases.ContainsKey))
            return Rows.DatabaseNotFound;
        return databases.Any(name => instance.Databases[name].Status != "Running") ? Rows.DatabaseStatus : null;
    }

    internal sealed record Request(string AccountName, IReadOnlyList<string> Databases, IReadOnlyList<string> Privileges);

    internal static class Rows
    {
        public static readonly ApiError InvalidPrivilege = new(400, "InvalidAccountPrivilege.Malformed", "Specified account privilege is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError CountsDiffer     = new(400, "InvalidDBNameOrAccountPrivilege",   "Account permissions and database names must correspond.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError DatabaseStatus   = new(403, "OperationDenied.DBStatus",          "The operation is not permitted due to db status of instance.", By.State, Source: Recorded);
        public static readonly ApiError DatabaseNotFound = new(404, "InvalidDB.NotFound",                "Specified DB does not exist.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.UpdateFailed, RdsErrors.ConnectFailed, InvalidPrivilege, RdsErrors.AccountStatus, CountsDiffer,
            ResetAccountPassword.Rows.InstanceType.Elsewhere(), RdsErrors.InstanceState, RdsErrors.AccountType,
            ResetAccountPassword.Rows.AccountPrivilegeType.Elsewhere(), RdsErrors.CharacterType, DatabaseStatus, DatabaseNotFound,
            RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.InstanceLocked, RdsErrors.AccountNotFound, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
