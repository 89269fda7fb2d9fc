using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.SelectDb;

/// <summary>Upgrades a SelectDB instance to a newer version of its engine.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-upgradedbinstanceengineversion</remarks>
internal sealed class UpgradeDBInstanceEngineVersion() : SelectDbOperation<UpgradeDBInstanceEngineVersion.Request>("update")
{
    private static readonly Parameter EngineVersion =
        Parameter.Required("EngineVersion", "The newer version; it need not be one of CanUpgradeVersions.", "4.0.4")
            .UpTo(tooLong: SelectDbErrors.InvalidVersion);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, RegionId, EngineVersion,
        Parameter.Optional("SwitchTimeMode", "1: in the maintenance window; here it begins at once all the same.", "1").OneOf(["0", "1"]),
        Parameter.Optional("ParallelOperation", "Whether the nodes are upgraded together; there are none here.", "false").Boolean(),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(EngineVersion));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (!EngineVersions.IsNewer(request.EngineVersion, instance.EngineVersion))
            return SelectDbErrors.InvalidVersion;
        var next = (instance with { EngineVersion = request.EngineVersion }).Busy("MODULE_UPGRADING", context);
        return Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string RegionId, string EngineVersion) : IRegional;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.InvalidVersion, SelectDbErrors.InstanceState, SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked,
            SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
