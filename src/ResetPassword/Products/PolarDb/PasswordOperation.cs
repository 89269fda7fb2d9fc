using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>An action that gives any account of any cluster another password, without asking for the old one.</summary>
internal abstract class PasswordOperation(Parameter password) : PolarDbOperation<PasswordOperation.Request>("update")
{
    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName), parameters.GetSecret(password));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Password).Must(AccountRules.Password.Accepts).OrError(PolarDbErrors.InvalidPassword);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster.FindAccount(request.AccountName) is not { } account)
            return PolarDbErrors.InvalidAccountName;
        return Decision.Become(cluster.With(account.WithPassword(context.Hash(request.Password), context.Now)),
            new InstanceEvent.PasswordReset(account.Key, request.Password));
    }

    internal sealed record Request(string AccountName, Secret Password);
}

/// <summary>Changes the password of an account: what Terraform calls. That the row of a bad password names AccountPassword is the vendor's.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifyaccountpassword</remarks>
internal sealed class ModifyAccountPassword() : PasswordOperation(NewAccountPassword)
{
    private static readonly Parameter NewAccountPassword = Parameter.RequiredSecret("NewAccountPassword",
        "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ % ^ & * ( ) _ + - =", "Pw123456");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, AccountName, NewAccountPassword,
        Parameter.Optional("PasswordType", "The kind of password; there is one here.", "Tair"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidPassword, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterReleased,
        PolarDbErrors.InvalidAccountName.ByAnalogy(), PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked, PolarDbErrors.TaskInProgress.ByAnalogy(),
        PolarDbErrors.Denied,
    ];
}

/// <summary>Resets the password of an account. Its page lists no errors: they are those of ModifyAccountPassword.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-resetaccountpassword</remarks>
internal sealed class ResetAccountPassword() : PasswordOperation(AccountPassword)
{
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! @ # $ % ^ & * ( ) _ + - =", "Test1111");

    public override IReadOnlyList<Parameter> Parameters { get; } = [AccountName, AccountPassword, DBClusterId];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidPassword.ByAnalogy(), PolarDbErrors.ClusterNotFound.ByAnalogy(), PolarDbErrors.InvalidClusterId,
        PolarDbErrors.ClusterReleased.ByAnalogy(), PolarDbErrors.InvalidAccountName.ByAnalogy(), PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked,
        PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
    ];
}
