using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Lists the parameters of the database engine of an AnalyticDB for PostgreSQL instance: the few that an emulator knows.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describeparameters</remarks>
internal sealed class DescribeParameters() : AnalyticDbOperation<DescribeParameters.Request>("get")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        return new Decision.Answer(new() { ["Parameters"] = EngineParameters.All.Select(parameter => ReplyOf(instance, parameter)).ToArray<object>() });
    }

    private static Reply ReplyOf(Instance instance, EngineParameter parameter) => new()
    {
        ["CurrentValue"] = EngineParameters.CurrentOf(instance, parameter),
        ["ForceRestartInstance"] = parameter.NeedsRestart ? "true" : "false",
        ["IsChangeableConfig"] = "true",
        ["OptionalRange"] = parameter.Range,
        ["ParameterDescription"] = parameter.Description,
        ["ParameterName"] = parameter.Name,
        ["ParameterValue"] = parameter.Default,
    };

    internal sealed record Request;
}
