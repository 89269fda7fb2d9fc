using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Changes a group of a MongoDB instance's whitelist, or adds one.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-modifysecurityips</remarks>
internal sealed class ModifySecurityIps() : MongoDbOperation<ModifySecurityIps.Request>("update")
{
    private const int MaxAttributeLength = 120;

    private static readonly Parameter SecurityIps = Parameter.Required("SecurityIps", "IP addresses and networks, separated by commas.",
        "127.0.0.1/24,127.0.0.1").Like(AddressList.IsValid, Rows.InvalidAddresses);
    private static readonly Parameter ModifyMode = Parameter.Optional("ModifyMode", "What happens to the addresses of the group; Cover by default.", "Append")
        .OneOf(Enum.GetNames<WhitelistChange>());
    private static readonly Parameter SecurityIpGroupName = Parameter.Optional("SecurityIpGroupName", "The group; default where it is left out.", "allowserver")
        .Like(Whitelist.IsName, Rows.InvalidName);
    private static readonly Parameter SecurityIpGroupAttribute =
        Parameter.Optional("SecurityIpGroupAttribute", "Up to 120 letters and digits; hidden keeps the group out of the vendor's console.", "test")
            .Like(IsAttribute, Rows.InvalidAttribute).Keep(Whitelist.Attribute);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, SecurityIps, ModifyMode, SecurityIpGroupName, SecurityIpGroupAttribute];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(SecurityIps),
        parameters.Find(SecurityIpGroupName) ?? Whitelist.DefaultName,
        parameters.Find(ModifyMode) is { } mode ? Enum.Parse<WhitelistChange>(mode) : WhitelistChange.Cover,
        parameters);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Addresses).Must(AddressList.IsWithoutRepetition).OrError(Rows.RepeatedAddress);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;

        var group = MongoDbInstances.Whitelist.GroupOf(instance, request.Group).WithKept(request.Parameters, Parameters);
        if (request.Change == WhitelistChange.Delete && AddressList.Split(request.Addresses).Except(AddressList.Split(group[Whitelist.Addresses])).Any())
            return Rows.AddressNotFound;
        if (MongoDbInstances.Whitelist.Change(instance, group, request.Addresses, request.Change) is not { } next)
            return Rows.AddressNotFound;
        if (MongoDbInstances.Whitelist.HasTooMuch(next, instance))
            return Rows.TooMuch;
        return Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    private static bool IsAttribute(string text) => text.Length <= MaxAttributeLength && text.All(char.IsAsciiLetterOrDigit);

    internal sealed record Request(string Addresses, string Group, WhitelistChange Change, RpcParameters Parameters);

    // The codes say what their texts do not: the texts are shifted by one row.
    internal static class Rows
    {
        public static readonly ApiError InvalidAddresses = new(400, "InvalidSecurityIps.MalFormed",            "The specified parameter \"SecurityIps\" is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError TooMuch          = new(400, "InvalidSecurityIPListLength.Malformed",   "The Security IP address is not in the available range or occupied.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError RepeatedAddress  = new(400, "InvalidInstanceIp.Duplicate",             "The quota of security ip  exceeds.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidName      = new(400, "InvalidGroupName.Format",                 "Sepecified group name is not valid.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError AddressNotFound  = new(404, "InvalidSecurityIPs.NotFound",             "The Specified same security IP does not exist or at least one security IP need.", By.State, Source: DocumentedElsewhere);
        public static readonly ApiError InvalidAttribute = new(400, "InvalidSecurityIpGroupAttribute.Malformed", "The specified parameter SecurityIpGroupAttribute is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidAddresses, TooMuch, RepeatedAddress, InvalidName, AddressNotFound, InvalidAttribute, MongoDbErrors.InstanceNotFound.ByAnalogy(),
            MongoDbErrors.InstanceState, MongoDbErrors.InstanceLocked.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
