using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Gives an address of an RDS instance, the internal or the public one, another prefix or port.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifydbinstanceconnectionstring</remarks>
internal sealed class ModifyDBInstanceConnectionString() : RdsOperation<ModifyDBInstanceConnectionString.Request>("update")
{
    private static readonly Parameter CurrentConnectionString =
        Parameter.Required("CurrentConnectionString", "The address as it is.", "rm-running.mysql.rds.aliyuncs.com");
    private static readonly Parameter ConnectionStringPrefix =
        Parameter.Required("ConnectionStringPrefix", "What the address begins with: 8 to 64 letters, digits and hyphens.", "rm-changed");
    private static readonly Parameter Port = Parameter.Required("Port", "The port.", "3307").Integer(1000, 65_534, Rows.InvalidPort);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, CurrentConnectionString, ConnectionStringPrefix, Port, ConnectionRules.BabelfishPort, ConnectionRules.PgBouncerPort,
        ConnectionRules.GeneralGroupName,
        Parameter.Optional("RetainVip", "Whether the address keeps its IP address; it is not asked here.", "true").Boolean(),
        Parameter.Optional("TargetDBInstanceId", "The instance that the address moves to: here it stays.", "").OneOf([""], Rows.InvalidTarget),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(CurrentConnectionString).ToLowerInvariant(), parameters.Get(ConnectionStringPrefix).ToLowerInvariant(), parameters.Get(Port),
            parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Prefix).Must(ConnectionRules.IsPrefix).OrError(Rows.InvalidPrefix);
        rules.RuleFor(r => r.Prefix).Must(prefix => prefix.Length is >= 8 and <= 64).OrError(Rows.InvalidPrefix);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return Rows.InstanceState;
        if (instance.LockMode != RdsInstances.Model.Unlocked)
            return RdsErrors.InstanceLocked;

        var isPrivate = RdsInstances.AddressOf(instance).Is(request.Host);
        var isPublic = !isPrivate && RdsInstances.PublicAddressOf(instance)?.Is(request.Host) == true;
        if (!isPublic && !isPrivate)
            return Rows.AddressNotFound;

        var (status, pending) = context.StatusOver(ConnectionRules.Changing, instance.Status);
        var next = (instance with { Status = status, Pending = pending })
            .With(isPublic ? RdsInstances.PublicConnectionPrefix : RdsInstances.ConnectionPrefix, request.Prefix)
            .With(isPublic ? RdsInstances.PublicPort : RdsInstances.Port, request.Port)
            .WithPorts(request.Parameters);
        if (RdsInstances.PublicAddressOf(next)?.OwnHost == RdsInstances.AddressOf(next).OwnHost)
            return RdsErrors.TakenPrefix;
        return Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Host, string Prefix, string Port, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidPrefix   = new(400, "InvalidConnectionString.Malformed", "The specified parameter ConnectionStringPrefix is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceState   = new(400, "OperationDenied.DBInstanceStatus",  "The operation is not permitted due to status of instance.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError AddressNotFound = new(400, "InvalidConnectionString.NotFound",  "The specified connection string or network type is not found.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidPort     = new(400, "InvalidPort.Format",                "Specified Port is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidTarget   = new(400, "InvalidTargetDBInstanceId.Malformed", "The specified parameter TargetDBInstanceId is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidPrefix, InstanceState, AddressNotFound, InvalidPort, RdsErrors.TakenPrefix, InvalidTarget, RdsErrors.InstanceNotFound.ByAnalogy(),
            RdsErrors.InstanceLocked.ByAnalogy(), RdsErrors.Denied,
        ];
    }
}
