using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Deletes a database of an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-deletedatabase</remarks>
internal sealed class DeleteDatabase() : AnalyticDbOperation<DeleteDatabase.Request>("delete", resource: "*")
{
    private static readonly Parameter DatabaseName = Parameter.Required("DatabaseName", "The name of the database.", "test01");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, DatabaseName];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.DatabaseNotFound,
        AnalyticDbErrors.DatabaseState, AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DatabaseName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (!instance.Databases.TryGetValue(request.Name, out var database))
            return AnalyticDbErrors.DatabaseNotFound;
        if (database.Status != AnalyticDbInstances.Model.DatabaseStatuses[0])
            return AnalyticDbErrors.DatabaseState;
        return Decision.Delete(instance, database, "Deleting", context);
    }

    internal sealed record Request(string Name);
}
