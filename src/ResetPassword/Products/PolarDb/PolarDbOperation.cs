using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// An action of PolarDB: what all of them declare alike. Unless it says otherwise it is about one cluster, and an account of it where it names one.
/// </summary>
internal abstract class PolarDbOperation<TRequest> : Operation<TRequest>
    where TRequest : notnull
{
    protected const string AllClusters = "acs:polardb:{#regionId}:{#accountId}:dbcluster/*";

    protected static readonly Parameter DBClusterId = ClusterIdOr(PolarDbErrors.InvalidClusterId);
    protected static readonly Parameter AccountName = Parameter.Required("AccountName", "The name of the account.", "testacc");

    /// <param name="accessLevel">RAM's word for what the action does, as its page has it.</param>
    protected PolarDbOperation(string accessLevel, string resource = "acs:polardb:{#regionId}:{#accountId}:dbcluster/{#dbclusterId}")
    {
        Documentation = $"https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-{Action.ToLowerInvariant()}";
        Permission = new($"polardb:{Action}", accessLevel, resource, PolarDbErrors.Denied);
    }

    public sealed override string Documentation { get; }

    public sealed override RamPermission Permission { get; }

    public override Scope Scope => Scope.OneInstance;

    protected override IEnumerable<ApiError> RowsFor(ServerComplaint complaint) => complaint switch
    {
        ServerComplaint.Account => [PolarDbErrors.InvalidAccountName],
        ServerComplaint.Dependents => [DeleteAccount.Rows.OwnsObjects],
        ServerComplaint.Password => [PolarDbErrors.InvalidPassword],
        _ => [],
    };

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBClusterId), parameters.Find(AccountName));

    /// <summary>The parameter that names the cluster.</summary>
    /// <param name="malformed">The row of an ID that is none: the vendor has several.</param>
    protected static Parameter ClusterIdOr(ApiError malformed) =>
        Parameter.Required("DBClusterId", "The ID of the cluster.", "pc-**************").Like(IsClusterId, malformed);

    /// <summary>The loaded cluster, unless it is released.</summary>
    protected static Instance? Unreleased(in Seen seen) => seen.Instance?.Status == PolarDbInstances.Released ? null : seen.Instance;

    /// <summary>Whether a text may be the id of a cluster: <c>pc-</c>, then letters, digits and hyphens.</summary>
    protected static bool IsClusterId(string id) =>
        id.StartsWith(PolarDbInstances.Model.IdPrefix, StringComparison.Ordinal) && id.Length > PolarDbInstances.Model.IdPrefix.Length
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
