using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.PolarDb;

/// <summary>Lists parameters of a PolarDB cluster's engine: those that CreateDBCluster can set, and the character set.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-describedbclusterparameters</remarks>
internal sealed class DescribeDBClusterParameters()
    : SettingsOperation(PolarDbErrors.MalformedClusterId, PolarDbErrors.ClusterReleased.Via(By.Parameter))
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ClusterIdOr(PolarDbErrors.MalformedClusterId),
        Parameter.Optional("DescribeType", "Normal, or a comparison with RDS, of which there is none here.", "Normal"),
    ];

    protected override Reply ReplyOf(Instance cluster, RpcParameters parameters)
    {
        var all = ClusterParameters.Of(cluster);
        return new()
        {
            ["RunningParameters"] = new Reply { ["Parameter"] = all.Select(ReplyOf).ToArray<object>() },
            ["DBVersion"] = cluster.EngineVersion,
            ["DBType"] = cluster.Engine,
            ["Engine"] = "POLARDB",
            ["DBClusterId"] = cluster.Id,
            ["ParameterNumbers"] = all.Count.ToString(CultureInfo.InvariantCulture),
            ["Parameters"] = new Reply { ["Parameters"] = Array.Empty<object>() },
        };
    }

    private static Reply ReplyOf(EngineParameter parameter) => new()
    {
        ["CheckingCode"] = parameter.Values,
        ["DataType"] = parameter.DataType,
        ["ParameterName"] = parameter.Name,
        ["ParameterValue"] = parameter.Value,
        ["ForceRestart"] = parameter.NeedsRestart,
        ["ParameterDescription"] = parameter.Description,
        ["ParameterStatus"] = "Normal",
        ["DefaultParameterValue"] = parameter.Default,
        ["IsModifiable"] = true,
        ["IsNodeAvailable"] = "0",
        ["ParamRelyRule"] = "",
        ["Factor"] = "",
    };
}
