using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>
/// An action of RDS: what all of them declare alike. Unless it says otherwise it is about one instance, and an account of it where it names one.
/// </summary>
internal abstract class RdsOperation<TRequest> : Operation<TRequest>
    where TRequest : notnull
{
    protected const string AllInstances = "acs:rds:{#regionId}:{#accountId}:dbinstance/*";

    protected static readonly Parameter DBInstanceId = Parameter.Required("DBInstanceId", "The ID of the instance.", "rm-uf6wjk5xxxxxxx");
    protected static readonly Parameter AccountName = Parameter.Required("AccountName", "The name of the account.", "test1");

    /// <param name="accessLevel">RAM's word for what the action does, as its page has it.</param>
    protected RdsOperation(string accessLevel, string resource = "acs:rds:{#regionId}:{#accountId}:dbinstance/{#dbinstanceId}")
    {
        Documentation = $"https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-{Action.ToLowerInvariant()}";
        Permission = new($"rds:{Action}", accessLevel, resource, RdsErrors.Denied, "rds:ResourceTag");
    }

    public sealed override string Documentation { get; }

    public sealed override RamPermission Permission { get; }

    public override Scope Scope => Scope.OneInstance;

    protected override IEnumerable<ApiError> RowsFor(ServerComplaint complaint) => complaint switch
    {
        ServerComplaint.Unreachable => [RdsErrors.ConnectFailed],
        ServerComplaint.Dependents => [DeleteAccount.Rows.OwnsObjects],
        _ =>
        [
            RdsErrors.UpdateFailed, CreateAccount.Rows.AddFailed, DeleteAccount.Rows.DeleteFailed, CreateDatabase.Rows.AddFailed,
            DeleteDatabase.Rows.DeleteFailed,
        ],
    };

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBInstanceId), parameters.Find(AccountName));
}
