using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Resets the permissions of a privileged account of a PolarDB for MySQL cluster, and its password if one is given.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-resetaccount</remarks>
internal sealed class ResetAccount() : PolarDbOperation<ResetAccount.Request>("update")
{
    private static readonly Parameter PrivilegedAccount = Parameter.Required("AccountName", "The username of the privileged account.", "testacc");
    private static readonly Parameter AccountPassword = Parameter.OptionalSecret("AccountPassword",
        "The new password; without it only the permissions are reset. 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ % ^ & * ( ) _ + - =", "Pw123456");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Required("DBClusterId", "The ID of the cluster.", "pc-**************").Like(IsClusterId, PolarDbErrors.InvalidClusterId),
        PrivilegedAccount, AccountPassword,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(PrivilegedAccount), parameters.FindSecret(AccountPassword));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.AccountPassword).Must(password => password is null || AccountRules.Password.Accepts(password))
            .OrError(PolarDbErrors.InvalidPassword);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (cluster.Engine != PolarDbInstances.MySql)
            return PolarDbErrors.ClusterReleased;
        if (PolarDbErrors.FindRefusal(cluster, Rows.TaskInProgress) is { } refusal)
            return refusal;
        if (cluster.FindAccount(request.AccountName) is not { Type: "Super" } account)
            return PolarDbErrors.InvalidAccountName;

        var restored = account with { PrivilegeType = "" };
        if (request.AccountPassword is not { } password)
            return Decision.Become(cluster.With(restored), new InstanceEvent.PermissionsReset(account.Key));

        var next = cluster.With(restored.WithPassword(context.Hash(password), context.Now));
        return Decision.Become(next, new InstanceEvent.PermissionsReset(account.Key), new InstanceEvent.PasswordReset(account.Key, password));
    }

    internal sealed record Request(string AccountName, Secret? AccountPassword);

    // The 5 rows of the page, then those of the product's other actions for a state that the page does not speak of.
    internal static class Rows
    {
        public static readonly ApiError TaskInProgress     = new(403, "ConcurrentTaskExceeded",            "The number of concurrent tasks exceeds the quota.", By.State, "The maximum number of concurrent tasks is exceeded.");

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidAccountName.Documented("The specified AccountName parameter is invalid."),
            TaskInProgress,
            PolarDbErrors.ClusterNotFound.Documented("The specified DBClusterId parameter does not exist in the current record."),
            PolarDbErrors.InvalidClusterId.Documented("The specified DBClusterId parameter is invalid."),
            PolarDbErrors.ClusterReleased.Documented("The specified DBClusterId parameter does not exist in the current record."),
            PolarDbErrors.InvalidPassword.ByAnalogy(), PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked, PolarDbErrors.Denied,
        ];
    }
}
