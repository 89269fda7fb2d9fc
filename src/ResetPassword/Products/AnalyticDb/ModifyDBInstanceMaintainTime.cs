using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives an AnalyticDB for PostgreSQL instance another maintenance window.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifydbinstancemaintaintime
/// </remarks>
internal sealed class ModifyDBInstanceMaintainTime() : AnalyticDbOperation<ModifyDBInstanceMaintainTime.Request>("update")
{
    private static readonly Parameter StartTime = Parameter.Required("StartTime", "When it begins, in UTC.", "02:00Z")
        .Like(IsTime, Rows.InvalidStartTime).Keep(AnalyticDbInstances.MaintainStartTime);
    private static readonly Parameter EndTime = Parameter.Required("EndTime", "When it ends, in UTC: later than it begins.", "03:00Z")
        .Like(IsTime, Rows.InvalidEndTime).Keep(AnalyticDbInstances.MaintainEndTime);

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"), DBInstanceId, StartTime, EndTime];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(StartTime), parameters.Get(EndTime), parameters);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r).Must(r => string.CompareOrdinal(r.StartTime, r.EndTime) <= 0).OrError(Rows.InvalidOrder);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        return Decision.Become(instance.WithKept(request.Parameters, Parameters), new InstanceEvent.InstanceModified());
    }

    // HH:mmZ
    private static bool IsTime(string text) => text.EndsWith('Z') && TimeOnly.TryParseExact(text[..^1], "HH:mm", out _);

    internal sealed record Request(string StartTime, string EndTime, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidStartTime = new(400, "InvalidStartTime.Malformed", "The specified parameter StartTime is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidEndTime   = new(400, "InvalidEndTime.Malformed",   "The specified parameter EndTime is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidOrder     = new(400, "InvalidStartTimeAndEndTime.Malformed", "The EndTime must be later than or equal to the StartTime.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidStartTime, InvalidEndTime, InvalidOrder, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked,
            AnalyticDbErrors.Denied,
        ];
    }
}
