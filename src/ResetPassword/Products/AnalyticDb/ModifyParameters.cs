using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Sets parameters of the database engine of an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifyparameters</remarks>
internal sealed class ModifyParameters() : AnalyticDbOperation<ModifyParameters.Request>("update")
{
    private static readonly Parameter NamesAndValues =
        Parameter.Required("Parameters", "Names and values, as JSON.", """{"statement_timeout":"11800010"}""");
    private static readonly Parameter ForceRestartInstance =
        Parameter.Optional("ForceRestartInstance", "Whether the instance restarts; it does also where a parameter needs it.", "false").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, NamesAndValues, ForceRestartInstance];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(Tags.FindInJson(parameters.Get(NamesAndValues)), parameters.FindBoolean(ForceRestartInstance) ?? false);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Values).Must(values => values is not null && values.All(value => EngineParameters.Find(value.Key)?.Accepts(value.Value) == true))
            .OrError(Rows.InvalidParameters);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;

        var next = EngineParameters.All.Where(parameter => request.NamesAndValues.ContainsKey(parameter.Name))
            .Aggregate(instance, (changed, parameter) => EngineParameters.With(changed, parameter, request.NamesAndValues[parameter.Name]));
        var restarts = request.IsRestarted || EngineParameters.All.Any(parameter => parameter.NeedsRestart
            && EngineParameters.CurrentOf(next, parameter) != EngineParameters.CurrentOf(instance, parameter));
        return restarts
            ? BecomeOver(next, "Rebooting", context, new InstanceEvent.InstanceRestarted())
            : Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(ImmutableSortedDictionary<string, string>? Values, bool IsRestarted)
    {
        public ImmutableSortedDictionary<string, string> NamesAndValues => Values ?? PropertyValues.None;
    }

    internal static class Rows
    {
        public static readonly ApiError InvalidParameters = new(400, "InvalidParameters.Malformed", "The specified parameter Parameters is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidParameters, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.Denied,
        ];
    }
}
