using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Gives the privileged account of an RDS instance its permissions back, and another password. Not on PostgreSQL.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-resetaccount</remarks>
internal sealed class ResetAccount() : RdsOperation<ResetAccount.Request>("update")
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
        if (RdsErrors.FindRefusalOfBusy(instance) is { } refusal)
            return refusal;
        if (instance.Engine == RdsInstances.PostgreSQL || RdsErrors.FindKindRefusal(instance) is not null)
            return RdsErrors.InstanceType;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return RdsErrors.AccountNotFound;
        if (account.Type != "Super")
            return RdsErrors.AccountType;
        if (account.Status != RdsInstances.Model.Usable)
            return RdsErrors.AccountStatus;
        if (RdsErrors.FindEngineRefusal(instance, RdsErrors.UpdateFailed) is { } engineRefusal)
            return engineRefusal;

        var next = account.WithPassword(context.Hash(request.AccountPassword), context.Now) with { Privileges = PropertyValues.None, PrivilegeType = "" };
        return Decision.Become(instance.With(next), new InstanceEvent.PermissionsReset(account.Key),
            new InstanceEvent.PasswordReset(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string AccountName, Secret AccountPassword);

    // The metadata lists the first two; the others are those of ResetAccountPassword, but for a busy instance.
    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.UpdateFailed, RdsErrors.ConnectFailed, RdsErrors.InvalidPassword.ByAnalogy(), RdsErrors.AccountStatus.ByAnalogy(),
            RdsErrors.InstanceType.ByAnalogy(), RdsErrors.InstanceBusy.ByAnalogy(), RdsErrors.AccountType.ByAnalogy(), RdsErrors.InstanceNotFound.ByAnalogy(),
            RdsErrors.InstanceLocked.ByAnalogy(), RdsErrors.AccountNotFound.ByAnalogy(), RdsErrors.Denied,
        ];
    }
}
