using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Lists the addresses of an RDS instance: the internal one, and the public one if it has one.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-describedbinstancenetinfo</remarks>
internal sealed class DescribeDBInstanceNetInfo() : RdsOperation<DescribeDBInstanceNetInfo.Request>("get")
{
    private static readonly Parameter DBInstanceNetRWSplitType =
        Parameter.Optional("DBInstanceNetRWSplitType", "Only addresses of this kind; no instance has one for read/write splitting here.", "Normal")
            .OneOf(["Normal", "ReadWriteSplitting"]);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, DBInstanceNetRWSplitType,
        Parameter.Optional("ClientToken", "A token; reading may be repeated anyway.", "ETnLKlblzczshOTUbOCz"),
        Parameter.Optional("Flag", "Reserved.", "1"),
        Parameter.Optional("GeneralGroupName", "The group of an instance in a dedicated cluster: none is.", "rgc-2ze"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Find(DBInstanceNetRWSplitType) == "ReadWriteSplitting");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return Rows.InstanceNotFound;
        return new Decision.Answer(new()
        {
            ["DBInstanceNetInfos"] = new Reply { ["DBInstanceNetInfo"] = request.IsForSplitting ? [] : AddressesOf(instance) },
            ["InstanceNetworkType"] = instance[RdsInstances.NetworkType],
            ["SecurityIPMode"] = "normal",
        });
    }

    private static object[] AddressesOf(Instance instance)
    {
        var internalType = instance[RdsInstances.NetworkType] == "VPC" ? "Private" : "Inner";
        var inside = ReplyOf(instance, RdsInstances.AddressOf(instance), internalType, instance[RdsInstances.PrivateIpAddress]);
        return RdsInstances.PublicAddressOf(instance) is { } outside ? [inside, ReplyOf(instance, outside, "Public", "127.0.0.1")] : [inside];
    }

    private static Reply ReplyOf(Instance instance, Address address, string type, string ip) => new()
    {
        ["BabelfishPort"] = instance[RdsInstances.BabelfishPort],
        ["ConnectionString"] = address.Host,
        ["ConnectionStringType"] = "Normal",
        ["DBInstanceWeights"] = new Reply { ["DBInstanceWeight"] = Array.Empty<object>() },
        ["DistributionType"] = "",
        ["ExpiredTime"] = "",
        ["IPAddress"] = ip,
        ["IPType"] = type,
        ["MaxDelayTime"] = "",
        ["PGBouncerPort"] = instance[RdsInstances.PgBouncerPort],
        ["Port"] = address.Port,
        ["SecurityIPGroups"] = new Reply { ["securityIPGroup"] = RdsInstances.Whitelist.GroupsOf(instance).Select(OfGroup).ToArray<object>() },
        ["Upgradeable"] = "Disabled",
        ["VPCId"] = type == "Private" ? instance[RdsInstances.VpcId] : "",
        ["VSwitchId"] = type == "Private" ? instance[RdsInstances.VSwitchId] : "",
    };

    private static Reply OfGroup(Part group) => new()
    {
        ["SecurityIPGroupName"] = group.Name,
        ["SecurityIPs"] = group[Whitelist.Addresses],
    };

    internal sealed record Request(bool IsForSplitting);

    internal static class Rows
    {
        public static readonly ApiError InstanceNotFound = new(400, "InvalidDBInstanceName.NotFound", "DB instance name not found.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All = [InstanceNotFound, RdsErrors.BusyByFault, RdsErrors.Denied];
    }
}
