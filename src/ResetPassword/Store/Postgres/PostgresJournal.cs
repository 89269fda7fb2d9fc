using System.Runtime.CompilerServices;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>A tenant's journal, as one call or control has it.</summary>
/// <param name="tenant">The tenant's number.</param>
internal sealed class PostgresJournal(JournalTable table, long tenant) : IJournal
{
    // A call of another process is seen when it is looked for.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile string? _written;
    private volatile string? _marked;

    public bool IsKept => table.IsKept;

    /// <summary>The commit of a call has written its entry.</summary>
    public void WroteWithCommit(string requestId)
    {
        _written = requestId;
        table.Added(tenant);
    }

    /// <summary>The commit of a call has left a mark: the entry is written when the call ends, which a fault delays.</summary>
    public void MarkedByCommit(string requestId) => _marked = requestId;

    public async ValueTask AddAsync(JournalEntry entry)
    {
        if (_marked == entry.RequestId)
            await table.AddMarkedAsync(JournalRow.Of(tenant, entry));
        else if (_written != entry.RequestId)
            await table.AddAsync(JournalRow.Of(tenant, entry));
    }

    public async ValueTask<IReadOnlyList<JournalEntry>> FindAsync(JournalFilter filter) =>
        table.IsKept ? [.. (await table.ReadAsync(tenant)).Where(filter.Matches)] : [];

    public async ValueTask ClearAsync() => await table.ClearAsync(tenant);

    public async Task<int> WaitAsync(JournalFilter filter, int count, CancellationToken cancellation)
    {
        var found = 0;
        await foreach (var calls in ReadAsync(cancellation))
        {
            found = calls.Count(filter.Matches);
            if (found >= count || cancellation.IsCancellationRequested)
                break;
        }

        return found;
    }

    public async IAsyncEnumerable<JournalPiece> WatchAsync(string? after, int most, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var unseen = new UnseenCalls(after, most);
        await foreach (var calls in ReadAsync(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var piece in unseen.Of(calls))
                yield return piece;
        }
    }

    // Again when there may be others, and once more when it is time.
    private async IAsyncEnumerable<IReadOnlyList<JournalEntry>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // What is there already is looked for by oneself: another's reading may have begun before it came.
        var reading = table.ReadingOf(tenant);
        yield return await FindAsync(JournalFilter.All);
        while (true)
        {
            await reading.Ended.WaitAsync(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            table.End(tenant, reading);
            reading = table.ReadingOf(tenant, reading);
            if (await reading.Result is not { } now)
                yield break;
            yield return now.Entries;
        }
    }
}
