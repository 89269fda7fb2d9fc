using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Shows the configuration of a cluster of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-describedbclusterconfig</remarks>
internal sealed class DescribeDBClusterConfig() : ConfigOperation<DescribeDBClusterConfig.Request>("get")
{
    private static readonly Parameter ConfigKey = ConfigKeyOf(Parameter.Required);

    public override IReadOnlyList<Parameter> Parameters { get; } = [ConfigKey, DBClusterId, DBInstanceId, OptionalRegionId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Find(OptionalRegionId) ?? "", parameters.Get(DBClusterId), parameters.Get(ConfigKey));

    protected override Decision Decide(Request request, Instance instance, string file, CallContext context) => new Decision.Answer(new()
    {
        ["Data"] = new Reply
        {
            ["DbClusterId"] = request.DBClusterId,
            ["DbInstanceId"] = "0",
            ["DbInstanceName"] = instance.Id,
            ["Params"] = ClusterConfigs.Of(instance, request.DBClusterId, file).Select(known => ReplyOf(known.Parameter, known.Value)).ToArray<object>(),
            ["TaskId"] = 0,
        },
    });

    private static Reply ReplyOf(ConfigParameter parameter, string value) => new()
    {
        ["Comment"] = parameter.Comment,
        ["DefaultValue"] = parameter.Default,
        ["IsDynamic"] = parameter.IsDynamic ? 1 : 0,
        ["IsUserModifiable"] = 1,
        ["Name"] = parameter.Name,
        ["Optional"] = parameter.Range,
        ["ParamCategory"] = "",
        ["Value"] = value,
    };

    internal sealed record Request(string RegionId, string DBClusterId, string? ConfigKey) : IOfConfig;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [.. SelectDbErrors.OfReading, SelectDbErrors.ClusterNotFound, SelectDbErrors.InvalidConfigKey];
    }
}
