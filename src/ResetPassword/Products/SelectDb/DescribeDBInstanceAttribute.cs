using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Shows one SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-describedbinstanceattribute</remarks>
internal sealed class DescribeDBInstanceAttribute() : SelectDbOperation<DescribeDBInstanceAttribute.Request>("list")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, RegionId];

    public override IReadOnlyList<ErrorRow> Errors => SelectDbErrors.OfReading;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId));

    protected override Decision Decide(Request request, in Seen seen, CallContext context) =>
        InRegion(seen, request) is { } instance ? new Decision.Answer(InstanceReplies.OfAttribute(instance)) : SelectDbErrors.InstanceNotFound;

    internal sealed record Request(string RegionId) : IRegional;
}
