using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Deletes a group of the whitelist of an AnalyticDB for PostgreSQL instance; the default one cannot be deleted.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-deletedbinstanceiparray</remarks>
internal sealed class DeleteDBInstanceIPArray() : AnalyticDbOperation<DeleteDBInstanceIPArray.Request>("delete", resource: "*")
{
    private static readonly Parameter IPArrayName = Parameter.Required("IPArrayName", "The group.", "testarray");

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, IPArrayName];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(IPArrayName));

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (Whitelist.IsDefault(request.Name))
            return AnalyticDbErrors.InvalidGroupName;
        if (instance.FindPart(Whitelist.Groups, request.Name) is not { } group)
            return Rows.GroupNotFound;
        return Decision.Become(instance.Without(group), new InstanceEvent.InstanceModified());
    }

    internal sealed record Request(string Name);

    internal static class Rows
    {
        public static readonly ApiError GroupNotFound = new(404, "InvalidIPArrayName.NotFound", "The specified IPArrayName does not exist.", By.Parameter, Source: Analogy);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked, AnalyticDbErrors.InvalidGroupName,
            GroupNotFound, AnalyticDbErrors.Denied,
        ];
    }
}
