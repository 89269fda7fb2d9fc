using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>
/// Those who wait for the same calls. A call is matched once for all of them, and how many match is counted on, so that it costs the call no more than that.
/// Its journal's lock is held for all it does.
/// </summary>
internal sealed class JournalWatch(JournalFilter filter, int count)
{
    private readonly SortedSet<JournalWaiter> _waiters = [];
    private long _entered;

    /// <summary>How many calls of the journal match.</summary>
    public int Count { get; private set; } = count;

    public bool IsEmpty => _waiters.Count == 0;

    public JournalWaiter Enter(int wanted)
    {
        var waiter = new JournalWaiter(wanted, _entered++);
        _waiters.Add(waiter);
        return waiter;
    }

    public void Leave(JournalWaiter waiter) => _waiters.Remove(waiter);

    public void Added(JournalEntry entry)
    {
        if (!filter.Matches(entry))
            return;
        Count++;
        while (_waiters.Min is { } least && least.Wanted <= Count)
        {
            _waiters.Remove(least);
            least.Reach(Count);
        }
    }

    public void Dropped(JournalEntry entry) => Count -= filter.Matches(entry) ? 1 : 0;

    public void Cleared() => Count = 0;

    /// <summary>No call will come any more: nobody waits on.</summary>
    public void Ended()
    {
        foreach (var waiter in _waiters)
            waiter.Reach(Count);
        _waiters.Clear();
    }
}

/// <summary>Somebody who waits for a number of calls; those who want the fewest come first.</summary>
internal sealed class JournalWaiter(int wanted, long entered) : IComparable<JournalWaiter>
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _entered = entered;

    public int Wanted { get; } = wanted;

    /// <summary>Done when there are enough.</summary>
    public Task Reached => _reached.Task;

    /// <summary>How many there were when there were enough; null until then.</summary>
    public int? Found { get; private set; }

    public void Reach(int count)
    {
        Found = count;
        _reached.SetResult();
    }

    public int CompareTo(JournalWaiter? other)
    {
        if (other is null)
            return 1;
        var byWanted = Wanted.CompareTo(other.Wanted);
        return byWanted != 0 ? byWanted : _entered.CompareTo(other._entered);
    }
}
