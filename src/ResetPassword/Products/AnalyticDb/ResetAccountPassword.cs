using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Resets the password of a database account of an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-resetaccountpassword
/// The page's description column is shifted by one row: the parameters mean what their names say.
/// </remarks>
internal sealed class ResetAccountPassword() : AnalyticDbOperation<ResetAccountPassword.Request>("update")
{
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ % ^ & * ( ) _ + - =",
    "Testaccount_1");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, AccountPassword];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.GetSecret(AccountPassword));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(AnalyticDbErrors.InvalidPassword);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return AnalyticDbErrors.AccountNotFound;
        if (account.Status != AnalyticDbInstances.Model.Usable)
            return AnalyticDbErrors.AccountStatus;

        var next = instance.With(account.WithPassword(context.Hash(request.AccountPassword), context.Now));
        return Decision.Become(next, new InstanceEvent.PasswordReset(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string AccountName, Secret AccountPassword);

    // The page has no table: these are of the appendix of 2021, or chosen by analogy.
    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            AnalyticDbErrors.InvalidPassword, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked,
            AnalyticDbErrors.AccountNotFound, AnalyticDbErrors.AccountStatus, AnalyticDbErrors.AccountType.Via(By.Fault), AnalyticDbErrors.Denied,
        ];
    }
}
