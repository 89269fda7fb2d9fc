using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Gives an address of a MongoDB instance another host name or port.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-modifydbinstanceconnectionstring</remarks>
internal sealed class ModifyDBInstanceConnectionString() : MongoDbOperation<ModifyDBInstanceConnectionString.Request>("update")
{
    private const int MinPort = 1000;
    private const int MinPrefixLength = 8;
    private const int MaxPrefixLength = 63;

    private static readonly Parameter NodeId = Parameter.Optional("NodeId", "Only an address of this node of a sharded cluster.", "s-dds-sharded-1");
    private static readonly Parameter CurrentConnectionString =
        Parameter.Optional("CurrentConnectionString", "The host name that is changed.", "s-dds-sharded-1.mongodb.rds.aliyuncs.com");
    private static readonly Parameter NewConnectionString = Parameter.Optional("NewConnectionString",
        "What the host name begins with: 8 to 63 lower-case letters, digits and hyphens, a letter first and no hyphen last.", "aliyuntest111");
    private static readonly Parameter NewPort = Parameter.Optional("NewPort", "The port, of an instance with cloud disks.", "3310")
        .Integer(MinPort, MongoDbInstances.MaxPort);
    private static readonly Parameter PortModifyOnly = Parameter.Optional("PortModifyOnly", "Whether the host name stays.", "false").Boolean();

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, NodeId, CurrentConnectionString, NewConnectionString, NewPort, PortModifyOnly,
        Parameter.Optional("NetworkType", "The kind of network; the host name says it.", "vpc"),
        Parameter.Optional("ForceModifySuffix", "What the vendor does not describe; it has no effect.", "false").Boolean(),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Find(NodeId) ?? "",
        parameters.Find(CurrentConnectionString) ?? "",
        parameters.FindBoolean(PortModifyOnly) == true ? null : parameters.Find(NewConnectionString) ?? "",
        parameters.FindInteger(NewPort));

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.Current).Must(current => !string.IsNullOrEmpty(current)).OrError(Rows.MissingCurrent);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        var nodes = Nodes.Of(instance);
        if (nodes.FirstOrDefault(node => IsMeant(node, request) && node.Addresses.Any(found => found.Address.Host == request.Current)) is not { } node)
            return MongoDbErrors.AddressNotFound;

        var isPublic = node.Public?.Host == request.Current;
        var current = isPublic ? node.PublicPrefix : node.PrivatePrefix;
        var prefix = request.Prefix ?? current;
        if (prefix != current && (!IsPrefix(prefix) || nodes.Any(other => prefix == other.PrivatePrefix || prefix == other.PublicPrefix)))
            return Rows.NotSupported;

        var state = node.State.With(isPublic ? MongoDbInstances.NodePublicPrefix : MongoDbInstances.NodePrefix, prefix);
        if (request.Port is { } port && instance[MongoDbInstances.StorageType] != "local_ssd")
            state = state.With(isPublic ? MongoDbInstances.NodePublicPort : MongoDbInstances.NodePort, port.ToString(CultureInfo.InvariantCulture));
        var (status, pending) = context.StatusOver("DBInstanceNetTypeChanging", MongoDbInstances.Model.Running);
        var next = Nodes.With(instance, [state]) with { Status = status, Pending = pending };
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new() { ["ModifiedConnectionString"] = HostOf(next, node.Id, isPublic) });
    }

    private static bool IsMeant(Node node, Request request) =>
        request.NodeId == "" || request.NodeId == node.Id || !MongoDbInstances.IsSharded(node.Instance);

    private static bool IsPrefix(string text) =>
        text.Length is >= MinPrefixLength and <= MaxPrefixLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && char.IsAsciiLetterLower(text[0]) && text[^1] != '-';

    private static string HostOf(Instance instance, string id, bool isPublic) =>
        Nodes.Of(instance).First(node => node.Id == id) is var changed && isPublic ? changed.Public?.Host ?? "" : changed.Private.Host;

    /// <param name="Prefix">Null where only the port is changed.</param>
    internal sealed record Request(string NodeId, string Current, string? Prefix, long? Port);

    internal static class Rows
    {
        public static readonly ApiError NotSupported   = new(400, "NewConnectionString.NotSupport", "Specified newConnectionString is not supported.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError MissingCurrent = new(400, "MissingParameter",               "currentConnectionString is mandatory for this action.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            NotSupported, MissingCurrent, MongoDbErrors.AddressNotFound.ByAnalogy(), MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.InstanceState,
            MongoDbErrors.InstanceLocked.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
