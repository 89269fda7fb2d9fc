using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Takes a public endpoint from an AnalyticDB for PostgreSQL instance.</summary>
/// <remarks>
/// https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-releaseinstancepublicconnection
/// </remarks>
internal sealed class ReleaseInstancePublicConnection() : AnalyticDbOperation<ReleaseInstancePublicConnection.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, Connections.CurrentConnectionString, Connections.AddressType];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.ConnectionNotFound,
        AnalyticDbErrors.Denied,
    ];

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(Connections.CurrentConnectionString),
        parameters.Has(Connections.AddressType) ? Connections.TypeOf(parameters) : "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (Connections.FindPublic(instance, request.Host) is not { } connection || !request.Means(connection))
            return AnalyticDbErrors.ConnectionNotFound;
        return BecomeOver(instance.Without(connection), "NetAddressDeleting", context);
    }

    internal sealed record Request(string Host, string Type)
    {
        public bool Means(Part connection) => Type == "" || Type == connection[AnalyticDbInstances.AddressType];
    }
}
