using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Says whether a prepaid PolarDB cluster is renewed by itself. Nothing is billed here, and no cluster expires.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifyautorenewattribute</remarks>
internal sealed class ModifyAutoRenewAttribute() : PolarDbOperation<ModifyAutoRenewAttribute.Request>("update")
{
    private const long MaxYears = 3;

    private static readonly Parameter DBClusterIds = Parameter.Required("DBClusterIds", "The ID of the cluster.", "pc-running")
        .Like(IsClusterId, PolarDbErrors.InvalidClusterId);
    private static readonly Parameter RenewalStatus =
        Parameter.Optional("RenewalStatus", "AutoRenewal (the default), Normal: by hand, or NotRenewal.", "AutoRenewal")
            .OneOf(PolarDbInstances.RenewalStatus.AllowedValues, Rows.InvalidStatus);
    private static readonly Parameter Duration = Parameter.Optional("Duration", "For how long: 1 (the default), 2, 3, 6 or 12 months, or 1 to 3 years.", "1")
        .OneOf(["1", "2", "3", "6", "12"], Rows.InvalidDuration);
    private static readonly Parameter PeriodUnit = Parameter.Optional("PeriodUnit", "The unit of Duration; Month when left out.", "Month")
        .OneOf(PolarDbInstances.RenewalUnit.AllowedValues, Rows.InvalidUnit);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterIds, PolarDbTags.RegionId, RenewalStatus, Duration, PeriodUnit,
        Parameter.Optional("ResourceGroupId", "The resource group of the cluster.", "rg-emulated"),
        Parameter.Optional("CloudProvider", "The provider of the cloud; there is one here.", "ENS"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(DBClusterIds));

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Find(RenewalStatus) ?? PolarDbInstances.AutoRenewal,
        parameters.Find(Duration) ?? PolarDbInstances.RenewalDuration.Default,
        parameters.Find(PeriodUnit) ?? PolarDbInstances.RenewalUnit.Default,
        parameters.FindInteger(Duration) ?? 1);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r).Must(r => r.Unit != "Year" || r.Count <= MaxYears).OrError(Rows.InvalidDuration);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (Unreleased(seen) is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (cluster[PolarDbInstances.PayType] != "Prepaid")
            return PolarDbErrors.PayType;
        var next = cluster.With(PolarDbInstances.RenewalStatus, request.Status).With(PolarDbInstances.RenewalDuration, request.Duration)
            .With(PolarDbInstances.RenewalUnit, request.Unit);
        return Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Status, string Duration, string Unit, long Count);

    internal static class Rows
    {
        public static readonly ApiError InvalidStatus   = new(400, "InvalidRenewalStatus.Malformed", "The specified parameter RenewalStatus is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidUnit     = new(400, "InvalidPeriodUnit.Malformed",    "The specified parameter PeriodUnit is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidDuration = new(400, "InvalidDuration.Malformed",      "The specified parameter Duration is not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidStatus, InvalidUnit, InvalidDuration, PolarDbErrors.PayType, PolarDbErrors.ClusterNotFound, PolarDbErrors.InvalidClusterId,
            PolarDbErrors.InvalidRegion.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
