using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>Shows the nodes of an RDS instance, and how they are kept equal.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstancehaconfig</remarks>
internal sealed class DescribeDBInstanceHAConfig() : RdsReading(RdsErrors.InstanceNotFound)
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    protected override Reply ReplyOf(Instance instance) => new()
    {
        ["DBInstanceId"] = instance.Id,
        ["HAMode"] = "RPO",
        ["HostInstanceInfos"] = new Reply { ["NodeInfo"] = NodesOf(instance) },
        ["SyncMode"] = "Async",
    };

    // The Basic Edition has no secondary node.
    private static object[] NodesOf(Instance instance) =>
        instance[RdsInstances.Category] == "Basic" ? [NodeOf(instance, "Master")] : [NodeOf(instance, "Master"), NodeOf(instance, "Slave")];

    private static Reply NodeOf(Instance instance, string role) => new()
    {
        ["DataSyncTime"] = "",
        ["LogSyncTime"] = "",
        ["NodeId"] = RdsInstances.NodeIdOf(instance, role),
        ["NodeType"] = role,
        ["RegionId"] = instance.Region,
        ["SyncStatus"] = "Synced",
        ["ZoneId"] = instance[RdsInstances.Zone],
    };
}
