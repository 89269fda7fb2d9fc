using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Lists the groups of the whitelist of an AnalyticDB for PostgreSQL instance, or shows one.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-describedbinstanceiparraylist
/// </remarks>
internal sealed class DescribeDBInstanceIPArrayList() : AnalyticDbOperation<DescribeDBInstanceIPArrayList.Request>("get")
{
    private static readonly Parameter DBInstanceIPArrayName =
        Parameter.Optional("DBInstanceIPArrayName", "Only this group; all where it is left out.", "Default");

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"), DBInstanceId, DBInstanceIPArrayName];

    public override IReadOnlyList<ErrorRow> Errors { get; } = [AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.Denied];

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(DBInstanceIPArrayName) ?? "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        var groups = AnalyticDbInstances.Whitelist.GroupsOf(instance).Where(group => request.Names(group.Name));
        return new Decision.Answer(new() { ["Items"] = new Reply { ["DBInstanceIPArray"] = groups.Select(ReplyOf).ToArray<object>() } });
    }

    private static Reply ReplyOf(Part group) => new()
    {
        ["DBInstanceIPArrayAttribute"] = group[Whitelist.Attribute],
        ["DBInstanceIPArrayName"] = group.Name,
        ["SecurityIPList"] = group[Whitelist.Addresses],
    };

    internal sealed record Request(string Group)
    {
        public bool Names(string group) => Group == "" || Group == group || (Whitelist.IsDefault(Group) && Whitelist.IsDefault(group));
    }
}
