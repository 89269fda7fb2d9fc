using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Rds;

/// <summary>Restarts an RDS instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-restartdbinstance</remarks>
internal sealed class RestartDBInstance() : RdsOperation<RestartDBInstance.Request>("update")
{
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        DBInstanceId,
        Parameter.Optional("ClientToken", "A token; the call may be repeated anyway.", "ETnLKlblzczshOTUbOCz"),
        Parameter.Optional("NodeId", "The node, where only one is restarted: the instance is restarted whole here.", "2614"),
    ];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) => new();

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return RdsErrors.InstanceNotFound;
        if (instance.Status != RdsInstances.Model.Running)
            return RdsErrors.InstanceState;
        if (instance.LockMode != RdsInstances.Model.Unlocked)
            return RdsErrors.LockNotSupported;
        if (instance[RdsInstances.CharacterType] != RdsInstances.CharacterType.Default)
            return RdsErrors.CharacterType;
        var (status, pending) = context.StatusOver("Rebooting", instance.Status);
        return Decision.Become(instance with { Status = status, Pending = pending }, new InstanceEvent.InstanceRestarted());
    }

    internal sealed record Request;

    internal static class Rows
    {
        public static readonly IReadOnlyList<ErrorRow> All =
            [RdsErrors.LockNotSupported, RdsErrors.InstanceState, RdsErrors.CharacterType, RdsErrors.InstanceNotFound, RdsErrors.BusyByFault, RdsErrors.Denied];
    }
}
