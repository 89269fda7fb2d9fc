using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists the groups of a PolarDB cluster's whitelist, and the security groups that may connect.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusteraccesswhitelist</remarks>
internal sealed class DescribeDBClusterAccessWhitelist()
    : SettingsOperation(PolarDbErrors.InvalidClusterId.ByAnalogy(), PolarDbErrors.ClusterNotFound, PolarDbErrors.ClusterReleased)
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [DBClusterId, Parameter.Optional("PfsInstanceId", "The file system instead of a cluster; there is none here.", "pfs-emulated")];

    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters) => new()
    {
        ["Items"] = new Reply { ["DBClusterIPArray"] = PolarDbInstances.Whitelist.GroupsOf(cluster).Select(ReplyOf).ToArray<object>() },
        ["DBClusterSecurityGroups"] = new Reply
        {
            ["DBClusterSecurityGroup"] = SecurityGroups.Split(cluster[PolarDbInstances.SecurityGroupIds])
                .Select(id => new Reply { ["SecurityGroupId"] = id, ["SecurityGroupName"] = "" })
                .ToArray<object>(),
        },
    };

    private static Reply ReplyOf(Part group) => new()
    {
        ["DBClusterIPArrayAttribute"] = group[Whitelist.Attribute],
        ["DBClusterIPArrayName"] = group.Name,
        ["SecurityIps"] = group[Whitelist.Addresses],
    };
}
