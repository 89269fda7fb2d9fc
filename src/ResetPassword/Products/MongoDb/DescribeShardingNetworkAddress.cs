using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the addresses of a sharded cluster's nodes, or those of one node.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describeshardingnetworkaddress</remarks>
internal sealed class DescribeShardingNetworkAddress() : MongoDbOperation<DescribeShardingNetworkAddress.Request>("get")
{
    private static readonly Parameter NodeId = Parameter.Optional("NodeId", "Only this node.", "s-dds-sharded-1");
    private static readonly Parameter NetworkType = Parameter.Optional("NetworkType", "Only this kind of network.", "VPC").OneOf(["VPC", "Classic", "Public"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, NodeId, NetworkType];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(NodeId) ?? "", parameters.Find(NetworkType));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (!MongoDbInstances.IsSharded(instance))
            return MongoDbErrors.WrongKind;
        if (request.NodeId != "" && Nodes.Find(instance, request.NodeId) is null)
            return MongoDbErrors.NodeNotFound;

        var addresses = from node in Nodes.Of(instance)
                        where request.NodeId == "" || request.NodeId == node.Id
                        from found in node.Addresses
                        where request.NetworkType is null || request.NetworkType == found.NetworkType
                        select ReplyOf(node, found.Address, found.NetworkType);
        return new Decision.Answer(new()
        {
            // Addresses that several nodes share: none has any here.
            ["CompatibleConnections"] = new Reply { ["CompatibleConnection"] = Array.Empty<object>() },
            ["ConnectionStringSuffix"] = Nodes.SuffixOf(instance),
            ["NetworkAddresses"] = new Reply { ["NetworkAddress"] = addresses.ToArray<object>() },
        });
    }

    private static Reply ReplyOf(Node node, Address address, string networkType) => new()
    {
        ["ConnectionType"] = "Normal",
        ["ExpiredTime"] = "",
        ["IPAddress"] = "",
        ["NetworkAddress"] = address.Host,
        ["NetworkType"] = networkType,
        ["NodeId"] = node.Id,
        ["NodeType"] = node.Kind switch
        {
            NodeKind.Mongos => "mongos",
            NodeKind.ConfigServer => "cs",
            _ => "db",
        },
        ["Port"] = address.Port,
        ["Role"] = node.Role,
        ["TxtRecord"] = "",
        ["VPCId"] = networkType == "Public" ? "" : node.Instance[MongoDbInstances.VpcId],
        ["VswitchId"] = networkType == "Public" ? "" : node.Instance[MongoDbInstances.VSwitchId],
    };

    internal sealed record Request(string NodeId, string? NetworkType);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.WrongKind.ByAnalogy(), MongoDbErrors.NodeNotFound, MongoDbErrors.Denied,
        ];
    }
}
