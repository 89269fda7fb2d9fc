using Microsoft.Data.Sqlite;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Sqlite;

/// <summary>
/// Everything in a file, and for reading in the memory of this process, which is the only one that has it open. A change is made in memory and written at once;
/// nobody is answered before what the answer speaks of is in the file.
/// </summary>
internal sealed class SqliteStore : IStore
{
    private const string SeedHash = "seed_hash";

    private readonly MemoryStore _memory;
    private readonly SqliteLog _log;

    private SqliteStore(MemoryStore memory, SqliteLog log, string path, string? notice) =>
        (_memory, _log, Name, Notice) = (memory, log, $"sqlite {path}", notice);

    public string Name { get; }

    public string? Notice { get; }

    public IJournal Unattributed => _memory.Unattributed;

    /// <summary>Reads the file, and writes to it from then on. The file is the store's from then on.</summary>
    /// <param name="progress">Is told how many rows have been read.</param>
    /// <param name="writing">The time that writing takes; null for the system's.</param>
    /// <exception cref="StoreRefusedException">There is something in the file that this program did not write.</exception>
    public static SqliteStore Load(
        SqliteFile file, Seed seed, KeyRing keys, TimeProvider clock, TenantLimits limits, Action<long>? progress = null, TimeProvider? writing = null)
    {
        var log = new SqliteLog(file, limits.JournalSize, clock, writing ?? TimeProvider.System);
        try
        {
            var memory = new MemoryStore(seed, keys, clock, limits, log);
            var reader = new SqliteReader(file.Connection, memory, progress);
            reader.Read();

            // Nothing is written before everything could be read.
            string? notice = null;
            file.Transact(() =>
            {
                file.SetOpenedAt(clock.GetUtcNow());
                notice = Adopt(file, seed);
                log.Trim(reader.ForgottenKeys);
            });
            log.Listen();
            return new(memory, log, file.Path, notice);
        }
        catch (SqliteException refused)
        {
            log.Dispose();
            throw SqliteFile.Refusal(file.Path, refused);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or System.Text.Json.JsonException or KeyNotFoundException)
        {
            log.Dispose();
            throw new StoreRefusedException($"{file.Path} cannot be read: {unreadable.Message}", unreadable);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    public ValueTask<Tenant?> FindTenantAsync(string accessKeyId)
    {
        RequireWritable();
        return _memory.FindTenantAsync(accessKeyId);
    }

    public ValueTask<TemporaryKey?> FindTemporaryKeyAsync(string accessKeyId) => _memory.FindTemporaryKeyAsync(accessKeyId);

    public ValueTask<TemporaryKey?> FindTokenAsync(string token) => _memory.FindTokenAsync(token);

    public ValueTask<bool> IsCurrentAsync(Tenant? found) => _memory.IsCurrentAsync(found);

    public ValueTask<Entrance> EnterAsync(AccessKey key, Entering call)
    {
        RequireWritable();
        return _memory.EnterAsync(key, call);
    }

    public ValueTask<Tenant?> EnterAsync(AccessKey key)
    {
        RequireWritable();
        return _memory.EnterAsync(key);
    }

    public ValueTask<Tenant?> MakeAsync(AccessKey key, IReadOnlyList<Instance> instances)
    {
        RequireWritable();
        return _memory.MakeAsync(key, instances);
    }

    public ValueTask<IReadOnlyList<(Tenant Tenant, DateTimeOffset? LastUsed)>> ListTenantsAsync()
    {
        RequireWritable();
        return _memory.ListTenantsAsync();
    }

    public ValueTask<bool> DropAsync(string accessKeyId)
    {
        RequireWritable();
        return _memory.DropAsync(accessKeyId);
    }

    public ValueTask<string?> FindTroubleAsync() => ValueTask.FromResult(_log.Trouble);

    public async ValueTask FlushAsync() => await _log.WrittenAsync();

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    // What was never changed is the seed's, whichever that is.
    private static string? Adopt(SqliteFile file, Seed seed)
    {
        var before = file.FindMeta(SeedHash);
        file.SetMeta(SeedHash, seed.Hash);
        return before is null || before == seed.Hash
            ? null
            : "The seed is another one than before: what was changed stays as it is, everything else is as the new seed has it.";
    }

    // What cannot be written is not even tried: it would be answered with 503 five seconds later, and stand in the queue.
    private void RequireWritable()
    {
        if (_log.Trouble is { } trouble)
            throw new StoreUnavailableException(trouble);
    }
}
