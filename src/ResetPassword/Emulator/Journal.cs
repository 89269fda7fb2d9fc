namespace ResetPassword.Emulator;

/// <summary>
/// A tenant's last calls, oldest first, and apart from them the last that name its key and were refused before they were known to be its own (a wrong signature,
/// an unknown action): neither pushes the other out. Thread-safe.
/// </summary>
internal sealed class Journal(int size)
{
    private readonly Ring _calls = new(size);
    private readonly Ring _unsigned = new(size);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _added;
    private long _sequence;

    /// <summary>Whether it holds any calls at all.</summary>
    public bool IsKept { get; } = size > 0;

    public void Add(JournalEntry entry)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            var ring = entry.Stage <= Gateway.Stage.Authenticate ? _unsigned : _calls;
            ring.Add(new(_sequence++, entry));
            (waiting, _added) = (_added, null);
        }

        waiting?.SetResult();
    }

    public IReadOnlyList<JournalEntry> Find(JournalFilter filter)
    {
        lock (_lock)
            return Select(filter);
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
            _unsigned.Clear();
        }
    }

    /// <summary>How many calls match, once there are <paramref name="count"/> or when <paramref name="cancellation"/> says that it is time.</summary>
    public async Task<int> WaitAsync(JournalFilter filter, int count, CancellationToken cancellation)
    {
        while (true)
        {
            Task added;
            int found;
            lock (_lock)
            {
                found = Matching(filter).Count();
                added = (_added ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (found >= count || cancellation.IsCancellationRequested)
                return found;
            await added.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<JournalEntry> Select(JournalFilter filter) =>
        [.. Matching(filter).OrderBy(slot => slot.Sequence).Select(slot => slot.Entry)];

    private IEnumerable<Slot> Matching(JournalFilter filter) => _calls.Entries.Concat(_unsigned.Entries).Where(slot => filter.Matches(slot.Entry));

    private readonly record struct Slot(long Sequence, JournalEntry Entry);

    // Grows up to its size, then overwrites its oldest.
    private sealed class Ring(int size)
    {
        private readonly List<Slot> _slots = [];
        private int _oldest;

        public IEnumerable<Slot> Entries => _slots;

        public void Add(Slot slot)
        {
            if (_slots.Count < size)
            {
                _slots.Add(slot);
                return;
            }

            _slots[_oldest] = slot;
            _oldest = (_oldest + 1) % size;
        }

        public void Clear()
        {
            _slots.Clear();
            _oldest = 0;
        }
    }
}
