using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>Says whether serverless AnalyticDB for PostgreSQL instances share their data.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-setdatashareinstance</remarks>
internal sealed class SetDataShareInstance() : AnalyticDbOperation<SetDataShareInstance.Request>("update", resource: "*")
{
    private static readonly Parameter RegionId = Parameter.Required("RegionId", "The region.", "cn-hangzhou")
        .Like(Regions.Has, AnalyticDbErrors.RegionNotFound);
    private static readonly Parameter InstanceList = Parameter.Required("InstanceList", "The instances.", "InstanceList.1=gp-running").List(ListShape.Texts);
    private static readonly Parameter OperationType = Parameter.Required("OperationType", "add: they share it; remove: they do not.", "add")
        .OneOf(["add", "remove"]);

    public override IReadOnlyList<Parameter> Parameters { get; } = [InstanceList, OperationType, RegionId];

    public override IReadOnlyList<ErrorRow> Errors { get; } =
    [
        AnalyticDbErrors.RegionNotFound, AnalyticDbErrors.InstanceNotFound, AnalyticDbErrors.InstanceState, AnalyticDbErrors.InstanceLocked,
        AnalyticDbErrors.InstanceType, AnalyticDbErrors.Denied,
    ];

    public override Scope Scope => Scope.EachInstance;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => Target.OfEach(parameters, InstanceList);

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(RegionId), parameters.Get(OperationType) == "add");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance || instance.Region != request.Region)
            return AnalyticDbErrors.InstanceNotFound;
        if (AnalyticDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (!AnalyticDbInstances.IsServerless(instance))
            return AnalyticDbErrors.InstanceType;

        var next = instance.With(AnalyticDbInstances.DataShareStatus, request.IsShared ? "opened" : "closed");
        return new Decision.Change(next, [new InstanceEvent.InstanceModified()], new() { ["ErrMessage"] = "", ["Status"] = "success" });
    }

    internal sealed record Request(string Region, bool IsShared);
}
