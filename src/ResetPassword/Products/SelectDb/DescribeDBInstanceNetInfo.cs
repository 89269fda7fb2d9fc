using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Shows the addresses of one SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-describedbinstancenetinfo</remarks>
internal sealed class DescribeDBInstanceNetInfo() : SelectDbOperation<DescribeDBInstanceNetInfo.Request>("none")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, RegionId];

    public override IReadOnlyList<ErrorRow> Errors => SelectDbErrors.OfReading;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId));

    protected override Decision Decide(Request request, in Seen seen, CallContext context) =>
        InRegion(seen, request) is { } instance ? new Decision.Answer(InstanceReplies.OfNet(instance)) : SelectDbErrors.InstanceNotFound;

    internal sealed record Request(string RegionId) : IRegional;
}
