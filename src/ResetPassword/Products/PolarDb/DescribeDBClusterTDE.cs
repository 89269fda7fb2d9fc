using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Whether a PolarDB cluster encrypts its data: there are none.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclustertde</remarks>
internal sealed class DescribeDBClusterTDE()
    : SettingsOperation(PolarDbErrors.InvalidClusterId, PolarDbErrors.ClusterNotFound, PolarDbErrors.ClusterIdNotFound.Via(By.State))
{
    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters) => new()
    {
        ["TDEStatus"] = "Disabled",
        ["DBClusterId"] = cluster.Id,
        ["EncryptionKey"] = "",
        // Not OFF: to Terraform, that is a setting which its user did not ask for.
        ["EncryptNewTables"] = "",
        ["TDERegion"] = "",
        ["AutomaticRotation"] = "",
        ["EncryptionKeyStatus"] = "",
        ["RotationInterval"] = "",
    };
}
