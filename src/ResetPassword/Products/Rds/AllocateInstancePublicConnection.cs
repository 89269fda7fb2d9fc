using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Gives an RDS instance a public address.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-allocateinstancepublicconnection</remarks>
internal sealed class AllocateInstancePublicConnection() : RdsOperation<AllocateInstancePublicConnection.Request>("update")
{
    private static readonly Parameter ConnectionStringPrefix =
        Parameter.Required("ConnectionStringPrefix", "What the address begins with: 5 to 40 letters, digits and hyphens.", "test1234");
    private static readonly Parameter Port = Parameter.Required("Port", "The port, 1000 to 5999.", "3306")
        .Integer(1000, 5999, RdsErrors.InvalidPort);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, ConnectionStringPrefix, Port, ConnectionRules.BabelfishPort, ConnectionRules.PgBouncerPort, ConnectionRules.GeneralGroupName,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(ConnectionStringPrefix).ToLowerInvariant(), parameters.Get(Port), parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Prefix).Must(ConnectionRules.IsPrefix).OrError(Rows.IllegalCharacter);
        rules.RuleFor(r => r.Prefix).Must(prefix => prefix.Length is >= 5 and <= 40).OrError(Rows.InvalidPrefix);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return Rows.InstanceState;
        if (instance.LockMode != RdsInstances.Model.Unlocked)
            return RdsErrors.InstanceLocked;
        if (RdsInstances.PublicAddressOf(instance) is not null)
            return Rows.OtherAddress;

        var (status, pending) = context.StatusOver(ConnectionRules.Changing, instance.Status);
        var next = (instance with { Status = status, Pending = pending })
            .With(RdsInstances.PublicConnectionPrefix, request.Prefix)
            .With(RdsInstances.PublicPort, request.Port)
            .WithPorts(request.Parameters);
        if (RdsInstances.PublicAddressOf(next) is not { } address || address.OwnHost == RdsInstances.AddressOf(next).OwnHost)
            return RdsErrors.TakenPrefix;
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new()
        {
            ["ConnectionString"] = address.Host,
            ["DbInstanceName"] = instance.Id,
        });
    }

    internal sealed record Request(string Prefix, string Port, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError OtherAddress     = new(400, "OtherEndpoint.Exist",             "Other endpoint exist.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InstanceState    = new(400, "IncorrectDBInstanceState",        "The current instance state does not support this operation.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError IllegalCharacter = new(400, "ConnectionStringContainIllegalCharacterFault", "The connection string contain Illegal character.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidPrefix    = new(400, "InvalidConnectionString.Format",  "Specified connection string is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            OtherAddress, InstanceState, IllegalCharacter, InvalidPrefix, RdsErrors.InvalidPort, RdsErrors.TakenPrefix,
            RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.InstanceLocked.ByAnalogy(), RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
