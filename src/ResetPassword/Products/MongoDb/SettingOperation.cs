using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>An action that shows something of a MongoDB instance, whatever its state.</summary>
internal abstract class SettingOperation() : MongoDbOperation<SettingOperation.Request>("get")
{
    private static readonly ErrorRow NotFound = MongoDbErrors.InstanceNotFound.ByAnalogy();

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId];

    public sealed override IReadOnlyList<ErrorRow> Errors { get; } = [NotFound, MongoDbErrors.Denied];

    protected sealed override Request Read(RpcParameters parameters) => new();

    protected sealed override Decision Decide(Request request, in Seen seen, CallContext context) => seen.Instance is { } instance
        ? new Decision.Answer(ReplyOf(instance, context))
        : NotFound.Error;

    protected abstract Reply ReplyOf(Instance instance, CallContext context);

    internal sealed record Request;
}
