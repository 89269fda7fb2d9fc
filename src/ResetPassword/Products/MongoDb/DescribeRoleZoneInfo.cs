using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the nodes of a MongoDB instance with their roles and zones.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describerolezoneinfo</remarks>
internal sealed class DescribeRoleZoneInfo : SettingOperation
{
    private static readonly string[] RolesOfShards = ["Primary", "Secondary", "Hidden"];

    protected override Reply ReplyOf(Instance instance, CallContext context)
    {
        var infos = from node in Nodes.Of(instance)
                    from role in node.Kind is NodeKind.Shard or NodeKind.ConfigServer ? RolesOfShards : [node.Role]
                    select ReplyOf(node, role);
        return new() { ["ZoneInfos"] = new Reply { ["ZoneInfo"] = infos.ToArray<object>() } };
    }

    private static Reply ReplyOf(Node node, string role) => new()
    {
        ["InsName"] = node.Kind == NodeKind.Member ? node.Instance.Id : node.Id,
        ["NodeType"] = node.Kind switch
        {
            NodeKind.Mongos => "mongos",
            NodeKind.Shard => "shard",
            NodeKind.ConfigServer => "configServer",
            _ => "normal",
        },
        ["RoleId"] = Nodes.RoleIdOf(node, role),
        ["RoleType"] = role,
        ["ZoneId"] = ZoneOf(node.Instance, role),
    };

    private static string ZoneOf(Instance instance, string role)
    {
        var other = role switch
        {
            "Secondary" => instance[MongoDbInstances.SecondaryZone],
            "Hidden" => instance[MongoDbInstances.HiddenZone],
            _ => "",
        };
        return other == "" ? instance[MongoDbInstances.Zone] : other;
    }
}
