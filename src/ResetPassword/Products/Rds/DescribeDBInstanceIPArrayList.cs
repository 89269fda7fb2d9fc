using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the groups of an RDS instance's whitelist.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstanceiparraylist</remarks>
internal sealed class DescribeDBInstanceIPArrayList() : RdsOperation<DescribeDBInstanceIPArrayList.Request>("get")
{
    private static readonly Parameter WhitelistNetworkType = Parameter.Optional("WhitelistNetworkType", "Only groups of this kind of network.", "MIX")
        .OneOf(Whitelist.NetworkType.AllowedValues, Rows.InvalidNetworkType);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, WhitelistNetworkType];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(WhitelistNetworkType));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (instance[RdsInstances.CharacterType] != RdsInstances.CharacterType.Default)
            return RdsErrors.CharacterType;

        var groups = RdsInstances.Whitelist.GroupsOf(instance)
            .Where(group => request.NetworkType is null || request.NetworkType == group[Whitelist.NetworkType]);
        return new Decision.Answer(new() { ["Items"] = new Reply { ["DBInstanceIPArray"] = groups.Select(ReplyOf).ToArray<object>() } });
    }

    private static Reply ReplyOf(Part group) => new()
    {
        ["DBInstanceIPArrayAttribute"] = group[Whitelist.Attribute],
        ["DBInstanceIPArrayName"] = group.Name,
        ["SecurityIPList"] = group[Whitelist.Addresses],
        ["SecurityIPType"] = group[Whitelist.AddressType],
    };

    internal sealed record Request(string? NetworkType);

    internal static class Rows
    {
        public static readonly ApiError InvalidNetworkType = new(400, "WhitelistNetType.Format", "The specified is WhitelistNetType not valid.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
            [InvalidNetworkType, RdsErrors.CharacterType, RdsErrors.InstanceNotFound, RdsErrors.BusyByFault, RdsErrors.Denied];
    }
}
