using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Gives a SelectDB instance a public address.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-allocateinstancepublicconnection</remarks>
internal sealed class AllocateInstancePublicConnection() : SelectDbOperation<AllocateInstancePublicConnection.Request>("create")
{
    private const int MaxLabelLength = 63;

    private static readonly Parameter NetType = Parameter.Required("NetType", "Public.", "Public").OneOf(["Public"]);
    private static readonly Parameter ConnectionStringPrefix =
        Parameter.Required("ConnectionStringPrefix", "What the address begins with: lower-case letters, digits and hyphens.", "selectdb-cn-running-public")
            .Like(IsLabel, Rows.InvalidPrefix);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, NetType, ConnectionStringPrefix, RegionId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(ConnectionStringPrefix));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (InstanceReplies.PublicHostOf(instance) is not null)
            return Rows.IsAllocated;

        // Those of its other addresses.
        if (request.Prefix == Clusters.FrontEndIdOf(instance) || request.Prefix == InstanceReplies.WebPageOf(instance))
            return Rows.InvalidPrefix;

        var next = instance.With(SelectDbInstances.PublicPrefix, request.Prefix).Busy("NET_CREATING", context);
        var reply = new Reply { ["InstanceName"] = instance[SelectDbInstances.Description], ["TaskId"] = Orders.IdOf(context.RequestId) };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], reply);
    }

    // One label of a host name.
    private static bool IsLabel(string prefix) => prefix.Length is > 0 and <= MaxLabelLength && prefix[0] != '-' && prefix[^1] != '-'
        && prefix.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    internal sealed record Request(string RegionId, string Prefix) : IRegional;

    internal static class Rows
    {
        public static readonly ApiError InvalidPrefix = new(400, "InvalidConnectionStringPrefix.Malformed", "The specified parameter ConnectionStringPrefix is not valid.", By.Parameter, Source: Analogy);
        public static readonly ApiError IsAllocated   = new(400, "NetTypeExists",                           "Specified net type already existed.", By.State, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidPrefix, IsAllocated, SelectDbErrors.InstanceState, SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked,
            SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
