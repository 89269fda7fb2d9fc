using ResetPassword.Model;
using ResetPassword.Ram;

namespace ResetPassword.Operations;

/// <summary>What an operation decided: refuse with a documented row, answer, or answer and change.</summary>
internal abstract record Decision
{
    private Decision()
    {
    }

    public static implicit operator Decision(ApiError error) => new Refusal(error);

    /// <summary>The target instance becomes <paramref name="next"/>, because of <paramref name="happened"/>.</summary>
    public static Decision Become(Instance next, params InstanceEvent[] happened) => new Change(next, happened, Reply.Empty);

    /// <summary>The target instance goes: at once, or it is <paramref name="meanwhile"/> for as long as that takes.</summary>
    public static Decision Delete(Instance instance, string meanwhile, CallContext context, Reply reply) => new Change(
        context.Duration == TimeSpan.Zero ? null : instance with { Status = meanwhile, Pending = new(null, context.Now + context.Duration) },
        [new InstanceEvent.InstanceDeleted()],
        reply);

    /// <summary>An account of the target instance goes: at once, or it is <paramref name="meanwhile"/> for as long as that takes.</summary>
    public static Decision Delete(Instance instance, DatabaseAccount account, string meanwhile, CallContext context) => Become(
        context.Duration == TimeSpan.Zero
            ? instance.Without(account)
            : instance.With(account with { Status = meanwhile, Pending = new(null, context.Now + context.Duration) }),
        new InstanceEvent.AccountDeleted(account.Key));

    /// <summary>A database of the target instance goes: at once, or it is <paramref name="meanwhile"/> for as long as that takes.</summary>
    public static Decision Delete(Instance instance, Database database, string meanwhile, CallContext context) => Become(
        context.Duration == TimeSpan.Zero
            ? instance.Without(database)
            : instance.With(database with { Status = meanwhile, Pending = new(null, context.Now + context.Duration) }),
        new InstanceEvent.DatabaseDeleted(database.Name));

    /// <param name="Denial">What a denial by policy says besides.</param>
    public sealed record Refusal(ApiError Error, AccessDenial? Denial = null) : Decision;

    public sealed record Answer(Reply Reply) : Decision;

    /// <summary>A temporary key becomes valid, and is answered.</summary>
    public sealed record Issue(TemporaryKey Key, Reply Reply) : Decision;

    /// <summary>A null <paramref name="Next"/> removes the instance.</summary>
    public sealed record Change(Instance? Next, IReadOnlyList<InstanceEvent> Events, Reply Reply) : Decision;
}
