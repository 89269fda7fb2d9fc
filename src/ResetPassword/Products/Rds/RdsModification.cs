using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>An action that gives an RDS instance other values of the properties that its parameters keep, whatever the instance's state is.</summary>
/// <param name="notFound">The action's row of an instance that does not exist.</param>
/// <param name="others">What else it can be refused with, but for what all are.</param>
internal abstract class RdsModification(ErrorRow notFound, params IReadOnlyList<ErrorRow> others) : RdsOperation<RdsModification.Request>("update")
{
    protected static readonly Parameter ClientToken =
        Parameter.Optional("ClientToken", "A token; the call may be repeated anyway.", "ETnLKlblzczshOTUbOCz");

    public sealed override IReadOnlyList<ErrorRow> Errors { get; } = [.. others, notFound, RdsErrors.BusyByFault, RdsErrors.Denied];

    protected sealed override Request Read(RpcParameters parameters) => new(parameters);

    protected sealed override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return notFound.Error;
        if (FindRefusal(instance) is { } refusal)
            return refusal;
        return Decision.Become(instance.WithKept(request.Parameters, Parameters), new InstanceEvent.InstanceModified());
    }

    /// <summary>What keeps the instance from being changed.</summary>
    protected virtual ApiError? FindRefusal(Instance instance) => null;

    internal sealed record Request(RpcParameters Parameters);
}
