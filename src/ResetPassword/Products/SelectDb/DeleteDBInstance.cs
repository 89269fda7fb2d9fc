using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.SelectDb;

/// <summary>Releases a SelectDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/selectdb/developer-reference/api-selectdb-2023-05-22-deletedbinstance</remarks>
internal sealed class DeleteDBInstance() : SelectDbOperation<DeleteDBInstance.Request>("delete")
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, RegionId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (InRegion(seen, request) is not { } instance)
            return Rows.InstanceNotFound;
        if (SelectDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        return Decision.Delete(instance, "DELETING", context, Reply.Empty);
    }

    internal sealed record Request(string RegionId) : IRegional;

    // The not-found is 400 here and 404 elsewhere.
    internal static class Rows
    {
        public static readonly ApiError InstanceNotFound = new(400, "InvalidDBInstanceId.NotFound", "The DBInstanceId provided does not exist in our records.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InstanceNotFound, SelectDbErrors.InstanceState, SelectDbErrors.InstanceLocked, SelectDbErrors.RegionNotFound, SelectDbErrors.Denied,
        ];
    }
}
