using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Changes the description or the maintenance window of a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-modifydbinstanceattribute</remarks>
internal sealed class ModifyDBInstanceAttribute() : SelectDbOperation<ModifyDBInstanceAttribute.Request>("update")
{
    private const string OfMaintainTime = "MaintainTime";

    private static readonly Parameter InstanceAttributeType = Parameter.Required("InstanceAttributeType", "What is changed.", "DBInstanceDescription")
        .OneOf([OfMaintainTime, "DBInstanceDescription"]);
    private static readonly Parameter Value =
        Parameter.Required("Value", "What it becomes: 00:00-06:00 for MaintainTime, at most 256 characters for DBInstanceDescription.", "testdb")
            .UpTo(CreateDBInstance.MaxDescriptionLength, SelectDbErrors.InvalidValue);

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionId, DBInstanceId, InstanceAttributeType, Value];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(RegionId), parameters.Get(InstanceAttributeType) == OfMaintainTime, parameters.Get(Value));

    protected override void CheckFormats(Formats<Request> rules)
    {
        base.CheckFormats(rules);
        rules.RuleFor(r => r).Must(r => !r.IsOfMaintainTime || MaintainTime.Is(r.Value)).OrError(SelectDbErrors.InvalidValue);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        var property = request.IsOfMaintainTime ? SelectDbInstances.MaintainTime : SelectDbInstances.Description;
        return Decision.Become(instance.With(property, request.Value), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string RegionId, bool IsOfMaintainTime, string Value) : IRegional;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.InvalidValue, SelectDbErrors.InstanceState, SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked,
            SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
