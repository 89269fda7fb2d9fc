using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Changes a group of an RDS instance's whitelist, or adds one.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-modifysecurityips</remarks>
internal sealed class ModifySecurityIps() : RdsOperation<ModifySecurityIps.Request>("update")
{
    private static readonly Parameter SecurityIps = Parameter.Required("SecurityIps", "IP addresses and networks, separated by commas.", "10.23.12.24")
        .Like(AddressList.IsValid, Rows.InvalidAddresses);
    private static readonly Parameter DBInstanceIPArrayName = Parameter.Optional("DBInstanceIPArrayName", "The group; default where it is left out.", "office")
        .Like(Whitelist.IsName, Rows.InvalidName);
    private static readonly Parameter DBInstanceIPArrayAttribute =
        Parameter.Optional("DBInstanceIPArrayAttribute", "hidden keeps the group out of the vendor's console.", "hidden")
            .UpTo(tooLong: Rows.InvalidAttribute).Keep(Whitelist.Attribute);
    private static readonly Parameter SecurityIPType = Parameter.Optional("SecurityIPType", "IPv4 by default.", "IPv4")
        .OneOf(Whitelist.AddressType.AllowedValues).InAnyCase().Keep(Whitelist.AddressType);
    private static readonly Parameter WhitelistNetworkType = Parameter.Optional("WhitelistNetworkType", "The network that the group is for.", "MIX")
        .OneOf(Whitelist.NetworkType.AllowedValues, Rows.InvalidNetworkType).Keep(Whitelist.NetworkType);
    private static readonly Parameter ModifyMode = Parameter.Optional("ModifyMode", "What happens to the addresses of the group; Cover by default.", "Cover")
        .OneOf(Enum.GetNames<WhitelistChange>());
    private static readonly Parameter FreshWhiteListReadins =
        Parameter.Optional("FreshWhiteListReadins", "Read-only instances that get the same group: no instance has any here.", "");

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, SecurityIps, DBInstanceIPArrayName, DBInstanceIPArrayAttribute, SecurityIPType, WhitelistNetworkType, ModifyMode, FreshWhiteListReadins,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(SecurityIps),
        parameters.Find(DBInstanceIPArrayName) ?? Whitelist.DefaultName,
        parameters.Find(ModifyMode) is { } mode ? Enum.Parse<WhitelistChange>(mode) : WhitelistChange.Cover,
        parameters.Has(FreshWhiteListReadins),
        parameters);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Addresses).Must(AddressList.IsWithoutRepetition).OrError(Rows.RepeatedAddress);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (RdsErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (instance[RdsInstances.CharacterType] != RdsInstances.CharacterType.Default)
            return RdsErrors.CharacterType;
        if (request.HasReadOnlyInstances)
            return Rows.NoReadOnlyInstance;

        var group = RdsInstances.Whitelist.GroupOf(instance, request.Group).WithKept(request.Parameters, Parameters);
        if (RdsInstances.Whitelist.Change(instance, group, request.Addresses, request.Change) is not { } next)
            return Rows.InvalidAddresses;
        if (RdsInstances.Whitelist.HasTooMuch(next, instance))
            return Rows.TooMuch;
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new() { ["TaskId"] = Tasks.IdOf(context) });
    }

    internal sealed record Request(string Addresses, string Group, WhitelistChange Change, bool HasReadOnlyInstances, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidNetworkType = new(400, "InvalidWhitelistNetType.Malformed", "Specified WhitelistNetType  is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAttribute   = new(400, "InvalidIPArrayAttribute.Format",    "The format of the IP attribute is invalid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError RepeatedAddress    = new(400, "InvalidSecurityIPList.Duplicate",   "Specified security IP list is not valid: Duplicate IP address in the list.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAddresses   = new(400, "SecurityIPList.Format",             "Specified SecurityIPList is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError NoReadOnlyInstance = new(404, "Readins.NotFound",                  "The current instance does not contain any read only instance. The operation is not supported.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidName        = new(400, "InvalidDBInstanceIPArrayName.Malformed", "The specified parameter DBInstanceIPArrayName is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError TooMuch            = new(400, "InvalidSecurityIPList.QuotaExceeded", "Specified security IP list is not valid: Exceeding the allowed amount of IP address in the list.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidNetworkType, InvalidAttribute, RepeatedAddress, InvalidAddresses, RdsErrors.CharacterType, RdsErrors.InstanceState, NoReadOnlyInstance,
            RdsErrors.InstanceNotFound, RdsErrors.InstanceLocked, InvalidName, TooMuch, RdsErrors.BusyByFault, RdsErrors.Denied,
        ];
    }
}
