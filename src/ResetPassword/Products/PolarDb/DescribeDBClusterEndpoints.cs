using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists what database clients connect to on a PolarDB cluster: those endpoints that a new one has, then those that calls made.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusterendpoints</remarks>
internal sealed class DescribeDBClusterEndpoints()
    : SettingsOperation(PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterNotFound, PolarDbErrors.ClusterIdNotFound.Via(By.State))
{
    private static readonly Parameter DBEndpointId = Parameter.Optional("DBEndpointId", "Only this endpoint.", "pe-running-cluster");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, DBEndpointId,
        Parameter.Optional("DescribeType", "The kind of nodes; there is one here.", "AI"),
        Parameter.Optional("PolarFsInstanceId", "The file system instead of a cluster; there is none here.", "pfs-emulated"),
    ];

    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters)
    {
        var id = parameters.Find(DBEndpointId) ?? "";
        return new()
        {
            ["Items"] = ClusterEndpoint.AllOf(cluster).Where(endpoint => id == "" || endpoint.Id == id).Select(endpoint => ReplyOf(cluster, endpoint))
                .ToArray<object>(),
        };
    }

    private static Reply ReplyOf(Instance cluster, ClusterEndpoint endpoint) => new()
    {
        ["NodeWithRoles"] = string.Join(',', endpoint.NodeIds.Select(id => RoleOf(cluster, id))),
        ["Nodes"] = string.Join(',', endpoint.NodeIds),
        ["ReadWriteMode"] = endpoint.Settings[ClusterEndpoint.ReadWriteMode],
        ["AddressItems"] = new object[]
        {
            new Reply
            {
                ["VSwitchId"] = cluster[PolarDbInstances.VSwitchId],
                ["PrivateZoneConnectionString"] = "",
                ["ConnectionString"] = endpoint.Address.Host,
                ["NetType"] = "Private",
                ["Port"] = endpoint.Address.Port,
                ["VpcInstanceId"] = "",
                ["VPCId"] = cluster[PolarDbInstances.VpcId],
                ["IPAddress"] = "",
                ["DashboardUsed"] = false,
            },
        },
        ["DBEndpointId"] = endpoint.Id,
        ["EndpointConfig"] = endpoint.Settings[ClusterEndpoint.Config],
        ["DBEndpointDescription"] = endpoint.Settings[ClusterEndpoint.Description],
        ["EndpointType"] = endpoint.Type,
        ["AutoAddNewNodes"] = endpoint.Settings[ClusterEndpoint.AutoAddNewNodes],
        ["DBClusterId"] = cluster.Id,
        ["PolarSccTimeoutAction"] = "0",
        ["PolarSccWaitTimeout"] = "100",
        ["SccMode"] = "off",
        ["ServiceName"] = "",
        ["ConnectionString"] = endpoint.Address.Host,
        ["NetType"] = "Private",
        ["Port"] = endpoint.Address.Port,
        ["Protocol"] = "",
        ["VPCId"] = cluster[PolarDbInstances.VpcId],
    };

    private static string RoleOf(Instance cluster, string nodeId)
    {
        var number = PolarDbInstances.NodeIdsOf(cluster).ToList().IndexOf(nodeId);
        return number == 0 ? "Writer" : $"Reader{number}";
    }
}
