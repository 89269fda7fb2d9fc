using ResetPassword.Store;

namespace ResetPassword.Gateway;

/// <summary>What an operation may know besides its request and what was loaded. The same context always gives the same answers.</summary>
internal sealed class CallContext(Caller caller, DateTimeOffset now, string requestId, IdSource ids)
{
    private PasswordHash? _hash;

    public Caller Caller { get; } = caller;

    public DateTimeOffset Now { get; } = now;

    public string RequestId { get; } = requestId;

    /// <summary>
    /// The salted hash of the call's password: computed once, however often the operation decides after a lost race.
    /// </summary>
    public PasswordHash Hash(Secret password) => _hash ??= PasswordHash.Of(password, ids.NextSalt());
}
