using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Changes the configuration of a cluster of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-modifydbclusterconfig</remarks>
internal sealed class ModifyDBClusterConfig() : ConfigOperation<ModifyDBClusterConfig.Request>("update")
{
    private static readonly Parameter Values =
        Parameter.Required("Parameters", "Parameters with their values, in JSON: at most 100.", """{"es_http_timeout_ms":"6000"}""")
            .Like(text => ConfigValues.Find(text) is not null, Rows.InvalidValues);
    private static readonly Parameter ConfigKey = ConfigKeyOf(Parameter.Required);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Values, ConfigKey, DBClusterId, DBInstanceId, OptionalRegionId,
        Parameter.Optional("SwitchTimeMode", "1: in the maintenance window; here it begins at once all the same.", "1").OneOf(["0", "1"]),
        Parameter.Optional("ParallelOperation", "Whether the nodes are changed together; there are none here.", "false").Boolean(),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Find(OptionalRegionId) ?? "", parameters.Get(DBClusterId), parameters.Get(ConfigKey), ConfigValues.Find(parameters.Get(Values)) ?? []);

    protected override ApiError? FindRefusal(Instance instance) => SelectDbErrors.FindRefusal(instance);

    protected override Decision Decide(Request request, Instance instance, string file, CallContext context)
    {
        if (Clusters.Find(instance, request.DBClusterId) is { } cluster && !Clusters.IsRunning(cluster))
            return SelectDbErrors.ClusterState;
        if (ClusterConfigs.Change(instance, request.DBClusterId, file, request.Values, context.Now) is not { } next)
            return Rows.InvalidValues;
        var reply = new Reply
        {
            ["DbClusterId"] = request.DBClusterId,
            ["DbInstanceId"] = "0",
            ["DbInstanceName"] = instance.Id,
            ["TaskId"] = (int)(Orders.IdOf(context.RequestId) % int.MaxValue),
        };
        return new Decision.Change(
            next.Busy("MODIFY_PARAM", context, request.DBClusterId), [new InstanceEvent.InstanceModified()], new() { ["Data"] = reply });
    }

    internal sealed record Request(string RegionId, string DBClusterId, string? ConfigKey, IReadOnlyList<(string Name, string Value)> Values) : IOfConfig;

    internal static class Rows
    {
        public static readonly ApiError InvalidValues = new(400, "InvalidParameters.Malformed", "The specified parameter Parameters is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.ClusterState, SelectDbErrors.InstanceState, SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked,
            SelectDbErrors.ClusterNotFound, SelectDbErrors.InvalidConfigKey, InvalidValues, SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
