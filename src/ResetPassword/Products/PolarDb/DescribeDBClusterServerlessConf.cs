using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>
/// Shows between what a serverless PolarDB cluster scales. Terraform asks this of every cluster: one that is not serverless scales between
/// 0 and 0.
/// </summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusterserverlessconf</remarks>
internal sealed class DescribeDBClusterServerlessConf()
    : SettingsOperation(PolarDbErrors.MalformedClusterId, PolarDbErrors.ClusterNotFound)
{
    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters) => new()
    {
        ["ScaleMin"] = cluster[PolarDbInstances.ScaleMin],
        ["ScaleMax"] = cluster[PolarDbInstances.ScaleMax],
        ["ScaleRoNumMin"] = cluster[PolarDbInstances.ScaleRoNumMin],
        ["ScaleRoNumMax"] = cluster[PolarDbInstances.ScaleRoNumMax],
        ["AllowShutDown"] = cluster[PolarDbInstances.AllowShutDown],
        ["SecondsUntilAutoPause"] = cluster[PolarDbInstances.SecondsUntilAutoPause],
        ["DBClusterId"] = cluster.Id,
        ["ScaleApRoNumMin"] = cluster[PolarDbInstances.ScaleApRoNumMin],
        ["ScaleApRoNumMax"] = cluster[PolarDbInstances.ScaleApRoNumMax],
        ["Switchs"] = "0",
        ["AgileScaleMax"] = "",
        ["ServerlessRuleCpuEnlargeThreshold"] = cluster[PolarDbInstances.CpuEnlargeThreshold],
        ["ServerlessRuleCpuShrinkThreshold"] = cluster[PolarDbInstances.CpuShrinkThreshold],
        ["ServerlessRuleMode"] = cluster[PolarDbInstances.ServerlessRuleMode],
        ["TraditionalScaleMaxThreshold"] = "",
    };
}
