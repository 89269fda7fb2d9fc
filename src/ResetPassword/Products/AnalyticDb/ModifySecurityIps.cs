using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Changes a group of the whitelist of an AnalyticDB for PostgreSQL instance, or adds one.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifysecurityips</remarks>
internal sealed class ModifySecurityIps() : AnalyticDbOperation<ModifySecurityIps.Request>("update")
{
    private static readonly Parameter SecurityIPList = Parameter.Required("SecurityIPList", "IP addresses and networks, separated by commas.", "10.10.10.10")
        .Like(AddressList.IsValid, AnalyticDbErrors.InvalidAddresses);
    private static readonly Parameter DBInstanceIPArrayName = Parameter.Optional("DBInstanceIPArrayName", "The group; default where it is left out.", "office")
        .Like(Whitelist.IsName, Rows.InvalidName);

    // The numbers are on the Chinese page, the words on the English one.
    private static readonly Parameter ModifyMode = Parameter.Optional("ModifyMode",
        "What happens to the addresses of the group: 0 or Cover (the default) replaces them, 1 or Append adds these, 2 or Delete takes these away.", "0")
        .OneOf(["0", "1", "2", "Cover", "Append", "Delete"]);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Optional("ResourceGroupId", "The resource group; it is not asked for.", "rg-emulated"),
        ModifyMode, DBInstanceId, SecurityIPList, DBInstanceIPArrayName,
        Parameter.Optional("DBInstanceIPArrayAttribute", "hidden keeps the group out of the vendor's console.", "hidden").UpTo().Keep(Whitelist.Attribute),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(SecurityIPList),
        parameters.Find(DBInstanceIPArrayName) ?? Whitelist.DefaultName,
        parameters.Find(ModifyMode) is { } mode ? Enum.Parse<WhitelistChange>(mode) : WhitelistChange.Cover,
        parameters);

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Addresses).Must(AddressList.IsWithoutRepetition).OrError(AnalyticDbErrors.RepeatedAddress);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;

        var group = AnalyticDbInstances.Whitelist.GroupOf(instance, request.Group).WithKept(request.Parameters, Parameters);
        if (AnalyticDbInstances.Whitelist.Change(instance, group, request.Addresses, request.Change) is not { } next)
            return AnalyticDbErrors.InvalidAddresses;
        if (AnalyticDbInstances.Whitelist.HasTooMuch(next, instance))
            return AnalyticDbErrors.TooManyAddresses;
        return Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Addresses, string Group, WhitelistChange Change, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError InvalidName = new(400, "InvalidDBInstanceIPArrayName.Malformed", "The specified parameter DBInstanceIPArrayName is not valid.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            AnalyticDbErrors.InvalidAddresses, InvalidName, AnalyticDbErrors.RepeatedAddress, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState,
            AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.TooManyAddresses, AnalyticDbErrors.Denied,
        ];
    }
}
