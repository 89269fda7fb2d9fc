using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Gives a database of a PolarDB cluster another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifydbdescription</remarks>
internal sealed class ModifyDBDescription() : PolarDbOperation<ModifyDBDescription.Request>("update")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The name of the database.", "testdb");
    private static readonly Parameter DBDescription = Parameter.Required("DBDescription", "The description: 2 to 256 characters, no URL.", "DBDesc")
        .Like(AccountRules.IsDescription, PolarDbErrors.InvalidDatabaseDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBClusterId, DBName, DBDescription];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        PolarDbErrors.InvalidDatabaseDescription, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterReleased,
        PolarDbErrors.InvalidDatabase.ByAnalogy(), PolarDbErrors.DatabaseNotFound, PolarDbErrors.ClusterState.ByAnalogy(),
        PolarDbErrors.ClusterLocked.ByAnalogy(), PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBName), parameters.Get(DBDescription));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.DBName).Must(AccountRules.IsDatabaseName).OrError(PolarDbErrors.InvalidDatabase);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        if (!cluster.Databases.TryGetValue(request.DBName, out var database))
            return PolarDbErrors.DatabaseNotFound;
        return Decision.Become(cluster.With(database with { Description = request.DBDescription }), new InstanceEvent.DatabaseModified(database.Name));
    }

    internal sealed record Request(string DBName, string DBDescription);
}
