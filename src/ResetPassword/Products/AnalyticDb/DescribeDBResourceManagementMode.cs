using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Shows how an AnalyticDB for PostgreSQL instance manages the resources of queries.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbresourcemanagementmode
/// </remarks>
internal sealed class DescribeDBResourceManagementMode() : AnalyticDbOperation<DescribeDBResourceManagementMode.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        return new Decision.Answer(new() { ["ResourceManagementMode"] = instance[AnalyticDbInstances.ResourceManagementMode] });
    }

    internal sealed record Request;
}
