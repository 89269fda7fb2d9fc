using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Adds a group to the whitelist of an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-createdbinstanceiparray</remarks>
internal sealed class CreateDBInstanceIPArray() : AnalyticDbOperation<CreateDBInstanceIPArray.Request>("create", resource: "*")
{
    private static readonly Parameter IPArrayName = Parameter.Required("IPArrayName",
        "The group: 2 to 32 lower-case letters, digits and underscores, starting with a letter and ending with a letter or digit.", "testarray")
        .Like(Whitelist.IsName, AnalyticDbErrors.InvalidGroupName);
    private static readonly Parameter SecurityIPList = Parameter.Required("SecurityIPList", "Up to 1,000 IP addresses and networks.",
        "SecurityIPList.1=172.28.80.0/20").List(ListShape.Texts, AnalyticDbErrors.InvalidAddresses);

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, IPArrayName,
        Parameter.Optional("IPArrayAttribute", "hidden keeps the group out of the vendor's console.", "taffyFish").UpTo().Keep(Whitelist.Attribute),
        SecurityIPList,
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(IPArrayName), string.Join(',', parameters.FindValues(SecurityIPList)), parameters);

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.Addresses).Must(AddressList.IsValid).OrError(AnalyticDbErrors.InvalidAddresses);
        rules.RuleFor(r => r.Addresses).Must(AddressList.IsWithoutRepetition).OrError(AnalyticDbErrors.RepeatedAddress);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (Whitelist.IsDefault(request.Name) || instance.FindPart(Whitelist.Groups, request.Name) is not null)
            return Rows.Duplicate;

        var group = new Part(Whitelist.Groups, request.Name).With(Whitelist.Addresses, request.Addresses).WithKept(request.Parameters, Parameters);
        var next = instance.With(group);
        return AnalyticDbInstances.Whitelist.HasTooMuch(next, instance)
            ? AnalyticDbErrors.TooManyAddresses
            : Decision.Become(next, new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Name, string Addresses, RpcParameters Parameters);

    internal static class Rows
    {
        public static readonly ApiError Duplicate   = new(400, "InvalidIPArrayName.Duplicate", "The specified IPArrayName already exists.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            AnalyticDbErrors.InvalidGroupName, AnalyticDbErrors.InvalidAddresses, AnalyticDbErrors.RepeatedAddress, AnalyticDbErrors.InstanceNotFound,
            AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, Duplicate, AnalyticDbErrors.TooManyAddresses, AnalyticDbErrors.Denied,
        ];
    }
}
