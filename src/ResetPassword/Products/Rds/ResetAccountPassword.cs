using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Resets the password of a database account of an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-resetaccountpassword</remarks>
internal sealed class ResetAccountPassword() : RdsOperation<ResetAccountPassword.Request>("WRITE")
{
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ & % ^ * ( ) _ + - =", "Test123456");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, AccountPassword];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.GetSecret(AccountPassword));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(RdsErrors.InvalidPassword);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusal(instance) ?? RdsErrors.FindKindRefusal(instance, Rows.InstanceType) ?? RdsErrors.FindRoleRefusal(instance)) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        if (FindRefusal(instance, account) is { } accountRefusal)
            return accountRefusal;
        if (RdsErrors.FindEngineRefusal(instance, RdsErrors.UpdateFailed) is { } engineRefusal)
            return engineRefusal;

        var next = instance.With(account.WithPassword(context.Hash(request.AccountPassword), context.Now));
        return Decision.Become(next, new InstanceEvent.PasswordReset(account.Key, request.AccountPassword));
    }

    private static ApiError? FindRefusal(Instance instance, DatabaseAccount account)
    {
        if (account.CreatedBy == "sql" && RdsInstances.RefusesSqlAccounts(instance))
            return RdsErrors.AccountType;
        if (account.PrivilegeType == "Custom")
            return Rows.AccountPrivilegeType;
        return account.Status != RdsInstances.Model.Usable ? RdsErrors.AccountStatus : null;
    }

    internal sealed record Request(string AccountName, Secret AccountPassword);

    // The 13 rows of the page, then the three that only the vendor's API metadata lists.
    internal static class Rows
    {
        public static readonly ApiError InstanceType          = new(403, "IncorrectDBInstanceType",            "Current DB instance type does not support this operation.", By.State, "The operation failed. The RDS instance is not in a ready state.");
        public static readonly ApiError AccountPrivilegeType  = new(403, "IncorrectAccountPrivilegeType",      "the current account privilege type does not support this operation.", By.State, "The permission type of the current account does not support this operation.");
        public static readonly ApiError InstanceStatusFormat  = new(400, "InvalideStatus.Format",              "The instance status does not support this operation.", By.Fault, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidParam          = new(400, "InvalidParam",                       "Parameter error, please check the parameters.", By.Fault, Source: DocumentedElsewhere);
        public static readonly ApiError SqlFailed             = new(400, "SqlExecuteFailedOrTimeout",          "sql command execution failed or timed out:%s.", By.Fault, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.UpdateFailed.Documented("Failed to update the account. Check the specified parameters or the parameter policy configuration."),
            RdsErrors.ConnectFailed.Documented("A database connection error occurred. Check the instance state and the database connection pool."),
            RdsErrors.GdnRole.Documented("-"),
            RdsErrors.InvalidPassword.Documented("The password of the account is invalid. Specify a valid password."),
            RdsErrors.AccountStatus.Documented("-"),
            InstanceType,
            RdsErrors.InstanceState.Documented("-"),
            RdsErrors.AccountType.Documented("This operation is not supported for the current account type. Check the account type."),
            RdsErrors.CharacterType.Documented("This operation is not supported for the character type of the current instance."),
            AccountPrivilegeType,
            RdsErrors.InstanceNotFound.Documented("The name of the RDS instance cannot be found. Check the name of the RDS instance."),
            RdsErrors.InstanceLocked.Documented("The operation failed. The RDS instance is locked."),
            RdsErrors.AccountNotFound.Documented("-"),
            InstanceStatusFormat, InvalidParam, SqlFailed, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
