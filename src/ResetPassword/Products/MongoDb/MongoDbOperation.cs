using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>
/// An action of ApsaraDB for MongoDB: what all of them declare alike. Unless it says otherwise it is about one instance, and an account of it.
/// </summary>
internal abstract class MongoDbOperation<TRequest> : Operation<TRequest>
    where TRequest : notnull
{
    protected const string AllInstances = "acs:dds:{#regionId}:{#accountId}:dbinstance/*";

    protected static readonly Parameter DBInstanceId = Parameter.Required("DBInstanceId", "The instance ID.", "dds-bpxxxxxxxx");
    protected static readonly Parameter AccountName = Parameter.Required("AccountName", "The name of the account.", "root");

    /// <param name="accessLevel">RAM's word for what the action does, as its page has it.</param>
    protected MongoDbOperation(string accessLevel, string resource = "acs:dds:{#regionId}:{#accountId}:dbinstance/{#dbinstanceId}")
    {
        Documentation = $"https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-{Action.ToLowerInvariant()}";
        Permission = new($"dds:{Action}", accessLevel, resource, MongoDbErrors.Denied);
    }

    public sealed override string Documentation { get; }

    public sealed override RamPermission Permission { get; }

    public override Scope Scope => Scope.OneInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBInstanceId), parameters.Find(AccountName));
}
