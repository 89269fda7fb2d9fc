using FluentValidation;
using ResetPassword.Gateway;
using ResetPassword.Store;
using static ResetPassword.Gateway.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Resets the password of a database account of an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-resetaccountpassword
/// The page's description column is shifted by one row: the parameters mean what their names say.
/// </remarks>
internal sealed class ResetAccountPassword : Operation<ResetAccountPassword.Request>
{
    private static readonly PasswordRule Rule = new("!@#$%^&*()_+-=");

    private static readonly Parameter DBInstanceId = Parameter.Required("DBInstanceId", "The ID of the instance, which must be running and not locked.", "gp-t4nf48vf15713****");
    private static readonly Parameter AccountName = Parameter.Required("AccountName", "The name of the account.", "testaccount_1");
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword", "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ % ^ & * ( ) _ + - =", "Testaccount_1");

    public override string Documentation => "https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-resetaccountpassword";

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, AccountPassword];

    public override IReadOnlyList<ApiError> Errors => Rows.All;

    // The region is a literal * on the page.
    public override RamPermission Permission { get; } = new("gpdb:ResetAccountPassword", "update", "acs:gpdb:*:{#accountId}:dbinstance/{#DBInstanceId}", AnalyticDbProduct.Denied);

    public override Scope Scope => Scope.OneInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBInstanceId), parameters.Find(AccountName));

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.GetSecret(AccountPassword));

    protected override void CheckFormats(AbstractValidator<Request> rules) =>
        rules.RuleFor(r => r.AccountPassword).Must(Rule.Accepts).OrError(Rows.InvalidPassword);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return Rows.InstanceNotFound;
        if (instance.Status != AnalyticDbInstances.Model.Running)
            return Rows.InstanceState;
        if (instance.LockMode != AnalyticDbInstances.Model.Unlocked)
            return Rows.InstanceLocked;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return Rows.AccountNotFound;
        if (account.Status != AnalyticDbInstances.Model.Usable)
            return Rows.AccountStatus;

        var next = instance.With(account.WithPassword(context.Hash(request.AccountPassword), context.Now));
        return Decision.Become(next, new InstanceEvent.PasswordReset(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string AccountName, Secret AccountPassword);

    // The page has no table. These are of the product's error appendix of 2021 (github.com/AlibabaCloudDocs/gpdb), or chosen by analogy.
    internal static class Rows
    {
        public static readonly ApiError InvalidPassword  = new(400, "InvalidAccountPassword.Malformed", "The specified parameter AccountPassword is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InstanceNotFound = new(404, "InvalidDBInstanceId.NotFound",     "The specified DBInstanceId does not exist.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceState    = new(403, "OperationDenied.DBInstanceStatus", "The operation is not permitted due to instance status.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceLocked   = new(403, "OperationDenied.LockMode",         "The operation is not permitted due to lock of instance.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError AccountNotFound  = new(404, "InvalidAccountName.NotFound",      "Specified account name does not exist.", By.Parameter, Source: Analogy);
        public static readonly ApiError AccountStatus    = new(403, "OperationDenied.AccountStatus",    "The status of the account does not support this operation.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError AccountType      = new(403, "OperationDenied.AccountType",      "The operation is not permitted due to type of account.", By.Fault, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ApiError> All =
        [
            InvalidPassword, InstanceNotFound, InstanceState, InstanceLocked, AccountNotFound, AccountStatus, AccountType, AnalyticDbProduct.Denied,
        ];
    }
}
