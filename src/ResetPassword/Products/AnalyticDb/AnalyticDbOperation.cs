using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>
/// An action of AnalyticDB for PostgreSQL: what all of them declare alike. Unless it says otherwise it is about one instance, and an account of it.
/// </summary>
internal abstract class AnalyticDbOperation<TRequest> : Operation<TRequest>
    where TRequest : notnull
{
    protected const string AllInstances = "acs:gpdb:*:{#accountId}:dbinstance/*";

    protected static readonly Parameter DBInstanceId = Parameter.Required("DBInstanceId", "The instance ID.", "gp-t4nf48vf15713");
    protected static readonly Parameter AccountName = Parameter.Required("AccountName", "The name of the database account.", "testaccount_1");

    /// <param name="accessLevel">RAM's word for what the action does.</param>
    /// <param name="resource">The region is a literal * on the page.</param>
    protected AnalyticDbOperation(string accessLevel, string resource = "acs:gpdb:*:{#accountId}:dbinstance/{#DBInstanceId}")
    {
        Documentation =
            $"https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-{Action.ToLowerInvariant()}";
        Permission = new($"gpdb:{Action}", accessLevel, resource, AnalyticDbErrors.Denied);
    }

    public sealed override string Documentation { get; }

    public sealed override RamPermission Permission { get; }

    public override Scope Scope => Scope.OneInstance;

    protected override IEnumerable<ApiError> RowsFor(ServerComplaint complaint) => complaint switch
    {
        ServerComplaint.Account => [AnalyticDbErrors.AccountNotFound, AnalyticDbErrors.InvalidAccountName],
        ServerComplaint.Dependents => [AnalyticDbErrors.AccountStatus],
        ServerComplaint.Password => [AnalyticDbErrors.InvalidPassword],
        _ => [],
    };

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBInstanceId), parameters.Find(AccountName));

    /// <summary>The instance becomes another one, and is <paramref name="meanwhile"/> for as long as that takes.</summary>
    protected static Decision BecomeOver(Instance next, string meanwhile, CallContext context, InstanceEvent? happened = null)
    {
        var (status, pending) = context.StatusOver(meanwhile, next.Status);
        return Decision.Become(next with { Status = status, Pending = pending }, happened ?? new InstanceEvent.InstanceModified());
    }
}
