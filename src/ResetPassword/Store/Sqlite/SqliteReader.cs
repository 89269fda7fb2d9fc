using Microsoft.Data.Sqlite;
using ResetPassword.Model;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Sqlite;

/// <summary>Puts a store in memory back to what a file says.</summary>
/// <param name="progress">Is told now and then how many rows have been read.</param>
internal sealed class SqliteReader(SqliteConnection connection, MemoryStore memory, Action<long>? progress)
{
    private const long RowsBetweenReports = 50_000;

    private readonly Dictionary<string, Dictionary<string, Instance?>> _instances = new(StringComparer.Ordinal);
    private long _rows;

    /// <summary>The ids of the temporary keys that made room for others.</summary>
    public IReadOnlyList<string> ForgottenKeys { get; private set; } = [];

    public void Read()
    {
        var counts = ReadFaults();
        var tenants = new Dictionary<string, RestoredTenant>(StringComparer.Ordinal);
        foreach (var row in Rows("select owner_id, access_key_id, seed, state, is_replaced from tenants"))
        {
            var seed = row.IsDBNull(2) ? null : StoredText.ReadSeed(row.GetString(2));
            if (memory.Restore(row.GetString(1), seed) is { } tenant)
                tenants.Add(row.GetString(0), new(tenant, row.IsDBNull(3) ? null : row.GetString(3), row.GetInt64(4) == 1));
        }

        // A tenant of the seed that has only instances changed has no row of its own.
        foreach (var (tenant, _) in memory.List().Where(listed => !tenants.ContainsKey(listed.Tenant.OwnerId)))
            tenants.Add(tenant.OwnerId, new(tenant, null, false));
        foreach (var (ownerId, restored) in tenants)
            _instances[ownerId] = (restored.IsReplaced ? [] : restored.Tenant.Seed).ToDictionary(made => made.Id, Instance? (made) => made);
        ReadInstances();
        ReadAccounts();
        foreach (var (ownerId, restored) in tenants)
            restored.Tenant.Restore(restored.State, counts.GetValueOrDefault(ownerId) ?? [], [.. _instances[ownerId].Values.OfType<Instance>()]);
        ReadKeys();
        ReadNonces();
        ReadCalls(tenants);
    }

    private Dictionary<string, Dictionary<string, FaultCounts>> ReadFaults()
    {
        var counts = new Dictionary<string, Dictionary<string, FaultCounts>>(StringComparer.Ordinal);
        foreach (var row in Rows("select owner_id, fault_id, matched, hits from faults"))
        {
            if (!counts.TryGetValue(row.GetString(0), out var ofOwner))
                counts.Add(row.GetString(0), ofOwner = new(StringComparer.Ordinal));
            ofOwner[row.GetString(1)] = new((int)row.GetInt64(2), (int)row.GetInt64(3));
        }

        return counts;
    }

    private void ReadInstances()
    {
        foreach (var row in Rows("select owner_id, instance_id, is_seeded, is_removed, document from instances"))
        {
            if (!_instances.TryGetValue(row.GetString(0), out var ofOwner))
                continue;
            var id = row.GetString(1);
            var accounts = row.GetInt64(2) == 1 && ofOwner.GetValueOrDefault(id) is { } made ? made.Accounts : AccountMap.Empty;
            ofOwner[id] = row.GetInt64(3) == 1 ? null : StoredText.ReadInstance(row.GetString(4)) with { Accounts = accounts };
        }
    }

    // One instance after the other, so that each is put together once.
    private void ReadAccounts()
    {
        var (ownerId, id) = ("", "");
        Instance? instance = null;
        foreach (var row in Rows("select owner_id, instance_id, name, character_type, document from accounts order by owner_id, instance_id"))
        {
            if (row.GetString(0) != ownerId || row.GetString(1) != id)
            {
                Keep(ownerId, instance);
                (ownerId, id) = (row.GetString(0), row.GetString(1));
                instance = _instances.GetValueOrDefault(ownerId)?.GetValueOrDefault(id);
            }

            if (instance is null)
                continue;
            var key = new AccountKey(row.GetString(2), row.GetString(3) is { Length: > 0 } characterType ? characterType : null);
            instance = instance with
            {
                Accounts = row.IsDBNull(4) ? instance.Accounts.Without(key) : instance.Accounts.With(StoredText.ReadAccount(row.GetString(4), instance)),
            };
        }

        Keep(ownerId, instance);
    }

    private void Keep(string ownerId, Instance? instance)
    {
        if (instance is not null)
            _instances[ownerId][instance.Id] = instance;
    }

    private void ReadKeys()
    {
        var ids = new List<string>();
        foreach (var row in Rows("select access_key_id, document from temporary_keys"))
        {
            ids.Add(row.GetString(0));
            memory.TemporaryKeys.Restore(StoredText.ReadTemporaryKey(row.GetString(1)));
        }

        ForgottenKeys = [.. ids.Where(id => memory.TemporaryKeys.Find(id) is null)];
    }

    private void ReadNonces()
    {
        foreach (var row in Rows("select high, low, judged, real from nonces order by sequence"))
            memory.Restore(new NonceId((ulong)row.GetInt64(0), (ulong)row.GetInt64(1)), new NonceExpiry((uint)row.GetInt64(2), (uint)row.GetInt64(3)));
    }

    private void ReadCalls(Dictionary<string, RestoredTenant> tenants)
    {
        foreach (var row in Rows("select owner_id, document from journal order by sequence"))
        {
            var ownerId = row.GetString(0);
            var journal = ownerId == SqliteTables.Nobody ? memory.Unattributed : tenants.GetValueOrDefault(ownerId)?.Tenant.Journal;
            ((MemoryJournal?)journal)?.Restore(StoredText.ReadEntry(row.GetString(1)));
        }
    }

    private IEnumerable<SqliteDataReader> Rows(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (++_rows % RowsBetweenReports == 0)
                progress?.Invoke(_rows);
            yield return reader;
        }
    }

    /// <summary>A tenant of the file.</summary>
    private sealed record RestoredTenant(MemoryTenant Tenant, string? State, bool IsReplaced);
}
