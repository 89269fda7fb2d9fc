using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>
/// Changes how a SelectDB instance and its first cluster are paid for. The vendor has no page of it: what is known is what its Terraform provider sends.
/// </summary>
/// <remarks>github.com/aliyun/terraform-provider-alicloud, service_alicloud_selectdb.go</remarks>
internal sealed class ModifyDBInstancePayType() : SelectDbOperation<ModifyDBInstancePayType.Request>(
    "update", "https://github.com/aliyun/terraform-provider-alicloud/blob/master/alicloud/service_alicloud_selectdb.go")
{
    private static readonly Parameter ChargeType = Parameter.Required("ChargeType", "The billing method.", "POSTPAY").OneOf(ChargeTypes.Spellings);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, RegionId, ChargeType,
        Parameter.Optional("Period", "The period of a prepaid instance; there is no billing here.", "Month").OneOf(["Month", "Year"]),
        Parameter.Optional("UsedTime", "How many periods are paid for; there is no billing here.", "1").Integer(min: 1),

        // So spelt by Terraform.
        Parameter.Optional("usedTime", "The same.", "1").Integer(min: 1),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), ChargeTypes.Read(parameters.Get(ChargeType)));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        return Decision.Become(instance.With(SelectDbInstances.ChargeType, request.ChargeType), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string RegionId, string ChargeType) : IRegional;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.InstanceState.ByAnalogy(), SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked.ByAnalogy(),
            SelectDbErrors.RegionNotFound.ByAnalogy(), SelectDbErrors.Denied.ByAnalogy(),
        ];
    }
}
