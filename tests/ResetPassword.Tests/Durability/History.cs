namespace ResetPassword.Tests.Durability;

/// <summary>What was done to an account.</summary>
internal enum Deed
{
    Create,
    Reset,
    Verify,
    Delete,
}

/// <summary>What an account is: its password and that password's version; null where there is no account.</summary>
internal sealed record AccountState(string Password, long Version);

/// <summary>A call about an account, when it began and ended, and what it answered.</summary>
/// <param name="Found">Of a verification: whether the password matched, and the version that was said; null where it found no account.</param>
/// <param name="IsDone">Whether it was done; null where nobody knows, as after a 503.</param>
internal sealed record Event(Deed Deed, string Password, long Began, long Ended, bool? IsDone, (bool Matches, long Version)? Found = null)
{
    /// <summary>The states that it may leave, if it happens in a state; none where it could not have answered what it did.</summary>
    public IEnumerable<AccountState?> From(AccountState? state)
    {
        if (Deed == Deed.Verify)
            return IsDone is null || Found == SeenIn(state) ? [state] : [];

        var isPossible = (Deed == Deed.Create) == (state is null);
        AccountState? next = Deed == Deed.Delete ? null : new(Password, Deed == Deed.Reset && state is not null ? state.Version + 1 : 1);
        return IsDone switch
        {
            true => isPossible ? [next] : [],
            false => isPossible ? [] : [state],
            null => isPossible ? [state, next] : [state],
        };
    }

    private (bool Matches, long Version)? SeenIn(AccountState? state) => state is null ? null : (state.Password == Password, state.Version);
}

/// <summary>
/// Whether calls about one account, which overlapped, can have happened one after the other (Wing and Gong 1993, with Lowe's memory of what was tried).
/// </summary>
internal sealed class History(IReadOnlyList<Event> events)
{
    private readonly HashSet<(ulong Done, AccountState? State)> _tried = [];

    public bool IsLinearizable()
    {
        Assert.InRange(events.Count, 0, 63);
        return CanContinue(0, null);
    }

    // What is next began before anything that is left has ended.
    private bool CanContinue(ulong done, AccountState? state)
    {
        var left = Enumerable.Range(0, events.Count).Where(n => (done & (1UL << n)) == 0).ToArray();
        if (left.Length == 0)
            return true;
        if (!_tried.Add((done, state)))
            return false;
        var firstEnd = left.Min(n => events[n].Ended);
        return left.Where(n => events[n].Began <= firstEnd)
            .Any(n => events[n].From(state).Any(next => CanContinue(done | (1UL << n), next)));
    }
}
