using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Vpc;

/// <summary>Shows a vSwitch. No network is emulated: every id is that of one, in the VPC and the zone that instances are in where nothing is said.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-describevswitchattributes</remarks>
internal sealed class DescribeVSwitchAttributes : Operation<DescribeVSwitchAttributes.Request>
{
    private static readonly Parameter VSwitchId = Parameter.Required("VSwitchId", "The vSwitch.", "vsw-emulated").Like(IsId, Rows.NotFound);
    private static readonly Parameter RegionId = Parameter.Optional("RegionId", "The region; that of the AccessKey by default.", "cn-hangzhou")
        .Like(Regions.Has, Rows.RegionNotFound);

    public override string Documentation => "https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-describevswitchattributes";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [VSwitchId, RegionId, Parameter.Optional("DryRun", "Only checks: the answer is the same here.", "false").Boolean()];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override RamPermission Permission { get; } =
        new("vpc:DescribeVSwitchAttributes", "get", "acs:vpc:{#regionId}:{#accountId}:vswitch/{#VSwitchId}", Rows.Denied);

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => new(parameters.Find(VSwitchId));

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(VSwitchId), parameters.Find(RegionId));

    protected override Decision Decide(Request request, in Seen seen, CallContext context) => new Decision.Answer(new()
    {
        ["AvailableIpAddressCount"] = 252,
        ["CidrBlock"] = "192.168.0.0/24",
        ["CreationTime"] = VendorTime.Write(context.Now),
        ["Description"] = "",
        ["EnabledIpv6"] = false,
        ["Ipv6CidrBlock"] = "",
        ["IsDefault"] = false,
        ["NetworkAclId"] = "",
        ["OwnerId"] = long.Parse(context.Caller.OwnerId, CultureInfo.InvariantCulture),
        ["ResourceGroupId"] = "rg-emulated",
        ["RouteTable"] = new Reply { ["RouteTableId"] = "", ["RouteTableType"] = "System" },
        ["ShareType"] = "",
        ["Status"] = "Available",
        ["Tags"] = new Reply { ["Tag"] = Array.Empty<object>() },
        ["VSwitchId"] = request.VSwitchId,
        ["VSwitchName"] = "",
        ["VpcId"] = "vpc-emulated",
        ["ZoneId"] = Regions.DefaultZoneOf(request.Region ?? context.Caller.Region),
    });

    private static bool IsId(string text) => text.StartsWith("vsw-", StringComparison.Ordinal) && text.Length <= Parameter.MaxNameLength;

    internal sealed record Request(string VSwitchId, string? Region);

    internal static class Rows
    {
        public static readonly ApiError NotFound       = new(400, "InvalidVSwitchId.NotFound", "Specified VSwitch can not found.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError RegionNotFound = new(404, "InvalidRegionId.NotFound",  "The provided RegionId does not exist in our records.", By.Parameter, Source: Analogy);
        public static readonly ApiError Denied         = new(403, "Forbidden.RAM",             "User not authorized to operate on the specified resource, or this API doesn't support RAM.", By.Policy, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All = [NotFound, RegionNotFound, Denied];
    }
}
