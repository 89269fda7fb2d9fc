using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Shows one database of an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedatabase</remarks>
internal sealed class DescribeDatabase() : AnalyticDbOperation<DescribeDatabase.Request>("get", resource: "*")
{
    private static readonly Parameter DatabaseName = Parameter.Required("DatabaseName", "The name of the database.", "test01");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, DatabaseName];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.DatabaseNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DatabaseName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (!instance.Databases.TryGetValue(request.Name, out var database))
            return AnalyticDbErrors.DatabaseNotFound;
        return new Decision.Answer(new()
        {
            ["AccessPrivilege"] = PrivilegeOf(database[AnalyticDbInstances.Owner]),
            ["CharacterSetName"] = database.CharacterSet,
            ["Collate"] = database[AnalyticDbInstances.Collate],
            ["ConnLimit"] = "-1",
            ["Ctype"] = database[AnalyticDbInstances.Ctype],
            ["DBInstanceId"] = instance.Id,
            ["DatabaseName"] = database.Name,
            ["Description"] = database.Description,
            ["Owner"] = database[AnalyticDbInstances.Owner],
            ["Size"] = "",
            ["TableSpace"] = "pg_default",
        });
    }

    // As PostgreSQL writes it: everybody may connect, the owner may everything.
    private static string PrivilegeOf(string owner) => $"=Tc/{owner}\n{owner}=CTc/{owner}";

    internal sealed record Request(string Name);
}
