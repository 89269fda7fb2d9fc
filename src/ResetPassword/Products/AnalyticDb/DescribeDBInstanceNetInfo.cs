using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Shows where database clients connect to: the endpoint of an AnalyticDB for PostgreSQL instance, and its public ones.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbinstancenetinfo
/// </remarks>
internal sealed class DescribeDBInstanceNetInfo() : AnalyticDbOperation<DescribeDBInstanceNetInfo.Request>("get")
{
    private static readonly Parameter ConnectionString =
        Parameter.Optional("ConnectionString", "Only this endpoint; all where it is left out.", "gp-running-master.gpdb.rds.aliyuncs.com");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, ConnectionString];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(ConnectionString) ?? "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        var endpoints = instance.PartsOf(AnalyticDbInstances.PublicConnections)
            .Select(connection => (Address: AnalyticDbInstances.AddressOf(instance, connection), Reply: PublicReplyOf(instance, connection)))
            .Prepend((Address: AnalyticDbInstances.AddressOf(instance), Reply: ReplyOf(instance)))
            .Where(endpoint => request.ConnectionString == "" || request.ConnectionString == endpoint.Address.Host);
        return new Decision.Answer(new()
        {
            ["DBInstanceNetInfos"] = new Reply { ["DBInstanceNetInfo"] = endpoints.Select(endpoint => endpoint.Reply).ToArray<object>() },
            ["InstanceNetworkType"] = instance[AnalyticDbInstances.NetworkType],
        });
    }

    private static Reply ReplyOf(Instance instance) => new()
    {
        ["AddressType"] = "Primary",
        ["ConnectionString"] = AnalyticDbInstances.AddressOf(instance).Host,
        ["IPAddress"] = "",
        ["IPType"] = instance[AnalyticDbInstances.NetworkType] == "Classic" ? "Inner" : "Private",
        ["Port"] = AnalyticDbInstances.AddressOf(instance).Port,
        ["VPCId"] = instance[AnalyticDbInstances.VpcId],
        ["VSwitchId"] = instance[AnalyticDbInstances.VSwitchId],
        ["VpcInstanceId"] = "",
    };

    private static Reply PublicReplyOf(Instance instance, Part connection) => new()
    {
        ["AddressType"] = connection[AnalyticDbInstances.AddressType],
        ["ConnectionString"] = AnalyticDbInstances.AddressOf(instance, connection).Host,
        ["IPAddress"] = "",
        ["IPType"] = "Public",
        ["Port"] = AnalyticDbInstances.AddressOf(instance, connection).Port,
        ["VPCId"] = "",
        ["VSwitchId"] = "",
        ["VpcInstanceId"] = "",
    };

    internal sealed record Request(string ConnectionString);
}
