using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Changes a group of a SelectDB instance's whitelist, or adds one.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-modifysecurityiplist</remarks>
internal sealed class ModifySecurityIPList() : SelectDbOperation<ModifySecurityIPList.Request>("update")
{
    private static readonly Parameter GroupName = Parameter.Required("GroupName", "The group, such as default.", "office")
        .Like(Whitelist.IsName, Rows.InvalidName);
    private static readonly Parameter SecurityIPList = Parameter.Required("SecurityIPList", "IP addresses and networks, separated by commas.", "192.168.1.1")
        .Like(AddressList.IsValid, SelectDbErrors.InvalidAddresses);
    private static readonly Parameter ModifyMode =
        Parameter.Required("ModifyMode", "0: the group has these addresses and no others; 1: these too; 2: these no longer.", "0").OneOf(["0", "1", "2"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [RegionId, DBInstanceId, GroupName, SecurityIPList, ModifyMode];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RegionId),
        parameters.Get(GroupName),
        parameters.Get(SecurityIPList),
        (WhitelistChange)int.Parse(parameters.Get(ModifyMode), CultureInfo.InvariantCulture));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;

        var group = SelectDbInstances.Whitelist.GroupOf(instance, request.GroupName);
        if (SelectDbInstances.Whitelist.Change(instance, group, request.Addresses, request.Change) is not { } next)
            return SelectDbErrors.InvalidAddresses;
        if (SelectDbInstances.Whitelist.HasTooMuch(next, instance))
            return SelectDbErrors.TooManyAddresses;
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], ReplyOf(next, SelectDbInstances.Whitelist.GroupOf(next, group.Name), context));
    }

    private static Reply ReplyOf(Instance instance, Part group, CallContext context) => new()
    {
        ["DBInstanceName"] = instance[SelectDbInstances.Description],
        ["GroupName"] = group.Name,
        ["GroupTag"] = group[Whitelist.Attribute],
        ["SecurityIPList"] = group[Whitelist.Addresses],
        ["SecurityIPType"] = group[Whitelist.AddressType].ToLowerInvariant(),
        ["TaskId"] = Tasks.NumberOf(context),
        ["WhitelistNetType"] = group[Whitelist.NetworkType].ToLowerInvariant(),
    };

    internal sealed record Request(string RegionId, string GroupName, string Addresses, WhitelistChange Change) : IRegional;

    internal static class Rows
    {
        public static readonly ApiError InvalidName = new(400, "InvalidGroupName.Malformed", "The specified parameter GroupName is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.InstanceState, SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked, SelectDbErrors.InvalidAddresses, InvalidName,
            SelectDbErrors.TooManyAddresses, SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
