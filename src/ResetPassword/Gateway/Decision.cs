using ResetPassword.Gateway.Authentication;
using ResetPassword.Gateway.Authorization;
using ResetPassword.Store;

namespace ResetPassword.Gateway;

/// <summary>What an operation decided: refuse with a documented row, answer, or answer and change.</summary>
internal abstract record Decision
{
    private Decision()
    {
    }

    public static implicit operator Decision(ApiError error) => new Refusal(error);

    /// <summary>The target instance becomes <paramref name="next"/>, because of <paramref name="happened"/>.</summary>
    public static Decision Become(Instance next, params InstanceEvent[] happened) => new Change(next, happened, Reply.Empty);

    /// <param name="Denial">What a denial by policy says besides.</param>
    public sealed record Refusal(ApiError Error, AccessDenial? Denial = null) : Decision;

    public sealed record Answer(Reply Reply) : Decision;

    /// <summary>A temporary key becomes valid, and is answered.</summary>
    public sealed record Issue(TemporaryKey Key, Reply Reply) : Decision;

    /// <summary>A null <paramref name="Next"/> removes the instance.</summary>
    public sealed record Change(Instance? Next, IReadOnlyList<InstanceEvent> Events, Reply Reply) : Decision;
}
