using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Says whether the vector engine of an AnalyticDB for PostgreSQL instance is on.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifyvectorconfiguration
/// </remarks>
internal sealed class ModifyVectorConfiguration() : AnalyticDbOperation<ModifyVectorConfiguration.Request>("update")
{
    private static readonly Parameter VectorConfigurationStatus = Parameter.Required("VectorConfigurationStatus", "Whether it is on.", "enabled")
        .OneOf(["enabled", "disabled"]).Keep(AnalyticDbInstances.VectorConfigurationStatus);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, VectorConfigurationStatus];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
        [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new(parameters);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        return new Decision.Change(instance.WithKept(request.Parameters, Parameters), [new InstanceEvent.InstanceModified()], new()
        {
            ["DBInstanceId"] = instance.Id,
            ["ErrorMessage"] = "",
            ["Status"] = true,
        });
    }

    internal sealed record Request(RpcParameters Parameters);
}
