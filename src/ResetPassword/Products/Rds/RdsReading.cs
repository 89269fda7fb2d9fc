using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.Rds;

/// <summary>An action that shows something of one RDS instance, whatever its state is. What nothing here can change is as a new instance has it.</summary>
/// <param name="notFound">The action's row of an instance that does not exist.</param>
/// <param name="others">What else it can be refused with.</param>
internal abstract class RdsReading(ErrorRow notFound, params IReadOnlyList<ErrorRow> others) : RdsOperation<RdsReading.Request>("get")
{
    protected static readonly Parameter RegionId = Parameter.Required("RegionId", "The region of the instance.", "cn-hangzhou");
    protected static readonly Parameter OptionalRegionId = Parameter.Optional("RegionId", "The region of the instance.", "cn-hangzhou");
    protected static readonly Parameter ClientToken = Parameter.Optional("ClientToken", "A token; reading may be repeated anyway.", "ETnLKlblzczshOTUbOCz");
    protected static readonly Parameter ResourceGroupId = Parameter.Optional("ResourceGroupId", "The resource group of the instance.", "rg-emulated");

    public sealed override IReadOnlyList<ErrorRow> Errors { get; } = [notFound, .. others, RdsErrors.BusyByFault, RdsErrors.Denied];

    protected sealed override Request Read(RpcParameters parameters) => new();

    protected sealed override Decision Decide(Request request, in Seen seen, CallContext context) =>
        seen.Instance is { } instance ? FindRefusal(instance) ?? (Decision)new Decision.Answer(ReplyOf(instance)) : notFound.Error;

    /// <summary>What keeps the instance from being shown.</summary>
    protected virtual ApiError? FindRefusal(Instance instance) => null;

    protected abstract Reply ReplyOf(Instance instance);

    internal sealed record Request;
}
