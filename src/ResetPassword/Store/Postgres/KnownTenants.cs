using Npgsql;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>The tenants that this process knows, and how their rows are read. Thread-safe.</summary>
internal sealed class KnownTenants
{
    private const int Kept = 20_000;

    private readonly Database _database;
    private readonly KeyRing _keys;
    private readonly RamSeed _ram;
    private readonly SeedInstances _seed;
    private readonly SeedInstances _unbound;
    private readonly Dictionary<string, AccessKey[]> _configured;
    private readonly Dictionary<string, string> _ownersByKey;
    // What is not the last counts no more than any other that is not: the database says so at each call.
    private readonly RecentlyUsed<string, KnownTenant> _known = new(Kept);

    public KnownTenants(Database database, Seed seed, KeyRing keys)
    {
        (_database, _keys, _ram, _seed, _unbound) = (database, keys, seed.Ram, new(seed.Instances), new(seed.UnboundInstances));
        _configured = seed.AccessKeys.GroupBy(key => key.Caller.OwnerId).ToDictionary(ofOwner => ofOwner.Key, ofOwner => ofOwner.ToArray());
        _ownersByKey = seed.AccessKeys.ToDictionary(key => key.Caller.AccessKeyId, key => key.Caller.OwnerId, StringComparer.Ordinal);
    }

    /// <summary>The accounts of the seed.</summary>
    public IReadOnlyCollection<string> Configured => _configured.Keys;

    public bool IsConfigured(string ownerId) => _configured.ContainsKey(ownerId);

    public string OwnerOf(string accessKeyId) => _ownersByKey.GetValueOrDefault(accessKeyId) ?? _keys.NewKey(accessKeyId).Caller.OwnerId;

    /// <summary>As it was when it was read last; null where it is not known.</summary>
    public KnownTenant? Find(string ownerId) => _known.Find(ownerId);

    /// <summary>As it is now; null when there is none.</summary>
    public Task<KnownTenant?> ReadAsync(string ownerId) =>
        ReadAsync(ownerId, made => new Statement(TenantStatements.FindTenant).With(ownerId).With(made));

    /// <summary>As it is now, and used at a time.</summary>
    public Task<KnownTenant?> UseAsync(string ownerId, DateTimeOffset at) =>
        ReadAsync(ownerId, made => new Statement(TenantStatements.UseTenant).With(ownerId).With(made).With(at.UtcTicks));

    public async Task<IReadOnlyList<KnownTenant>> ListAsync() =>
        [.. (await _database.RunAsync(ReadRowsAsync, () => new Statement(TenantStatements.ListTenants)))
            .Select(row => TenantOf(row, _known.Find(row.OwnerId))).OfType<KnownTenant>()];

    /// <summary>Keeps what a change made of one.</summary>
    public void Put(KnownTenant tenant) => _known.Put(tenant.OwnerId, tenant);

    public void Forget(string ownerId) => _known.Remove(ownerId);

    /// <summary>The tenant that a reader gives.</summary>
    /// <param name="before">The one of which the seed was not read again.</param>
    public async Task<KnownTenant?> TakeAsync(NpgsqlDataReader reader, KnownTenant? before)
    {
        var rows = await ReadRowsAsync(reader);
        return rows.Count > 0 ? TenantOf(rows[0], before) : null;
    }

    private async Task<KnownTenant?> ReadAsync(string ownerId, Func<long, Statement> statement)
    {
        var before = _known.Find(ownerId);
        var rows = await _database.RunAsync(ReadRowsAsync, () => statement(before?.Made ?? 0));
        if (rows.Count > 0)
            return TenantOf(rows[0], before);
        Forget(ownerId);
        return null;
    }

    // A tenant of another seed's keys is none of this one's.
    private KnownTenant? TenantOf(in TenantRow row, KnownTenant? before)
    {
        if (row.Key is null && !_configured.ContainsKey(row.OwnerId))
            return null;
        var known = before is not null && before.Made == row.Made ? before : null;
        var (origin, seed) = known is null ? OriginOf(row) : (known.Origin, known.Seed);
        var tenant = new KnownTenant(origin, seed, row.Key, row.Made, row.Generation, row.Version,
            known?.Version == row.Version ? known.State : StateOf(row.State, origin), row.IsReplaced, new(row.LastUsed, TimeSpan.Zero));
        Put(tenant);
        return tenant;
    }

    private (TenantOrigin Origin, SeedInstances Seed) OriginOf(in TenantRow row)
    {
        var seed = row.OwnSeed is { } own ? new SeedInstances(StoredText.ReadSeed(own)) : _configured.ContainsKey(row.OwnerId) ? _seed : _unbound;
        var keys = _configured.GetValueOrDefault(row.OwnerId) ?? [_keys.NewKey(row.Key ?? "")];
        return (new(row.OwnerId, keys, seed.All, row.HasOwnSeed, _ram), seed);
    }

    private static TenantState StateOf(string text, TenantOrigin origin) => text == "" ? TenantState.Made : StoredText.ReadState(text, () => origin.Ram);

    private static async Task<IReadOnlyList<TenantRow>> ReadRowsAsync(NpgsqlDataReader reader)
    {
        var rows = new List<TenantRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new(
                reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4),
                reader.GetString(5), reader.GetBoolean(6), reader.GetBoolean(7), reader.GetInt64(8), reader.IsDBNull(9) ? null : reader.GetString(9)));
        }

        return rows;
    }

    private readonly record struct TenantRow(
        string? Key, string OwnerId, long Made, long Generation, long Version, string State, bool HasOwnSeed, bool IsReplaced, long LastUsed, string? OwnSeed);
}
