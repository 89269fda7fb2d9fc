using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>A journal in memory. Thread-safe.</summary>
/// <param name="size">How many calls it holds; 0 keeps none.</param>
/// <param name="ownerId">Whose calls they are, for the log; null where they are nobody's.</param>
internal sealed class MemoryJournal(int size, string? ownerId = null, IChangeLog? log = null) : IJournal
{
    private readonly JournalRing _calls = new(size);
    private readonly JournalRing _unsigned = new(size);
    private readonly Dictionary<JournalFilter, JournalWatch> _watches = [];
    private readonly Lock _lock = new();

    // The calls whose commits have had them written down already, by their RequestIds; they come at their end, and are as they were written.
    private readonly Dictionary<string, JournalEntry> _writtenAhead = new(StringComparer.Ordinal);
    private TaskCompletionSource? _changed;
    private long _sequence;
    private bool _hasEnded;

    public bool IsKept { get; } = size > 0;

    public ValueTask AddAsync(JournalEntry entry)
    {
        lock (_lock)
        {
            // A tenant that was dropped may have been made again: the call is not the new one's.
            var isWritten = _writtenAhead.Remove(entry.RequestId, out var written);
            if (!isWritten && !_hasEnded)
                log?.Add(new StoreChange.CallRecorded(ownerId, entry));
            Add(written ?? entry);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Takes a call of before.</summary>
    public void Restore(JournalEntry entry)
    {
        lock (_lock)
            Add(entry);
    }

    /// <summary>Has a call written down together with the changes that it makes; it is added when it ends.</summary>
    public void WriteAhead(JournalEntry entry, List<StoreChange> changes)
    {
        lock (_lock)
        {
            if (IsKept && _writtenAhead.TryAdd(entry.RequestId, entry))
                changes.Add(new StoreChange.CallRecorded(ownerId, entry));
            log?.Add(CollectionsMarshal.AsSpan(changes));
        }
    }

    public ValueTask<IReadOnlyList<JournalEntry>> FindAsync(JournalFilter filter)
    {
        lock (_lock)
            return ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. Matching(filter).OrderBy(slot => slot.Sequence).Select(slot => slot.Entry)]);
    }

    public ValueTask ClearAsync()
    {
        Clear();
        return ValueTask.CompletedTask;
    }

    /// <summary>Empties it, together with what else changes.</summary>
    public void Clear(params ReadOnlySpan<StoreChange> changes)
    {
        lock (_lock)
        {
            // Whoever reads them is told, also who has read all of them.
            _sequence++;
            _calls.Clear(_sequence);
            _unsigned.Clear(_sequence);
            foreach (var watch in _watches.Values)
                watch.Cleared();
            Changed();
            _writtenAhead.Clear();
            if (!_hasEnded)
                log?.Add([.. changes, new StoreChange.CallsCleared(ownerId)]);
        }
    }

    /// <summary>Nobody waits on: its tenant is gone.</summary>
    public void End(StoreChange change)
    {
        lock (_lock)
        {
            _hasEnded = true;
            foreach (var watch in _watches.Values)
                watch.Ended();
            Changed();
            log?.Add(change);
        }
    }

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

    public async IAsyncEnumerable<JournalPiece> WatchAsync(string? after, int most, [EnumeratorCancellation] CancellationToken cancellation)
    {
        JournalReading? reading = null;
        while (true)
        {
            Task changed;
            JournalPiece piece;
            lock (_lock)
            {
                if (_hasEnded)
                    yield break;
                changed = (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                reading ??= new(_calls, _unsigned, after, most);
                piece = reading.Read();
            }

            if (piece.Calls.Count > 0 || piece.IsGap)
                yield return piece;
            else
                await changed.WaitAsync(cancellation);
        }
    }

    private void Changed()
    {
        _changed?.TrySetResult();
        _changed = null;
    }

    private void Add(JournalEntry entry)
    {
        var ring = entry.IsUnsigned ? _unsigned : _calls;
        ring.Add(_sequence++, entry);
        while (ring.TryDrop(out var dropped))
        {
            foreach (var watch in _watches.Values)
                watch.Dropped(dropped);
        }

        foreach (var watch in _watches.Values)
            watch.Added(entry);
        Changed();
    }

    private IEnumerable<JournalSlot> Matching(JournalFilter filter) => _calls.Slots.Concat(_unsigned.Slots).Where(slot => filter.Matches(slot.Entry));
}
