using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the addresses of a replica set's members.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describereplicasetrole</remarks>
internal sealed class DescribeReplicaSetRole() : MongoDbOperation<DescribeReplicaSetRole.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbInstances.IsSharded(instance))
            return MongoDbErrors.WrongKind;

        var addresses = from node in Nodes.MembersOf(instance)
                        from found in node.Addresses
                        select ReplyOf(node, found.Address, found.NetworkType);
        return new Decision.Answer(new()
        {
            ["ConnectionStringSuffix"] = Nodes.SuffixOf(instance),
            ["DBInstanceId"] = instance.Id,
            ["ReplicaSets"] = new Reply { ["ReplicaSet"] = addresses.ToArray<object>() },
        });
    }

    private static Reply ReplyOf(Node node, Address address, string networkType) => new()
    {
        ["ConnectionDomain"] = address.Host,
        ["ConnectionPort"] = address.Port,
        ["ConnectionType"] = "Normal",
        ["ExpiredTime"] = "",
        ["NetworkType"] = networkType,
        ["ReplicaSetRole"] = node.Role,
        ["RoleId"] = Nodes.RoleIdOf(node, node.Role),
    };

    internal sealed record Request;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
            [MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.WrongKind.ByAnalogy(), MongoDbErrors.Denied];
    }
}
