using System.Collections.Concurrent;
using Npgsql;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>The journals of all tenants, and who waits for their next call in this process. Thread-safe.</summary>
/// <param name="size">How many calls a journal holds of each kind; 0 keeps none.</param>
internal sealed class JournalTable(Database database, BatchQueue queue, int size)
{
    // How many calls more than there is room for are of no account, and of how many tenants that is counted.
    private const int TrimEach = 100;
    private const int MaxCounted = 100_000;

    private static readonly JournalKind[] ReadKinds = [JournalKind.Call, JournalKind.Unsigned];

    private readonly ConcurrentDictionary<long, SharedReading> _waiting = new();
    private readonly ConcurrentDictionary<long, int> _added = new();

    public bool IsKept => size > 0;

    public async Task AddAsync(JournalRow row)
    {
        await queue.RunAsync(new RecordRequest(row));
        Added(row.Tenant);
    }

    /// <summary>Adds a call whose commit has left a mark.</summary>
    public async Task AddMarkedAsync(JournalRow row)
    {
        await database.RunAsync(() => row.AddTo(new(Statements.RecordMarked)));
        Added(row.Tenant);
    }

    /// <summary>Wakes who waits for a call of the tenant: there is one.</summary>
    public void Added(long tenant)
    {
        // The first may follow on what another process has left.
        _added.AddOrUpdate(tenant, TrimEach, static (_, count) => count + 1);
        Wake(tenant);
    }

    public async Task ClearAsync(long tenant)
    {
        await database.RunAsync(() => new Statement(Statements.ClearJournal).With(tenant));
        Wake(tenant);
    }

    /// <summary>Whoever waits looks again.</summary>
    public void Wake(long tenant)
    {
        if (_waiting.TryRemove(tenant, out var waiting))
            waiting.End();
    }

    /// <summary>The reading of all who wait for calls of the tenant; it ends when this process knows of another call.</summary>
    /// <param name="before">The one that has ended: what has not changed since is not read again.</param>
    public SharedReading ReadingOf(long tenant, SharedReading? before = null) =>
        _waiting.GetOrAdd(tenant, static (tenant, it) => new(() => it.Table.ReadNextAsync(tenant, it.Before)), (Table: this, Before: before));

    /// <summary>Ends a reading: others may have added calls since.</summary>
    public void End(long tenant, SharedReading reading)
    {
        if (_waiting.TryRemove(KeyValuePair.Create(tenant, reading)))
            reading.End();
    }

    /// <summary>The calls for which there is room, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(long tenant)
    {
        Statement Last(JournalKind kind) => new Statement(Statements.ReadJournal).With(tenant).With((long)kind).With(size);
        var rows = await database.RunAsync(
            async reader =>
            {
                var calls = await ReadLastAsync(reader);
                await reader.NextResultAsync();
                return calls.Concat(await ReadLastAsync(reader)).OrderBy(row => row.Number).ToArray();
            },
            () => Last(JournalKind.Call), () => Last(JournalKind.Unsigned));
        return [.. rows.Select(row => StoredText.ReadEntry(row.Document))];
    }

    // Null when the tenant does not exist.
    private async Task<JournalReading?> ReadNextAsync(long tenant, SharedReading? before)
    {
        var look = await database.RunAsync(
            async reader => await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2)) : default,
            () => new Statement(Statements.LookAtJournal).With(tenant));
        if (look is not (var count, var last, true))
            return null;
        return before?.Known is { } known && (known.Count, known.Last) == (count, last) ? known : new(count, last, await ReadAsync(tenant));
    }

    /// <summary>Deletes what there is no room for, of the journals that this process added to, and marks that nobody looks for any more.</summary>
    public async Task TrimAsync()
    {
        await database.DeleteAsync(atMost => new Statement(Statements.TrimMarks).With(atMost));
        if (_added.Count > MaxCounted)
            _added.Clear();
        foreach (var tenant in _added.Where(added => added.Value >= TrimEach).Select(added => added.Key).ToArray())
        {
            _added.TryRemove(tenant, out _);
            foreach (var kind in ReadKinds)
            {
                if (await FindOldestAsync(tenant, kind) is { } oldest)
                    await database.DeleteAsync(atMost => new Statement(Statements.TrimJournal).With(tenant).With((long)kind).With(oldest).With(atMost));
            }
        }
    }

    private Task<long?> FindOldestAsync(long tenant, JournalKind kind) => database.RunAsync(
        async reader => (await ReadLastAsync(reader)) is [.., var last] ? last.Number : (long?)null,
        () => new Statement(Statements.ReadJournalSizes).With(tenant).With((long)kind).With(size));

    // As many of the newest as there is room for; the last that came stays, whatever it takes.
    private async Task<IReadOnlyList<(long Number, string Document)>> ReadLastAsync(NpgsqlDataReader reader)
    {
        var rows = new List<(long, string)>();
        var room = (long)size * IJournal.BytesPerCall;
        while (await reader.ReadAsync())
        {
            room -= reader.GetInt64(1);
            if (room < 0 && rows.Count > 0)
                break;
            rows.Add((reader.GetInt64(0), reader.GetString(2)));
        }

        return rows;
    }
}
