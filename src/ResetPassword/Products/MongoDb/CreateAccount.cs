using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Creates a read-only account of the shards of a sharded cluster with cloud disks; other instances have root alone.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-createaccount</remarks>
internal sealed class CreateAccount() : MongoDbOperation<CreateAccount.Request>("create")
{
    private const string Shards = "db";

    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! # $ % ^ & * ( ) _ + - =", "Test123456!");
    private static readonly Parameter CharacterType =
        Parameter.Optional("CharacterType", "db, the default.", "db") with { AllowedValues = ["db", "cs", "normal"] };

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [DBInstanceId, AccountName.Like(AccountRules.IsName, Rows.InvalidAccountName), AccountPassword, CharacterType];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AccountName), parameters.GetSecret(AccountPassword), parameters.Find(CharacterType) ?? Shards);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(MongoDbErrors.InvalidPassword);
        rules.RuleFor(r => r.CharacterType).Must(type => type == Shards).OrError(MongoDbErrors.InvalidCharacterType);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (MongoDbInstances.CharacterTypesOf(instance).Count == 0 || instance[MongoDbInstances.StorageType] == "local_ssd")
            return MongoDbErrors.WrongKind;
        if (instance.FindAccount(request.AccountName, Shards) is not null)
            return Rows.Duplicate;
        if (instance.Accounts.Count >= MongoDbInstances.AccountQuotaOf(instance))
            return Rows.Quota;

        var (status, pending) = context.StatusOver("Unavailable", MongoDbInstances.Model.Usable);
        var account = new DatabaseAccount
        {
            Name = request.AccountName,
            CharacterType = Shards,
            Type = "Normal",
            Status = status,
            Pending = pending,
            Password = context.Hash(request.AccountPassword),
            PasswordChangedAt = context.Now,
        };
        return Decision.Become(instance.With(account), new InstanceEvent.AccountCreated(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string AccountName, Secret AccountPassword, string CharacterType);

    internal static class Rows
    {
        public static readonly ApiError InvalidAccountName = new(400, "InvalidAccountName.Malformed", "Specified parameter AccountName is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError Quota              = new(404, "AccountLimitExceeded",         "AccountQuotaExceeded: Exceeding the allowed amount of account.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError Duplicate          = new(400, "InvalidAccountName.Duplicate", "Specified account name already exists.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidAccountName, MongoDbErrors.InvalidPassword, Quota, MongoDbErrors.InvalidCharacterType, Duplicate, MongoDbErrors.WrongKind.ByAnalogy(),
            MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.InstanceState, MongoDbErrors.InstanceLocked.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
