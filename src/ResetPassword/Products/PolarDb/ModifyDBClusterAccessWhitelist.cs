using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.PolarDb;

/// <summary>Changes a group of a PolarDB cluster's whitelist, or adds one; or says which security groups may connect.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-modifydbclusteraccesswhitelist</remarks>
internal sealed class ModifyDBClusterAccessWhitelist() : PolarDbOperation<ModifyDBClusterAccessWhitelist.Request>("update")
{
    private const int MaxNameLength = 120;
    private const string OfSecurityGroups = "SecurityGroup";

    private static readonly Parameter SecurityIps = Parameter.Optional("SecurityIps", "IP addresses and networks, separated by commas.", "10.23.12.24")
        .Like(AddressList.IsValid, Rows.InvalidAddresses);
    private static readonly Parameter DBClusterIPArrayName =
        Parameter.Optional("DBClusterIPArrayName", "The group, whose name has 2 to 120 characters; default where it is left out.", "office")
            .Like(name => Whitelist.IsName(name, MaxNameLength), Rows.InvalidName);
    private static readonly Parameter DBClusterIPArrayAttribute =
        Parameter.Optional("DBClusterIPArrayAttribute", "hidden keeps the group out of the vendor's console.", "hidden").UpTo().Keep(Whitelist.Attribute);
    private static readonly Parameter WhiteListType = Parameter.Optional("WhiteListType", "IP (the default): a group of addresses; or SecurityGroup.", "IP")
        .OneOf(["IP", OfSecurityGroups]);
    private static readonly Parameter SecurityGroupIds =
        Parameter.Optional("SecurityGroupIds", "Of WhiteListType SecurityGroup: all that may connect, separated by commas.", "sg-emulated")
            .Like(SecurityGroups.AreValid, Rows.InvalidSecurityGroups);
    private static readonly Parameter ModifyMode = Parameter.Optional("ModifyMode", "What happens to the addresses of the group; Cover by default.", "Cover")
        .OneOf(Enum.GetNames<WhitelistChange>());

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBClusterId, SecurityIps, DBClusterIPArrayName, DBClusterIPArrayAttribute, WhiteListType, SecurityGroupIds, ModifyMode,
        Parameter.Optional("PfsInstanceId", "The file system instead of a cluster; there is none here.", "pfs-emulated"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Find(SecurityIps) ?? "",
        parameters.Find(DBClusterIPArrayName) ?? Whitelist.DefaultName,
        parameters.Find(ModifyMode) is { } mode ? Enum.Parse<WhitelistChange>(mode) : WhitelistChange.Cover,
        parameters.Find(WhiteListType) == OfSecurityGroups ? SecurityGroups.Split(parameters.Find(SecurityGroupIds) ?? "") : null,
        parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.SecurityGroupIds).Must(ids => ids is null or { Count: <= SecurityGroups.MaxCount }).OrError(Rows.TooManySecurityGroups);
        rules.RuleFor(r => r).Must(r => r.SecurityGroupIds is not null || r.Addresses != "").OrError(Rows.InvalidAddresses);
        rules.RuleFor(r => r.Addresses).Must(AddressList.IsWithoutRepetition).OrError(Rows.RepeatedAddress);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } cluster)
            return PolarDbErrors.ClusterNotFound;
        if (PolarDbErrors.FindRefusal(cluster) is { } refusal)
            return refusal;
        var modified = new InstanceEvent.InstanceModified();
        if (request.SecurityGroupIds is { } ids)
            return Decision.Become(cluster.With(PolarDbInstances.SecurityGroupIds, string.Join(',', ids)), modified);

        var group = PolarDbInstances.Whitelist.GroupOf(cluster, request.Group).WithKept(request.Parameters, Parameters);
        if (request.Change == WhitelistChange.Append && AddressList.Split(request.Addresses).Intersect(AddressList.Split(group[Whitelist.Addresses])).Any())
            return Rows.HadAddress;
        if (PolarDbInstances.Whitelist.Change(cluster, group, request.Addresses, request.Change) is not { } next)
            return Rows.InvalidAddresses;
        return PolarDbInstances.Whitelist.HasTooMuch(next, cluster) ? Rows.TooMuch : Decision.Become(next, modified);
    }

    /// <param name="SecurityGroupIds">Null where the call is about addresses.</param>
    internal sealed record Request(string Addresses, string Group, WhitelistChange Change, IReadOnlyList<string>? SecurityGroupIds, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError TooManySecurityGroups = new(400, "NumberExceed.securityGroupIds",  "The number of SecurityGroupIds exceeds 10.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError RepeatedAddress       = new(400, "InvalidSecurityIPList.Duplicate", "Specified security IP list is not valid: Duplicate IP address in the list", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAddresses      = new(400, "InvalidSecurityIPList.Format",   "Specified security IP list format is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError HadAddress            = new(403, "SecurityIPList.Duplicate",        "Specified same security IP already exists.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidSecurityGroups = new(400, "InvalidSecurityGroupIds.Malformed", "The specified parameter SecurityGroupIds is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError InvalidName           = new(400, "InvalidDBClusterIPArrayName.Malformed", "The specified parameter DBClusterIPArrayName is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError TooMuch               = new(400, "InvalidSecurityIPList.QuotaExceeded", "Specified security IP list is not valid: Exceeding the allowed amount of IP address in the list.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            TooManySecurityGroups, RepeatedAddress, InvalidAddresses, HadAddress, PolarDbErrors.ClusterLocked, PolarDbErrors.ClusterNotFound,
            PolarDbErrors.ClusterReleased, PolarDbErrors.InvalidClusterId.ByAnalogy(), InvalidSecurityGroups, InvalidName, TooMuch,
            PolarDbErrors.ClusterState.ByAnalogy(), PolarDbErrors.TaskInProgress.ByAnalogy(), PolarDbErrors.Denied,
        ];
    }
}
