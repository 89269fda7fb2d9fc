using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists the whitelist templates that a PolarDB cluster uses: none.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describeglobalsecurityipgrouprelation</remarks>
internal sealed class DescribeGlobalSecurityIPGroupRelation()
    : SettingsOperation(PolarDbErrors.InvalidClusterId.ByAnalogy(), PolarDbErrors.ClusterNotFound.ByAnalogy(), others: PolarDbErrors.InvalidRegion.ByAnalogy())
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        PolarDbTags.RegionId, DBClusterId,
        Parameter.Optional("ResourceGroupId", "The resource group; any finds the cluster.", "rg-emulated"),
    ];

    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters) =>
        new() { ["DBClusterId"] = cluster.Id, ["GlobalSecurityIPGroupRel"] = Array.Empty<object>() };
}
