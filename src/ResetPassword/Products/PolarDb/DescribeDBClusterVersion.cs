using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Shows the version of a PolarDB cluster's engine: it is the newest, and there is none to upgrade to.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusterversion</remarks>
internal sealed class DescribeDBClusterVersion()
    : SettingsOperation(PolarDbErrors.MalformedClusterId, PolarDbErrors.ClusterIdNotFound)
{
    private static readonly Parameter DescribeType =
        Parameter.Optional("DescribeType", "Whether upgrades are wanted too; the answer is the same.", "LATEST_VERSION")
            .OneOf(["LATEST_VERSION", "AVAILABLE_VERSION"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [ClusterIdOr(PolarDbErrors.MalformedClusterId), DescribeType];

    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters) => new()
    {
        ["IsLatestVersion"] = "true",
        ["IsProxyLatestVersion"] = "true",
        ["DBVersion"] = cluster.EngineVersion,
        ["DBRevisionVersion"] = "",
        ["DBVersionStatus"] = "Stable",
        ["DBClusterId"] = cluster.Id,
        ["DBMinorVersion"] = MinorVersionOf(cluster),
        ["ProxyRevisionVersion"] = "",
        ["ProxyVersionStatus"] = "Stable",
        ["ProxyLatestVersion"] = "",
        ["DBLatestVersion"] = "",
        ["DBRevisionVersionList"] = Array.Empty<object>(),
        ["ProxyRevisionVersionList"] = Array.Empty<object>(),
        ["DBLatestStableVersion"] = "",
        ["IsLatestStableVersion"] = "true",
    };

    private static string MinorVersionOf(Instance cluster) => cluster[PolarDbInstances.MinorVersion] switch
    {
        "" when (cluster.Engine, cluster.EngineVersion) == (PolarDbInstances.MySql, "8.0") => "8.0.1",
        var version => version,
    };
}
