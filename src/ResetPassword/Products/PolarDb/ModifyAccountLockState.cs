using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// Locks or unlocks a database account of a PolarDB cluster, and says until when its password is valid. Neither has an effect here but to be shown.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifyaccountlockstate</remarks>
internal sealed class ModifyAccountLockState() : PolarDbOperation<ModifyAccountLockState.Request>("update")
{
    private static readonly Parameter AccountLockState = Parameter.Required("AccountLockState", "Lock or UnLock.", "Lock").OneOf(["UnLock", "Lock"]);
    private static readonly Parameter AccountPasswordValidTime =
        Parameter.Optional("AccountPasswordValidTime", "Until when the password is valid (UTC); as it was when left out.", "2026-09-17T10:00:00Z");

    public override IReadOnlyList<Parameter> Parameters { get; } = [AccountLockState, AccountName, AccountPasswordValidTime, DBClusterId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AccountName), parameters.Get(AccountLockState), parameters.Find(AccountPasswordValidTime) ?? "");

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.ValidTime).Must(text => text == "" || VendorTime.Is(text)).OrError(Rows.InvalidTime);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster.FindAccount(request.AccountName) is not { } account)
            return PolarDbErrors.InvalidAccountName;

        var next = account.With(PolarDbInstances.LockState, request.LockState);
        if (request.ValidTime != "")
            next = next.With(PolarDbInstances.PasswordValidTime, request.ValidTime);
        return Decision.Become(cluster.With(next), new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName, string LockState, string ValidTime);

    internal static class Rows
    {
        public static readonly ApiError InvalidTime =
            new(400, "InvalidAccountPasswordValidTime.Malformed", "The specified parameter AccountPasswordValidTime is not valid.", By.Parameter, Source: ErrorSource.Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.ClusterNotFound, InvalidTime, PolarDbErrors.InvalidAccountName.ByAnalogy(), PolarDbErrors.InvalidClusterId,
            PolarDbErrors.ClusterReleased.ByAnalogy(), PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked, PolarDbErrors.TaskInProgress.ByAnalogy(),
            PolarDbErrors.Denied,
        ];
    }
}
