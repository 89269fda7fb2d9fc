using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists parameters of a MongoDB instance's engine: some that the vendor's documents show, each with its default.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describeparameters</remarks>
internal sealed class DescribeParameters() : MongoDbOperation<DescribeParameters.Request>("get")
{
    private static readonly EngineParameter[] Known =
    [
        new("operationProfiling.mode", "off", "off|slowOp|all", true, "Which operations the profiler records."),
        new("operationProfiling.slowOpThresholdMs", "100", "[0-65536]", false, "From how many milliseconds an operation is slow."),
        new("setParameter.cursorTimeoutMillis", "600000", "[1-2147483647]", false, "After how many milliseconds an idle cursor is removed."),
        new("setParameter.internalQueryExecMaxBlockingSortBytes", "33554432", "[33554432-268435456]", false, "How many bytes a sort may use."),
    ];

    private static readonly Parameter NodeId = Parameter.Optional("NodeId", "A node of a sharded cluster: all have the same parameters.", "d-dds-sharded-1");
    private static readonly Parameter CharacterType = Parameter.Optional("CharacterType", "The part of a sharded cluster: all have the same parameters.", "db")
        .OneOf(["db", "cs", "mongos"]);

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [DBInstanceId, NodeId, CharacterType, Parameter.Optional("ExtraParam", "Reserved by the vendor; it has no effect.", "terraform")];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(NodeId) ?? "", parameters.Find(CharacterType));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (request.NodeId != "" && MongoDbInstances.IsSharded(instance) && Nodes.Find(instance, request.NodeId) is null)
            return MongoDbErrors.NodeNotFound;

        var characterType = request.CharacterType ?? (MongoDbInstances.IsSharded(instance) ? "db" : "normal");
        return new Decision.Answer(new()
        {
            ["ConfigParameters"] = new Reply { ["Parameter"] = Known.Select(OfConfiguration).ToArray<object>() },
            ["Engine"] = "mongodb",
            ["EngineVersion"] = instance.EngineVersion,
            ["RunningParameters"] = new Reply { ["Parameter"] = Known.Select(parameter => Running(parameter, characterType)).ToArray<object>() },
        });
    }

    // The same fields are booleans here and texts in the other list.
    private static Reply OfConfiguration(EngineParameter parameter) => new()
    {
        ["CheckingCode"] = parameter.CheckingCode,
        ["ForceRestart"] = parameter.ForcesRestart,
        ["ModifiableStatus"] = true,
        ["ParameterDescription"] = parameter.Description,
        ["ParameterName"] = parameter.Name,
        ["ParameterValue"] = parameter.Value,
    };

    private static Reply Running(EngineParameter parameter, string characterType) => new()
    {
        ["CharacterType"] = characterType,
        ["CheckingCode"] = parameter.CheckingCode,
        ["ForceRestart"] = parameter.ForcesRestart ? "true" : "false",
        ["ModifiableStatus"] = "true",
        ["ParameterDescription"] = parameter.Description,
        ["ParameterName"] = parameter.Name,
        ["ParameterValue"] = parameter.Value,
    };

    internal sealed record Request(string NodeId, string? CharacterType);

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All = [MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.NodeNotFound, MongoDbErrors.Denied];
    }

    private sealed record EngineParameter(string Name, string Value, string CheckingCode, bool ForcesRestart, string Description);
}
