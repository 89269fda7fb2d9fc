using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Creates a database account on a PolarDB cluster: a privileged one unless another type is asked for.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-createaccount</remarks>
internal sealed class CreateAccount() : PolarDbOperation<CreateAccount.Request>("create")
{
    private const string DefaultType = "Super";
    private const int MaxPrivileges = 900;

    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ % ^ & * ( ) _ + - =", "Test1111");
    private static readonly Parameter AccountType = Parameter.Optional("AccountType",
        "Super (the default), of which MySQL has one, Normal, or DynamoDB on PostgreSQL.", "Normal").OneOf(["Normal", "Super", "DynamoDB"], Rows.InvalidType);
    private static readonly Parameter AccountDescription = Parameter.Optional("AccountDescription", "The description: 2 to 256 characters, no URL.", "testdes");
    private static readonly Parameter DBName = Parameter.Optional("DBName", "The databases that the account may use, with commas between them.", "testdb");
    private static readonly Parameter AccountPrivilege = Parameter.Optional("AccountPrivilege",
        "ReadWrite, ReadOnly, DMLOnly, DDLOnly or ReadIndex: for each database one. Nothing without DBName or PrivForAllDB.", "ReadWrite");
    private static readonly Parameter ClientToken = Parameter.Optional("ClientToken",
        "A token that makes it safe to repeat the call: the same token with the same request.", "6000170000591aed949d0f54a343f1a4233c1e7d1c5c");
    private static readonly Parameter PrivForAllDB = Parameter.Optional("PrivForAllDB", "1: the privilege is on all databases that there are.", "0")
        .OneOf(["0", "1"]);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, AccountName, AccountPassword, AccountType, AccountDescription, DBName, AccountPrivilege, ClientToken, PrivForAllDB,
        Parameter.Optional("NodeType", "The kind of nodes; there is one here.", "Search"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(AccountName),
        parameters.GetSecret(AccountPassword),
        parameters.Find(AccountType) ?? DefaultType,
        parameters.Find(AccountDescription),
        parameters.Find(DBName) ?? "",
        parameters.Find(AccountPrivilege) ?? "",
        parameters.Find(PrivForAllDB) == "1",
        parameters.Has(ClientToken) ? CreatedWith.Of(parameters, this, parameters.Get(DBClusterId), parameters.Get(ClientToken)) : null);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.AccountName).Must(AccountRules.IsName).OrError(PolarDbErrors.InvalidAccountName);
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(PolarDbErrors.InvalidPassword);
        rules.RuleFor(r => r.AccountDescription).Must(text => string.IsNullOrEmpty(text) || AccountRules.IsDescription(text))
            .OrError(PolarDbErrors.InvalidDescription);
        rules.RuleFor(r => r.Privilege).Must(text => text == "" || (text.Length <= MaxPrivileges && text.Split(',').All(Privileges.All.Contains)))
            .OrError(PolarDbErrors.InvalidPrivilege);
        rules.RuleFor(r => r).Must(r => r.Database == "" || r.IsForAllDatabases || Privileges.Find(r.Database, r.Privilege) is not null)
            .OrError(PolarDbErrors.InvalidPrivilege);
        rules.RuleFor(r => r).Must(r => !r.IsForAllDatabases || Privileges.All.Contains(r.Privilege)).OrError(PolarDbErrors.InvalidPrivilege);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterIdNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (request.CreatedWith is { } createdWith && cluster.Accounts.FirstOrDefault(account => createdWith.HasTokenOf(account)) is { } made)
            return createdWith.Made(made) && made.Name == request.AccountName ? new Decision.Answer(Reply.Empty) : CreateDBCluster.Rows.OtherRequest;
        if (cluster.FindAccount(request.AccountName) is not null)
            return PolarDbErrors.Duplicate;
        if (!AccountRules.Allows(cluster, request.AccountType))
            return Rows.InvalidType;
        if (cluster.Accounts.Count >= PolarDbInstances.AccountQuotaOf(cluster))
            return Rows.Quota;
        var granted = GrantedBy(request, cluster);
        if (!granted.All(privilege => cluster.Databases.ContainsKey(privilege.Key)))
            return PolarDbErrors.InvalidDatabase;

        var (status, pending) = context.StatusOver("Creating", PolarDbInstances.Model.Usable);
        var account = new DatabaseAccount
        {
            Name = request.AccountName,
            Type = request.AccountType,
            Status = status,
            Pending = pending,
            Privileges = PropertyValues.None.SetItems(request.AccountType == "Super" ? [] : granted),
            Password = context.Hash(request.AccountPassword),
            PasswordChangedAt = context.Now,
        };
        account = account.With(PolarDbInstances.AccountDescription, request.AccountDescription ?? "")
            .With(PolarDbInstances.CreatedWith, request.CreatedWith?.ToString() ?? "");
        return Decision.Become(cluster.With(account), new InstanceEvent.AccountCreated(account.Key, request.AccountPassword));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> GrantedBy(Request request, Instance cluster)
    {
        if (request.IsForAllDatabases)
            return [.. cluster.Databases.Keys.Select(name => KeyValuePair.Create(name, request.Privilege))];
        return request.Database == "" ? [] : Privileges.Find(request.Database, request.Privilege) ?? [];
    }

    internal sealed record Request(
        string AccountName,
        Secret AccountPassword,
        string AccountType,
        string? AccountDescription,
        string Database,
        string Privilege,
        bool IsForAllDatabases,
        CreatedWith? CreatedWith);

    internal static class Rows
    {
        public static readonly ApiError InvalidType = new(400, "InvalidAccountType.Malformed", "The specified parameter AccountType is not valid.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError Quota       = new(403, "AccountLimitExceeded",         "AccountQuotaExceeded: Exceeding the allowed amount of account", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidPassword, InvalidType, PolarDbErrors.InvalidDescription, PolarDbErrors.InvalidPrivilege, PolarDbErrors.InvalidAccountName,
            PolarDbErrors.ClusterIdNotFound, PolarDbErrors.InvalidClusterId, CreateDBCluster.Rows.OtherRequest, PolarDbErrors.Duplicate.ByAnalogy(),
            PolarDbErrors.InvalidDatabase.ByAnalogy(), Quota, PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked, PolarDbErrors.TaskInProgress.ByAnalogy(),
            PolarDbErrors.Denied,
        ];
    }
}
