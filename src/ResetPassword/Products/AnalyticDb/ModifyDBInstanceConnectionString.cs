using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives an endpoint of an AnalyticDB for PostgreSQL instance another host name or port.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-modifydbinstanceconnectionstring
/// </remarks>
internal sealed class ModifyDBInstanceConnectionString() : AnalyticDbOperation<ModifyDBInstanceConnectionString.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId, Connections.ConnectionStringPrefix, Connections.Port, Connections.CurrentConnectionString,
        Parameter.Optional("ClientToken", "Has no effect: when the call is repeated, the endpoint already has another name.", "0c593ea1-3bea-11e9-b96b-88"),
    ];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InvalidPrefix, AnalyticDbErrors.InvalidPort, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState,
        AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.ConnectionNotFound, AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(Connections.ConnectionStringPrefix), parameters.Get(Connections.Port), parameters.Get(Connections.CurrentConnectionString));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        var isPrivate = AnalyticDbInstances.AddressOf(instance).Is(request.Host);
        var connection = isPrivate ? null : Connections.FindPublic(instance, request.Host);
        if (connection is null && !isPrivate)
            return AnalyticDbErrors.ConnectionNotFound;
        if (request.Prefix != (connection?.Name ?? AnalyticDbInstances.PrefixOf(instance)) && Connections.Has(instance, request.Prefix))
            return AnalyticDbErrors.InvalidPrefix;
        return BecomeOver(connection is null ? Changed(instance, request) : Changed(instance, connection, request), "NET_MODIFYING", context);
    }

    private static Instance Changed(Instance instance, Request request) =>
        instance.With(AnalyticDbInstances.ConnectionPrefix, request.Prefix).With(AnalyticDbInstances.Port, request.Port);

    private static Instance Changed(Instance instance, Part connection, Request request)
    {
        var renamed = new Part(AnalyticDbInstances.PublicConnections, request.Prefix) { Properties = connection.Properties };
        return instance.Without(connection).With(renamed.With(AnalyticDbInstances.PublicPort, request.Port));
    }

    internal sealed record Request(string Prefix, string Port, string Host);
}
