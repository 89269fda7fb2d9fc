using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Whether a PolarDB cluster collects SQL: it does not. Of a malformed ID the vendor says here that there is no such cluster.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusterauditlogcollector</remarks>
internal sealed class DescribeDBClusterAuditLogCollector()
    : SettingsOperation(PolarDbErrors.UnknownClusterId, PolarDbErrors.ClusterNotFound.ByAnalogy())
{
    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters) => new() { ["CollectorStatus"] = "Disabled" };
}
