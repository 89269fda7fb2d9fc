using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Creates a database account on an AnalyticDB for PostgreSQL instance: the initial privileged one unless another type is asked for.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-createaccount</remarks>
internal sealed class CreateAccount() : AnalyticDbOperation<CreateAccount.Request>("create")
{
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ % ^ & * ( ) _ + - =", "Testaccount_1");
    private static readonly Parameter AccountDescription = Parameter.Optional("AccountDescription",
        "The description: 2 to 256 letters, digits, underscores, hyphens, blanks and full stops, starting with a letter.", "testacc02");
    private static readonly Parameter AccountType = Parameter.Optional("AccountType", "Super (the default), of which there can be one, or Normal.", "Normal")
        .OneOf(["Super", "Normal"]);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("DatabaseName", "The database; it is not kept.", "test01"),
        AccountName, AccountPassword, AccountDescription,
        Parameter.Optional("ResourceGroupId", "The resource group; it is not kept.", "rg-emulated"),
        AccountType,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AccountName), parameters.GetSecret(AccountPassword), parameters.Find(AccountDescription), parameters.Find(AccountType) ?? "Super");

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.AccountName).Must(AccountRules.IsName).OrError(AnalyticDbErrors.InvalidAccountName);
        rules.RuleFor(r => r.AccountName).Must(name => !AccountRules.IsKeyword(name)).OrError(AnalyticDbErrors.ReservedName);
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(AnalyticDbErrors.InvalidPassword);
        rules.RuleFor(r => r.AccountDescription).Must(text => string.IsNullOrEmpty(text) || AccountRules.IsDescription(text))
            .OrError(AnalyticDbErrors.InvalidDescription);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not null)
            return AnalyticDbErrors.Duplicate;
        if (request.AccountType == "Super" && instance.Accounts.Any(account => account.Type == "Super"))
            return AnalyticDbErrors.AccountType;
        if (instance.Accounts.Count >= AnalyticDbInstances.AccountQuotaOf(instance))
            return AnalyticDbErrors.Quota;

        var (status, pending) = context.StatusOver("0", "1");
        var account = new DatabaseAccount
        {
            Name = request.AccountName,
            Type = request.AccountType,
            Status = status,
            Pending = pending,
            Password = context.Hash(request.AccountPassword),
            PasswordChangedAt = context.Now,
        };
        account = account.With(AnalyticDbInstances.AccountDescription, request.AccountDescription ?? "");
        return Decision.Become(instance.With(account), new InstanceEvent.AccountCreated(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string AccountName, Secret AccountPassword, string? AccountDescription, string AccountType);

    private static readonly IReadOnlyList<ErrorRow> Rows =
    [
        AnalyticDbErrors.InvalidAccountName, AnalyticDbErrors.ReservedName, AnalyticDbErrors.InvalidPassword, AnalyticDbErrors.InvalidDescription,
        AnalyticDbErrors.Duplicate, AnalyticDbErrors.AccountType, AnalyticDbErrors.Quota, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState,
        AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Denied,
    ];
}
