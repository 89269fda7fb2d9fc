using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Shows one AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbinstanceattribute
/// </remarks>
internal sealed class DescribeDBInstanceAttribute() : AnalyticDbOperation<DescribeDBInstanceAttribute.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"),
        DBInstanceId,
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        return new Decision.Answer(new() { ["Items"] = new Reply { ["DBInstanceAttribute"] = (object[])[InstanceReplies.OfAttribute(instance)] } });
    }

    internal sealed record Request;
}
