using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Deletes a database of an RDS instance, and what accounts may do on it.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-deletedatabase</remarks>
internal sealed class DeleteDatabase() : RdsOperation<DeleteDatabase.Request>("delete")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The name of the database.", "testdb01");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, DBName];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBName));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.DBName).Must(name => !DatabaseRules.IsKeyword(name)).OrError(CreateDatabase.Rows.ReservedName);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if ((RdsErrors.FindRefusal(instance) ?? FindKindRefusal(instance) ?? RdsErrors.FindRoleRefusal(instance)) is { } refusal)
            return refusal;
        if (!instance.Databases.TryGetValue(request.DBName, out var database))
            return Rows.DatabaseNotFound;
        if (database.Status != RdsInstances.Model.DatabaseStatuses[0])
            return Rows.DatabaseState;
        if (RdsErrors.FindEngineRefusal(instance, Rows.DeleteFailed) is { } engineRefusal)
            return engineRefusal;
        return Decision.Delete(instance, database, "Deleting", context);
    }

    private static ApiError? FindKindRefusal(Instance instance) => RdsErrors.FindKindRefusal(instance, ResetAccountPassword.Rows.InstanceType);

    internal sealed record Request(string DBName);

    internal static class Rows
    {
        public static readonly ApiError DeleteFailed     = new(400, "Database.DelError",       "Failed to delete the database. Check the specified parameters and the instance state.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError DatabaseState    = new(403, "IncorrectDBState",        "The current DB state does not support this operation.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError DatabaseNotFound = new(404, "InvalidDBName.NotFound",  "Specified one or more DB name does not exist or DB status does not support.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.ConnectFailed, CreateDatabase.Rows.ReservedName, DeleteFailed, ResetAccountPassword.Rows.InstanceType.Elsewhere(),
            RdsErrors.InstanceState, RdsErrors.CharacterType, DatabaseState, RdsErrors.InstanceNotFound, RdsErrors.InstanceLocked, DatabaseNotFound,
            RdsErrors.GdnRole.ByAnalogy(), RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
