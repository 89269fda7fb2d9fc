using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Resets the password of a database account of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-resetaccountpassword</remarks>
internal sealed class ResetAccountPassword() : SelectDbOperation<ResetAccountPassword.Request>("update")
{
    private static readonly PasswordRule Rule = new("!@#$%^&*()_+-=");

    private static readonly Parameter AccountName = Parameter.Required("AccountName", "The database account.", "admin");
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and !@#$%^&*()_+-=", "a1b2c3d4@");

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionId, DBInstanceId, AccountName, AccountPassword];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(RegionId), parameters.Get(AccountName), parameters.GetSecret(AccountPassword));

    protected override void CheckFormats(Formats<Request> rules)
    {
        base.CheckFormats(rules);
        rules.RuleFor(r => r.AccountPassword).Must(Rule.Accepts).OrError(Rows.InvalidPassword);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (!instance.Is(SelectDbInstances.ClusterRunning))
            return SelectDbErrors.ClusterState;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return Rows.AccountNotFound;
        if (account.Type != "Super")
            return Rows.AccountType;

        var next = instance.With(account.WithPassword(context.Hash(request.AccountPassword), context.Now));
        return Decision.Become(next, new InstanceEvent.PasswordReset(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string RegionId, string AccountName, Secret AccountPassword) : IRegional;

    // The 21 rows of the page; the vendor attaches 18 of them to every action of the product, and what nothing here can cause is fault-only.
    internal static class Rows
    {
        public static readonly ApiError FileSize           = new(400, "DocumentConvertFailed.ExceedFileSizeLimit", "The conversion has been failed, exceed file size limit.", By.Fault, "english description1");
        public static readonly ApiError DatabaseName       = new(400, "InvalidDBName",                          "The specified database name is not allowed.", By.Fault, "english description1");
        public static readonly ApiError OrderFailed        = new(400, "CreateOrderFailed",                      "Failed to create order.", By.Fault, "Failed to create order.");
        public static readonly ApiError OtherInstanceState = new(403, "IncorrectDBInstanceState",               "Current DB instance state does not support this operation.", By.Fault, "english description1");
        public static readonly ApiError EngineType         = new(403, "InstanceEngineType.NotSupport",          "The instance engine and type does not support operations.", By.Fault, "english description1");
        public static readonly ApiError Balance            = new(403, "MoneyLessThan100",                       "The Account Monet less Than 100.", By.Fault, "english description1");
        public static readonly ApiError PrivilegeCount     = new(403, "OperationDenied.DBNameAndAccountPrivilegeCount", "The operation is not permitted due to count of database or account privilege.", By.Fault, "english description1");
        public static readonly ApiError AccountType        = new(403, "IncorrectAccountType",                   "Current account type does not support this operation.", By.State);
        public static readonly ApiError VSwitch            = new(404, "IncorrectVswitchId",                     "The specified parameter VSwitchId is not valid.", By.Fault, "english description1");
        public static readonly ApiError UnknownApi         = new(404, "InvalidApi.NotFound",                    "Specified api is not found, please check your url and method.", By.Fault);
        public static readonly ApiError OtherInstanceNotFound = new(404, "InvalidDBInstance.NotFound",          "The specified instance is not found.", By.Fault, "english description1");
        public static readonly ApiError InstanceClass      = new(404, "InvalidDBInstanceClass.NotFound",        "The specified instance classic does not exist.", By.Fault, "english description1");
        public static readonly ApiError PriceFailed        = new(404, "QueryPrice.Failed",                      "The inquiry failed. Contact Alibaba Cloud customer service representatives.", By.Fault, "english description1");
        public static readonly ApiError AccountNotFound    = new(404, "InvalidAccountName.NotFound",            "Specified account name does not exist.", By.Parameter);
        public static readonly ApiError InvalidPassword    = new(400, "InvalidAccountPassword.Malformed",       "The specified parameter AccountPassword is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            FileSize,
            SelectDbErrors.Denied.Documented("english description1"),
            DatabaseName, OrderFailed,
            SelectDbErrors.ClusterState.Documented("The requested operation cannot be performed while the cluster is not running."),
            OtherInstanceState, EngineType,
            SelectDbErrors.InstanceState.Documented("The instance is in a state that does not support the current operation."),
            Balance, PrivilegeCount,
            SelectDbErrors.Capacity.Documented("Not enough resources, please try again later.") with { ReachedBy = By.Fault },
            AccountType,
            SelectDbErrors.InstanceNotFound.Documented("Instance does not exist."),
            SelectDbErrors.InstanceLocked.Documented("english description1"),
            VSwitch, UnknownApi, OtherInstanceNotFound, InstanceClass,
            SelectDbErrors.RegionNotFound.Documented("english description1"),
            PriceFailed, AccountNotFound, InvalidPassword,
        ];
    }
}
