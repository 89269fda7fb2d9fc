using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Gives an AnalyticDB for PostgreSQL instance a public endpoint.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-allocateinstancepublicconnection
/// </remarks>
internal sealed class AllocateInstancePublicConnection() : AnalyticDbOperation<AllocateInstancePublicConnection.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [DBInstanceId, Connections.ConnectionStringPrefix, Connections.Port, Connections.AddressType];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(Connections.ConnectionStringPrefix), parameters.Get(Connections.Port), Connections.TypeOf(parameters));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (request.Type == "Cluster" && instance[AnalyticDbInstances.MasterNodes] == AnalyticDbInstances.MasterNodes.Default)
            return AnalyticDbErrors.InstanceType;
        if (instance.PartsOf(AnalyticDbInstances.PublicConnections).Any(connection => connection[AnalyticDbInstances.AddressType] == request.Type))
            return Rows.Exists;
        if (Connections.Has(instance, request.Prefix))
            return AnalyticDbErrors.InvalidPrefix;

        var connection = new Part(AnalyticDbInstances.PublicConnections, request.Prefix)
            .With(AnalyticDbInstances.AddressType, request.Type)
            .With(AnalyticDbInstances.PublicPort, request.Port);
        return BecomeOver(instance.With(connection), "NetAddressCreating", context);
    }

    internal sealed record Request(string Prefix, string Port, string Type);

    internal static class Rows
    {
        public static readonly ApiError Exists = new(403, "NetTypeExists", "Specified public net type already existed.", By.State, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            AnalyticDbErrors.InvalidPrefix, AnalyticDbErrors.InvalidPort, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState,
            AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.InstanceType, Exists, AnalyticDbErrors.Denied,
        ];
    }
}
