using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Deletes a database of a PolarDB cluster, and what accounts may do on it.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-deletedatabase</remarks>
internal sealed class DeleteDatabase() : PolarDbOperation<DeleteDatabase.Request>("delete")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The name of the database.", "testdb");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, DBName];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBName));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.DBName).Must(AccountRules.IsDatabaseName).OrError(PolarDbErrors.InvalidDatabase);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (!cluster.Databases.TryGetValue(request.DBName, out var database) || database.Status == "Deleting")
            return PolarDbErrors.DatabaseNotFound;
        return Decision.Delete(cluster, database, "Deleting", context);
    }

    internal sealed record Request(string DBName);

    internal static class Rows
    {
        // What the vendor's Terraform provider takes for already deleted; its status and text are those of RDS.

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            PolarDbErrors.InvalidDatabase, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterReleased,
            PolarDbErrors.DatabaseNotFound, PolarDbErrors.ClusterState.ByAnalogy(), PolarDbErrors.ClusterLocked.ByAnalogy(),
            PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
