using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Takes the public address of an RDS instance away.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-releaseinstancepublicconnection</remarks>
internal sealed class ReleaseInstancePublicConnection() : RdsOperation<ReleaseInstancePublicConnection.Request>("delete")
{
    private static readonly Parameter CurrentConnectionString =
        Parameter.Required("CurrentConnectionString", "The public address.", "test1234.mysql.rds.aliyuncs.com");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, CurrentConnectionString];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(CurrentConnectionString).ToLowerInvariant());

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (RdsErrors.FindRefusalOfBusy(instance) is { } refusal)
            return refusal;
        if (RdsInstances.PublicAddressOf(instance)?.Is(request.Host) != true)
            return Rows.AddressNotFound;

        var (status, pending) = context.StatusOver(ConnectionRules.Changing, instance.Status);
        var next = (instance with { Status = status, Pending = pending })
            .With(RdsInstances.PublicConnectionPrefix, "")
            .With(RdsInstances.PublicPort, RdsInstances.PublicPort.Default);
        return Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Host);

    internal static class Rows
    {
        public static readonly ApiError AddressNotFound = new(400, "Endpoint.NotFound", "Specified endpoint is not found.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            AddressNotFound, RdsErrors.InstanceNotFound.ByAnalogy(), RdsErrors.InstanceBusy.ByAnalogy(), RdsErrors.InstanceLocked.ByAnalogy(), RdsErrors.Denied,
        ];
    }
}
