using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Lists the groups of a MongoDB instance's whitelist.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-describesecurityips</remarks>
internal sealed class DescribeSecurityIps : SettingOperation
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [DBInstanceId, Parameter.Optional("ShowHDMIps", "Whether addresses of DAS are shown: there are none here.", "true").Boolean()];

    protected override Reply ReplyOf(Instance instance, CallContext context) => new()
    {
        ["SecurityIps"] = instance[MongoDbInstances.SecurityIPList],
        ["SecurityIpGroups"] = new Reply { ["SecurityIpGroup"] = MongoDbInstances.Whitelist.GroupsOf(instance).Select(ReplyOf).ToArray<object>() },
    };

    private static Reply ReplyOf(Part group) => new()
    {
        ["SecurityIpGroupAttribute"] = group[Whitelist.Attribute],
        ["SecurityIpGroupName"] = group.Name,
        ["SecurityIpList"] = group[Whitelist.Addresses],
    };
}
