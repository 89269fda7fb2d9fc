using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Creates a database on an AnalyticDB for PostgreSQL instance, which one of its accounts owns.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-createdatabase</remarks>
internal sealed class CreateDatabase() : AnalyticDbOperation<CreateDatabase.Request>("create", resource: "*")
{
    private static readonly Parameter DatabaseName =
        Parameter.Required("DatabaseName", "The name: up to 63 letters, digits and underscores, starting with a letter.", "test01")
            .Like(DatabaseRules.IsName, Rows.InvalidName);
    private static readonly Parameter CharacterSetName = Parameter.Optional("CharacterSetName", "The character set; UTF8 by default.", "UTF8").UpTo();
    private static readonly Parameter Collate = Parameter.Optional("Collate", "How texts are compared; en_US.utf8 by default.", "en_US.utf8").UpTo();
    private static readonly Parameter Ctype = Parameter.Optional("Ctype", "How characters are classified; en_US.utf8 by default.", "en_US.utf8").UpTo();
    private static readonly Parameter Owner = Parameter.Required("Owner", "The account that owns the database.", "testaccount_1");
    private static readonly Parameter Description = Parameter.Optional("Description",
        "The description: 2 to 256 letters, digits, underscores, hyphens, blanks and full stops, starting with a letter.",
        "A user management database storing customer profiles.")
        .Like(AccountRules.IsDescription, Rows.InvalidDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, DatabaseName, CharacterSetName, Collate, Ctype, Owner, Description];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(DatabaseName),
        parameters.Find(CharacterSetName) ?? "",
        parameters.Find(Collate) ?? "",
        parameters.Find(Ctype) ?? "",
        parameters.Get(Owner),
        parameters.Find(Description) ?? "");

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Name).Must(name => !DatabaseRules.IsKeyword(name)).OrError(Rows.ReservedName);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.Owner) is not { } owner)
            return AnalyticDbErrors.AccountNotFound;
        if (owner.Status != AnalyticDbInstances.Model.Usable)
            return AnalyticDbErrors.AccountStatus;
        if (instance.Databases.ContainsKey(request.Name))
            return Rows.Duplicate;
        if (instance.Databases.Count >= AnalyticDbInstances.DatabaseQuotaOf(instance))
            return Rows.Quota;

        var database = NewDatabase(request, context);
        return Decision.Become(instance.With(database), new InstanceEvent.DatabaseCreated(database.Name));
    }

    private static Database NewDatabase(Request request, CallContext context)
    {
        var (status, pending) = context.StatusOver("Creating", AnalyticDbInstances.Model.DatabaseStatuses[0]);
        var database = new Database
        {
            Name = request.Name,
            CharacterSet = Given(request.CharacterSet, AnalyticDbInstances.Model.DefaultCharacterSet),
            Description = request.Description,
            Status = status,
            Pending = pending,
        };
        return database.With(AnalyticDbInstances.Owner, request.Owner)
            .With(AnalyticDbInstances.Collate, Given(request.Collate, AnalyticDbInstances.Collate.Default))
            .With(AnalyticDbInstances.Ctype, Given(request.Ctype, AnalyticDbInstances.Ctype.Default));
    }

    private static string Given(string text, string otherwise) => text == "" ? otherwise : text;

    internal sealed record Request(string Name, string CharacterSet, string Collate, string Ctype, string Owner, string Description);

    internal static class Rows
    {
        public static readonly ApiError InvalidName        = new(400, "InvalidDatabaseName.Malformed", "The specified parameter DatabaseName is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidDescription = new(400, "InvalidDescription.Malformed",  "The specified parameter Description is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError ReservedName       = new(400, "InvalidParameter.Keyword",      "The specified DBName is a reserved keyword.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError Duplicate          = new(400, "InvalidDBName.Duplicate",       "The specified DB name is invalid or already exists.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError Quota              = new(400, "QuotaExceeded.DBName",          "The quota of db exceeds.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidName, InvalidDescription, ReservedName, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked,
            AnalyticDbErrors.AccountNotFound, AnalyticDbErrors.AccountStatus, Duplicate, Quota, AnalyticDbErrors.Denied,
        ];
    }
}
