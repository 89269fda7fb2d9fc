using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives an AnalyticDB for PostgreSQL instance another billing method: a prepaid one cannot be deleted.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifydbinstancepaytype</remarks>
internal sealed class ModifyDBInstancePayType() : AnalyticDbOperation<ModifyDBInstancePayType.Request>("update")
{
    private const string Prepaid = "Prepaid";
    private const int MaxMonths = 9;
    private const int MaxYears = 3;

    private static readonly Parameter PayType = Parameter.Required("PayType", "The billing method.", "Postpaid").OneOf(["Postpaid", Prepaid])
        .Keep(AnalyticDbInstances.PayType);
    private static readonly Parameter Period = Parameter.Optional("Period", "The period of a prepaid instance.", "Month")
        .OneOf(["Month", "Year"], Rows.InvalidPeriod);
    private static readonly Parameter UsedTime = Parameter.Optional("UsedTime", "How many periods are paid for: up to 9 months, or 3 years.", "1")
        .Integer(1, MaxMonths, Rows.InvalidUsedTime);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, PayType, Period, UsedTime];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(PayType) == Prepaid, parameters.Find(Period), parameters.FindInteger(UsedTime), parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r).Must(r => !r.IsPrepaid || r.Period is not null).OrError(Rows.InvalidPeriod);
        rules.RuleFor(r => r).Must(r => !r.IsPrepaid || r.UsedTime <= (r.Period == "Year" ? MaxYears : MaxMonths)).OrError(Rows.InvalidUsedTime);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        return new Decision.Change(instance.WithKept(request.Parameters, Parameters), [new InstanceEvent.InstanceModified()], new()
        {
            ["DBInstanceId"] = instance.Id,
            ["OrderId"] = Orders.IdOf(context.RequestId).ToString(CultureInfo.InvariantCulture),
        });
    }

    internal sealed record Request(bool IsPrepaid, string? Period, long? UsedTime, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidPeriod   = new(400, "InvalidPeriod.Malformed",   "The specified parameter Period is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidUsedTime = new(400, "InvalidUsedTime.Malformed", "The specified parameter UsedTime is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidPeriod, InvalidUsedTime, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked,
            AnalyticDbErrors.Denied,
        ];
    }
}
