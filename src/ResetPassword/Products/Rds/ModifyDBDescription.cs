using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Gives a database of an RDS instance another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifydbdescription</remarks>
internal sealed class ModifyDBDescription() : RdsOperation<ModifyDBDescription.Request>("update")
{
    private static readonly Parameter DBName = Parameter.Required("DBName", "The name of the database.", "testdb01");
    private static readonly Parameter DBDescription = Parameter.Required("DBDescription", "The description, as CreateDatabase takes it.", "testdb01")
        .Like(AccountRules.IsDescription, RdsErrors.InvalidDescription);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, DBName, DBDescription];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(DBName), parameters.Get(DBDescription));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return RdsErrors.InstanceState;
        if (instance.LockMode != RdsInstances.Model.Unlocked)
            return RdsErrors.LockNotSupported;
        if (instance[RdsInstances.Kind] is "ReadOnly" or "Guard")
            return RdsErrors.InstanceType;
        if (!instance.Databases.TryGetValue(request.DBName, out var database))
            return Rows.DatabaseNotFound;
        if (RdsErrors.FindEngineRefusal(instance, Rows.UpdateFailed) is { } engineRefusal)
            return engineRefusal;
        return Decision.Become(instance.With(database with { Description = request.DBDescription }), new InstanceEvent.DatabaseModified(database.Name));
    }

    internal sealed record Request(string DBName, string DBDescription);

    internal static class Rows
    {
        public static readonly ApiError DatabaseNotFound   = new(400, "InvalidDBName.NotFound", "Specified DB name does not exist.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError UpdateFailed       = new(400, "Database.UpdateError",   "Update Db failed, please check input value and instance status.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            RdsErrors.ConnectFailed, RdsErrors.LockNotSupported, RdsErrors.InvalidDescription, DatabaseNotFound, UpdateFailed,
            RdsErrors.InstanceType, RdsErrors.InstanceState, RdsErrors.InstanceNotFound, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
