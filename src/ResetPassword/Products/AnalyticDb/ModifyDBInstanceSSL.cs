using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Says whether connections to an AnalyticDB for PostgreSQL instance are encrypted; there are none here.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifydbinstancessl</remarks>
internal sealed class ModifyDBInstanceSSL() : AnalyticDbOperation<ModifyDBInstanceSSL.Request>("update")
{
    private const long Off = 0;

    private static readonly Parameter SSLEnabled = Parameter.Required("SSLEnabled", "0: off; 1: on; 2: on, with a new certificate.", "1").Integer(Off, 2);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("ConnectionString", "The endpoint that the certificate is for; it is not kept.", "gp-running-master.gpdb.rds.aliyuncs.com"),
        SSLEnabled,
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
        [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new(parameters.FindInteger(SSLEnabled) != Off);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        var next = instance.With(AnalyticDbInstances.SslEnabled, request.IsEnabled ? "true" : "false");
        return Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(bool IsEnabled);
}
