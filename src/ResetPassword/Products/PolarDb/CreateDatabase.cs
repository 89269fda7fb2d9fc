using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// Creates a database on a PolarDB cluster, and lets an account use it if one is named. On PostgreSQL and Oracle that is its owner, which it must have.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-createdatabase</remarks>
internal sealed class CreateDatabase() : PolarDbOperation<CreateDatabase.Request>("create")
{
    private const string DefaultPrivilege = "ReadWrite";

    private static readonly Parameter DBName = Parameter.Required("DBName",
        "The name: 1 to 64 letters, digits, underscores and hyphens, starting with a letter and ending with a letter or digit.", "testDB");
    private static readonly Parameter CharacterSetName = Parameter.Required("CharacterSetName", "The character set: any name.", "utf8").UpTo();
    private static readonly Parameter DBDescription = Parameter.Optional("DBDescription", "The description: 2 to 256 characters, no URL.", "testdesc");
    private static readonly Parameter Owner =
        Parameter.Optional("AccountName", "The account that may use the database. Required on PostgreSQL and Oracle, where it owns the database.", "testacc");
    private static readonly Parameter AccountPrivilege = Parameter.Optional("AccountPrivilege",
        "What that account may do: ReadWrite (the default), ReadOnly, DMLOnly, DDLOnly or ReadIndex.", "ReadWrite")
        .OneOf(Privileges.All, PolarDbErrors.InvalidPrivilege);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, DBName, CharacterSetName, DBDescription, Owner, AccountPrivilege,
        Parameter.Optional("Collate", "The collation; it is not kept.", "C"),
        Parameter.Optional("Ctype", "The character classification; it is not kept.", "C"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(DBName),
        parameters.Get(CharacterSetName),
        parameters.Find(DBDescription) ?? "",
        parameters.Find(Owner) ?? "",
        parameters.Find(AccountPrivilege) ?? DefaultPrivilege);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.DBName).Must(AccountRules.IsDatabaseName).OrError(PolarDbErrors.InvalidDatabase);
        rules.RuleFor(r => r.DBDescription).Must(text => text == "" || AccountRules.IsDescription(text)).OrError(PolarDbErrors.InvalidDatabaseDescription);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster.Databases.ContainsKey(request.DBName))
            return Rows.Duplicate;
        if (cluster.Databases.Count >= PolarDbInstances.DatabaseQuotaOf(cluster))
            return Rows.Quota;
        var account = request.AccountName == "" ? null : cluster.FindAccount(request.AccountName);
        if (account is null && (request.AccountName != "" || Privileges.HasOwners(cluster)))
            return PolarDbErrors.InvalidAccountName;

        var (status, pending) = context.StatusOver("Creating", PolarDbInstances.Model.DatabaseStatuses[0]);
        var database = new Database
        {
            Name = request.DBName,
            CharacterSet = request.CharacterSetName,
            Description = request.DBDescription,
            Status = status,
            Pending = pending
        };
        var created = new InstanceEvent.DatabaseCreated(database.Name);
        if (account is null || (account.Type != "Normal" && !Privileges.HasOwners(cluster)))
            return Decision.Become(cluster.With(database), created);
        var privilege = Privileges.HasOwners(cluster) ? Privileges.Owner : request.AccountPrivilege;
        var next = cluster.With(database).With(account with { Privileges = account.Privileges.SetItem(database.Name, privilege) });
        return Decision.Become(next, created, new InstanceEvent.PrivilegesChanged(account.Key));
    }

    internal sealed record Request(string DBName, string CharacterSetName, string DBDescription, string AccountName, string AccountPrivilege);

    internal static class Rows
    {
        public static readonly ApiError Quota              = new(400, "SqlExcutionFailed",              "Due to the limit number you can't create a database.", By.State, Source: Analogy);
        public static readonly ApiError Duplicate          = new(400, "InvalidDBName.Duplicate",        "The specified database name already exists.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidDatabase, PolarDbErrors.InvalidDatabaseDescription, PolarDbErrors.InvalidPrivilege, PolarDbErrors.InvalidAccountName,
            PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterReleased, Quota, Duplicate, PolarDbErrors.ClusterState,
            PolarDbErrors.ClusterLocked, PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
