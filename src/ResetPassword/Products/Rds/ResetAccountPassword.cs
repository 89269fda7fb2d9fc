using FluentValidation;
using ResetPassword.Gateway;
using ResetPassword.Store;
using static ResetPassword.Gateway.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Resets the password of a database account of an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-resetaccountpassword</remarks>
internal sealed class ResetAccountPassword() : RdsOperation<ResetAccountPassword.Request>("WRITE")
{
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword", "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ & % ^ * ( ) _ + - =", "Test123456");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, AccountPassword];

    public override IReadOnlyList<ApiError> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.GetSecret(AccountPassword));

    protected override void CheckFormats(AbstractValidator<Request> rules) =>
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(Rows.InvalidPassword);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return Rows.InstanceNotFound;
        if (FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return Rows.AccountNotFound;
        if (FindRefusal(instance, account) is { } accountRefusal)
            return accountRefusal;
        if (instance[RdsInstances.EngineReachable] == "false")
            return Rows.ConnectFailed;
        if (instance[RdsInstances.EngineRefusesUpdates] == "true")
            return Rows.UpdateFailed;

        var next = instance.With(account.WithPassword(context.Hash(request.AccountPassword), context.Now));
        return Decision.Become(next, new InstanceEvent.PasswordReset(account.Key, request.AccountPassword));
    }

    private static ApiError? FindRefusal(Instance instance)
    {
        if (instance.Status != RdsInstances.Model.Running)
            return Rows.InstanceState;
        if (instance.LockMode != RdsInstances.Model.Unlocked)
            return Rows.InstanceLocked;
        if (instance[RdsInstances.Kind] is "ReadOnly" or "Guard")
            return Rows.InstanceType;
        if (instance[RdsInstances.CharacterType] != RdsInstances.CharacterType.Default)
            return Rows.InstanceCharacterType;
        return instance[RdsInstances.GdnRole] == "Secondary" ? Rows.GdnRole : null;
    }

    private static ApiError? FindRefusal(Instance instance, DatabaseAccount account)
    {
        if (account.CreatedBy == "sql" && RdsInstances.RefusesSqlAccounts(instance))
            return Rows.AccountType;
        if (account.PrivilegeType == "Custom")
            return Rows.AccountPrivilegeType;
        return account.Status != RdsInstances.Model.Usable ? Rows.AccountStatus : null;
    }

    internal sealed record Request(string AccountName, Secret AccountPassword);

    // The 13 rows of the page, then the three that only the vendor's API metadata lists.
    internal static class Rows
    {
        public static readonly ApiError UpdateFailed          = new(400, "Account.UpdateError",                "Update Account failed, please check your input value", By.State, "Failed to update the account. Check the specified parameters or the parameter policy configuration.");
        public static readonly ApiError ConnectFailed         = new(400, "Database.ConnectError",              "Database connect error. please check instance status and database processlist", By.State, "A database connection error occurred. Check the instance state and the database connection pool.");
        public static readonly ApiError GdnRole               = new(400, "GdnRole.NotSupport",                 "Specified gdn role is not support.", By.State, "-");
        public static readonly ApiError InvalidPassword       = new(400, "InvalidAccountPassword.Format",      "Specified account password is not valid.", By.Parameter, "The password of the account is invalid. Specify a valid password.");
        public static readonly ApiError AccountStatus         = new(400, "IncorrectAccountStatus",             "Current account status does not support this operation.", By.State, "-");
        public static readonly ApiError InstanceType          = new(403, "IncorrectDBInstanceType",            "Current DB instance type does not support this operation.", By.State, "The operation failed. The RDS instance is not in a ready state.");
        public static readonly ApiError InstanceState         = new(403, "IncorrectDBInstanceState",           "Current DB instance state does not support this operation.", By.State, "-");
        public static readonly ApiError AccountType           = new(403, "IncorrectAccountType",               "Current account type does not support this operation.", By.State, "This operation is not supported for the current account type. Check the account type.");
        public static readonly ApiError InstanceCharacterType = new(403, "IncorrectDBInstanceCharacterType",   "Current DB Instance character_type does not support this operation.", By.State, "This operation is not supported for the character type of the current instance.");
        public static readonly ApiError AccountPrivilegeType  = new(403, "IncorrectAccountPrivilegeType",      "the current account privilege type does not support this operation.", By.State, "The permission type of the current account does not support this operation.");
        public static readonly ApiError InstanceNotFound      = new(404, "InvalidDBInstanceName.NotFound",     "The database instance does not exist.", By.Parameter, "The name of the RDS instance cannot be found. Check the name of the RDS instance.");
        public static readonly ApiError InstanceLocked        = new(404, "IncorrectDBInstanceLockMode",        "Current DB instance lock mode does not support this operation.", By.State, "The operation failed. The RDS instance is locked.");
        public static readonly ApiError AccountNotFound       = new(404, "InvalidAccountName.NotFound",        "Specified account name does not exist.", By.Parameter, "-");
        public static readonly ApiError InstanceStatusFormat  = new(400, "InvalideStatus.Format",              "The instance status does not support this operation.", By.Fault, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidParam          = new(400, "InvalidParam",                       "Parameter error, please check the parameters.", By.Fault, Source: DocumentedElsewhere);
        public static readonly ApiError SqlFailed             = new(400, "SqlExecuteFailedOrTimeout",          "sql command execution failed or timed out:%s.", By.Fault, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ApiError> All =
        [
            UpdateFailed, ConnectFailed, GdnRole, InvalidPassword, AccountStatus, InstanceType, InstanceState, AccountType, InstanceCharacterType,
            AccountPrivilegeType, InstanceNotFound, InstanceLocked, AccountNotFound, InstanceStatusFormat, InvalidParam, SqlFailed, RdsProduct.Denied,
        ];
    }
}
