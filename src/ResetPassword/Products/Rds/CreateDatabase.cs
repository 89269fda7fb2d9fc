using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Creates a database on an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-createdatabase</remarks>
internal sealed class CreateDatabase() : RdsOperation<CreateDatabase.Request>("create")
{
    private static readonly Parameter DBName = Parameter.Required("DBName",
        "The name: 2 to 64 lower-case letters, digits, underscores and hyphens, starting with a letter and ending with a letter or digit.", "rds_mysql");
    private static readonly Parameter CharacterSetName = Parameter.Required("CharacterSetName",
        "The character set: any name. On PostgreSQL its collation and classification may follow, as in UTF8,C,en_US.utf8.", "utf8mb4").UpTo();
    private static readonly Parameter DBDescription =
        Parameter.Optional("DBDescription", "The description: 2 to 256 letters, digits, blanks, underscores and hyphens, starting with a letter.", "testdb");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, DBName, CharacterSetName, DBDescription,
        Parameter.Optional("ResourceGroupId", "The resource group; it is not kept.", "rg-emulated"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBName), parameters.Get(CharacterSetName), parameters.Find(DBDescription));

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.DBName).Must(DatabaseRules.IsName).OrError(Rows.InvalidName);
        rules.RuleFor(r => r.DBName).Must(name => !DatabaseRules.IsKeyword(name)).OrError(Rows.ReservedName);
        rules.RuleFor(r => r.DBDescription).Must(text => text is null || AccountRules.IsDescription(text)).OrError(Rows.InvalidDescription);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusalOfBusy(instance) ?? RdsErrors.FindKindRefusal(instance) ?? RdsErrors.FindRoleRefusal(instance)) is { } refusal)
            return refusal;
        if (instance.Databases.ContainsKey(request.DBName))
            return Rows.Duplicate;
        if (instance.Databases.Count >= RdsInstances.DatabaseQuotaOf(instance))
            return Rows.Quota;
        if (RdsErrors.FindEngineRefusal(instance, Rows.AddFailed) is { } engineRefusal)
            return engineRefusal;

        var (status, pending) = context.StatusOver("Creating", "Running");
        var database = new Database
        {
            Name = request.DBName,
            CharacterSet = request.CharacterSetName,
            Description = request.DBDescription ?? "",
            Status = status,
            Pending = pending
        };
        return Decision.Become(instance.With(database), new InstanceEvent.DatabaseCreated(database.Name));
    }

    internal sealed record Request(string DBName, string CharacterSetName, string? DBDescription);

    internal static class Rows
    {
        public static readonly ApiError InvalidName        = new(400, "InvalidDBName.Malformed",   "The specified parameter DBName is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidDescription = new(400, "InvalidDescription.Format", "Specified description is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError ReservedName       = new(400, "InvalidDBName.Forbid",      "Specified DB name is a keyword in RDS.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError AddFailed          = new(400, "Database.AddError",         "Create Db failed, please check input value and instance status.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError Quota              = new(400, "SqlExcutionFailed",         "Due to the limit number you can't create a database.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError Duplicate          = new(400, "InvalidDBName.Duplicate",   "Specified DB name already exists in the This instance.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.ConnectFailed, InvalidName, InvalidDescription, ReservedName, AddFailed, Quota, Duplicate, RdsErrors.InstanceBusy,
            RdsErrors.InstanceNotFound, RdsErrors.InstanceLocked.ByAnalogy(), RdsErrors.GdnRole.ByAnalogy(), RdsErrors.InstanceType.ByAnalogy(),
            RdsErrors.CharacterType.ByAnalogy(), RdsErrors.Denied,
        ];
    }
}
