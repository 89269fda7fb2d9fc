using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Creates a database account on an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-createaccount</remarks>
internal sealed class CreateAccount() : RdsOperation<CreateAccount.Request>("create")
{
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ & % ^ * ( ) _ + - =", "Test123456");
    private static readonly Parameter AccountDescription = Parameter.Optional("AccountDescription",
        "The description: 2 to 256 letters, digits, blanks, underscores and hyphens, starting with a letter.", "testuser");
    private static readonly Parameter AccountType = Parameter.Optional("AccountType",
        "Normal (the default), Super for a privileged account, Sysadmin on SQL Server.", "Normal").OneOf(["Normal", "Super", "Sysadmin"]);
    private static readonly Parameter CheckPolicy = Parameter.Optional("CheckPolicy", "Whether SQL Server applies its password policy.", "true").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, AccountPassword, AccountDescription, AccountType, CheckPolicy];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(AccountName),
        parameters.GetSecret(AccountPassword),
        parameters.Find(AccountDescription),
        parameters.Find(AccountType) ?? "Normal",
        parameters.FindBoolean(CheckPolicy) ?? false);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.AccountName).Must(AccountRules.IsName).OrError(RdsErrors.InvalidAccountName);
        rules.RuleFor(r => r.AccountName).Must(name => !AccountRules.IsKeyword(name)).OrError(Rows.ReservedName);
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(RdsErrors.InvalidPassword);
        rules.RuleFor(r => r.AccountDescription).Must(text => text is null || AccountRules.IsDescription(text)).OrError(Rows.InvalidDescription);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusalOfBusy(instance) ?? RdsErrors.FindKindRefusal(instance) ?? RdsErrors.FindRoleRefusal(instance)) is { } refusal)
            return refusal;
        if (!AccountRules.Fits(request.AccountName, instance))
            return RdsErrors.InvalidAccountName;
        if (request.AccountType == "Sysadmin" && instance.Engine != RdsInstances.SQLServer)
            return Rows.NoSysadmin;
        if (AccountRules.IsTaken(request.AccountName, instance))
            return Rows.Duplicate;
        if (request.AccountType == "Super" && instance.Engine is "MySQL" or "MariaDB" && instance.Accounts.Any(account => account.Type == "Super"))
            return RdsErrors.AccountType;
        if (instance.Accounts.Count >= RdsInstances.AccountQuotaOf(instance))
            return Rows.Quota;
        if (RdsErrors.FindEngineRefusal(instance, Rows.AddFailed) is { } engineRefusal)
            return engineRefusal;

        var (status, pending) = context.StatusOver("Unavailable", "Available");
        var account = new DatabaseAccount
        {
            Name = request.AccountName,
            Type = request.AccountType,
            Status = status,
            Pending = pending,
            Password = context.Hash(request.AccountPassword),
            PasswordChangedAt = context.Now,
        };
        account = account.With(RdsInstances.AccountDescription, request.AccountDescription ?? "")
            .With(RdsInstances.CheckPolicy, request.CheckPolicy ? "true" : "false");
        return Decision.Become(instance.With(account), new InstanceEvent.AccountCreated(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string AccountName, Secret AccountPassword, string? AccountDescription, string AccountType, bool CheckPolicy);

    internal static class Rows
    {
        public static readonly ApiError NoSysadmin         = new(400, "InvalidEngineVersion.NotSupported", "Current db instance does not support sysadmin.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError AddFailed          = new(400, "Account.AddError",                  "Create Account failed, please check your input value or may your input value  not satisfy instance current policy", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidDescription = new(400, "InvalidAccountDescription.Format",  "Specified account description is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError ReservedName       = new(400, "InvalidAccountName.Forbid",         "Specified account name is a keyword in RDS.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError Duplicate          = new(400, "InvalidAccountName.Duplicate",      "Specified account name already exists in this instance.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError Quota              = new(403, "AccountLimitExceeded",              "AccountQuotaExceeded: Exceeding the allowed amount of account", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            NoSysadmin, RdsErrors.ConnectFailed, AddFailed, RdsErrors.InvalidPassword, InvalidDescription, RdsErrors.InvalidAccountName, ReservedName,
            Duplicate, RdsErrors.InstanceState.Via(By.Fault), RdsErrors.InstanceBusy, RdsErrors.AccountType, Quota, RdsErrors.InstanceNotFound,
            RdsErrors.InstanceLocked, RdsErrors.GdnRole.ByAnalogy(), RdsErrors.InstanceType.ByAnalogy(), RdsErrors.CharacterType.ByAnalogy(),
            RdsErrors.Denied,
        ];
    }
}
