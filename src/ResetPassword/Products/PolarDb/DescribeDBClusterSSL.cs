using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Whether clients of a PolarDB cluster can connect by SSL: it is on at no endpoint, and there are no certificates to list.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusterssl</remarks>
internal sealed class DescribeDBClusterSSL()
    : SettingsOperation(PolarDbErrors.MalformedClusterId, PolarDbErrors.ClusterNotFound)
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ClusterIdOr(PolarDbErrors.MalformedClusterId),
        Parameter.Optional("PfsInstanceId", "The file system instead of a cluster; there is none here.", "pfs-emulated"),
    ];

    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters) => new()
    {
        ["SSLAutoRotate"] = "",
        ["Items"] = Array.Empty<object>(),
    };
}
