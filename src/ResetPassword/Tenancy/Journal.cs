namespace ResetPassword.Tenancy;

/// <summary>
/// A tenant's last calls, oldest first, and apart from them the last that name its key and were refused before they were known to be its own (a wrong
/// signature, an unknown action): neither pushes the other out. Thread-safe.
/// </summary>
internal sealed class Journal(int size)
{
    /// <summary>How many bytes there are for a call, on average: few calls with much to say of them push out as many others as would have room.</summary>
    public const int BytesPerCall = 8192;

    private readonly JournalRing _calls = new(size);
    private readonly JournalRing _unsigned = new(size);
    private readonly Dictionary<JournalFilter, JournalWatch> _watches = [];
    private readonly Lock _lock = new();
    private long _sequence;
    private bool _hasEnded;

    /// <summary>Whether it holds any calls at all.</summary>
    public bool IsKept { get; } = size > 0;

    public ValueTask AddAsync(JournalEntry entry)
    {
        Add(entry);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<JournalEntry>> FindAsync(JournalFilter filter)
    {
        lock (_lock)
            return ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. Matching(filter).OrderBy(slot => slot.Sequence).Select(slot => slot.Entry)]);
    }

    public ValueTask ClearAsync()
    {
        lock (_lock)
        {
            _calls.Clear();
            _unsigned.Clear();
            foreach (var watch in _watches.Values)
                watch.Cleared();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Nobody waits on: its tenant is gone.</summary>
    public ValueTask EndAsync()
    {
        lock (_lock)
        {
            _hasEnded = true;
            foreach (var watch in _watches.Values)
                watch.Ended();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>How many calls match, once there are <paramref name="count"/> or when <paramref name="cancellation"/> says that it is time.</summary>
    public async Task<int> WaitAsync(JournalFilter filter, int count, CancellationToken cancellation)
    {
        JournalWatch? watch;
        JournalWaiter waiter;
        lock (_lock)
        {
            var found = _watches.TryGetValue(filter, out watch) ? watch.Count : Matching(filter).Count();
            if (found >= count || _hasEnded || cancellation.IsCancellationRequested)
                return found;
            if (watch is null)
                _watches.Add(filter, watch = new(filter, found));
            waiter = watch.Enter(count);
        }

        await waiter.Reached.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            watch.Leave(waiter);
            if (watch.IsEmpty && _watches.GetValueOrDefault(filter) == watch)
                _watches.Remove(filter);
            return waiter.Found ?? watch.Count;
        }
    }

    private void Add(JournalEntry entry)
    {
        lock (_lock)
        {
            var ring = entry.Stage <= Stage.Authenticate ? _unsigned : _calls;
            ring.Add(_sequence++, entry);
            while (ring.TryDrop(out var dropped))
            {
                foreach (var watch in _watches.Values)
                    watch.Dropped(dropped);
            }

            foreach (var watch in _watches.Values)
                watch.Added(entry);
        }
    }

    private IEnumerable<JournalSlot> Matching(JournalFilter filter) => _calls.Slots.Concat(_unsigned.Slots).Where(slot => filter.Matches(slot.Entry));
}
