using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Shows whether connections to an AnalyticDB for PostgreSQL instance are encrypted.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbinstancessl</remarks>
internal sealed class DescribeDBInstanceSSL() : AnalyticDbOperation<DescribeDBInstanceSSL.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        var isEnabled = instance.Is(AnalyticDbInstances.SslEnabled);
        return new Decision.Answer(new()
        {
            ["CertCommonName"] = isEnabled ? AnalyticDbInstances.AddressOf(instance).Host : "",
            ["DBInstanceId"] = instance.Id,
            ["DBInstanceName"] = instance.Id,
            ["SSLEnabled"] = isEnabled,
            ["SSLExpiredTime"] = isEnabled ? VendorTime.Write(instance.CreatedAt.AddYears(1)) : "",
        });
    }

    internal sealed record Request;
}
