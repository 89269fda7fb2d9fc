namespace ResetPassword.Store.Postgres;

/// <summary>
/// Those in this process who lost a race for the same instance, or for what controls set, one after the other: only one of them holds a connection to wait for
/// the row. Thread-safe.
/// </summary>
internal sealed class Turns
{
    // Instances may share one: they then wait for each other, no more.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Ends when it is one's turn; whoever has it gives it back.</summary>
    /// <exception cref="StoreUnavailableException">It takes too long.</exception>
    public async Task<SemaphoreSlim> WaitAsync(string ownerId, string instanceId, TimeSpan patience)
    {
        var turn = _turns[(uint)HashCode.Combine(ownerId, instanceId) % (uint)_turns.Length];
        return await turn.WaitAsync(patience)
            ? turn
            : throw new StoreUnavailableException("Too many wait to change the same");
    }
}
