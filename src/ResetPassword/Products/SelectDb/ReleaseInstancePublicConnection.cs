using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Takes the public address of a SelectDB instance from it.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-releaseinstancepublicconnection</remarks>
internal sealed class ReleaseInstancePublicConnection() : SelectDbOperation<ReleaseInstancePublicConnection.Request>("delete")
{
    private static readonly Parameter ConnectionString =
        Parameter.Required("ConnectionString", "The public connection string.", "selectdb-cn-running-public.selectdbfe.rds.aliyuncs.com");

    public override IReadOnlyList<Parameter> Parameters { get; } = [ConnectionString, DBInstanceId, RegionId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(ConnectionString));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return SelectDbErrors.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (InstanceReplies.PublicHostOf(instance) != request.ConnectionString)
            return Rows.NotFound;
        return Decision.Become(instance.With(SelectDbInstances.PublicPrefix, "").Busy("NET_DELETING", context), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string RegionId, string ConnectionString) : IRegional;

    internal static class Rows
    {
        public static readonly ApiError NotFound = new(404, "InvalidConnectionString.NotFound", "The ConnectionString provided does not exist in our records.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            SelectDbErrors.InstanceState, SelectDbErrors.InstanceNotFound, SelectDbErrors.InstanceLocked, NotFound, SelectDbErrors.RegionNotFound,
            SelectDbErrors.Denied,
        ];
    }
}
