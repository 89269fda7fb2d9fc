using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Deletes a database account of a PolarDB cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-deleteaccount</remarks>
internal sealed class DeleteAccount() : PolarDbOperation<DeleteAccount.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, AccountName];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(AccountName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterIdNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (cluster[PolarDbInstances.GdnRole] == "Secondary")
            return Rows.GdnRole;
        if (cluster.FindAccount(request.AccountName) is not { Status: not "Deleting" } account)
            return AccountRules.IsName(request.AccountName) ? Rows.AccountNotFound : PolarDbErrors.InvalidAccountName;
        if (account.Is(PolarDbInstances.OwnsObjects))
            return Rows.OwnsObjects;
        return Decision.Delete(cluster, account, "Deleting", context);
    }

    internal sealed record Request(string AccountName);

    internal static class Rows
    {
        public static readonly ApiError GdnRole     = new(400, "GdnRole.NotSupport",     "Specified gdn role is not support.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError OwnsObjects = new(401, "AccountActionForbidden", "Some objects depend on the special account.", By.State, Source: DocumentedElsewhere);

        // What the vendor's Terraform provider takes for already deleted; its status and text are those of the vendor's other products.
        public static readonly ApiError AccountNotFound = new(404, "InvalidAccountName.NotFound", "Specified account name does not exist.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            GdnRole, PolarDbErrors.TaskInProgress, PolarDbErrors.InvalidAccountName, OwnsObjects, PolarDbErrors.ClusterIdNotFound,
            PolarDbErrors.InvalidClusterId, AccountNotFound, PolarDbErrors.ClusterState, PolarDbErrors.ClusterLocked, PolarDbErrors.Denied,
        ];
    }
}
