using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>The temporary keys that were issued. Of a token only a hash is stored. Thread-safe.</summary>
internal sealed class TemporaryKeyTable(Database database, KnownTenants tenants, int limit, TimeProvider clock)
{
    private const int Kept = 20_000;

    private readonly RecentlyUsed<string, IssuedKey> _byId = new(Kept);
    private readonly RecentlyUsed<string, IssuedKey> _byToken = new(Kept);

    public async Task<TemporaryKey?> FindAsync(string accessKeyId) =>
        FindKnown(_byId, accessKeyId) ?? await ReadAsync(() => new Statement(Statements.FindKey).With(accessKeyId));

    public async Task<TemporaryKey?> FindTokenAsync(string token)
    {
        var hash = TemporaryKey.HashOf(token);
        return FindKnown(_byToken, hash) ?? await ReadAsync(() => new Statement(Statements.FindToken).With(hash));
    }

    /// <summary>False when as many as are allowed are still live, or their policies are as long.</summary>
    public async Task<bool> TryAddAsync(KnownTenant tenant, TemporaryKey issued)
    {
        if (await TryInsertAsync(tenant, issued))
            return true;
        await DeleteExpiredAsync();
        return await TryInsertAsync(tenant, issued);
    }

    private TemporaryKey? FindKnown(RecentlyUsed<string, IssuedKey> known, string id) =>
        known.Find(id) is { } issued && tenants.Find(issued.Key.Key.Caller.OwnerId)?.Generation == issued.Generation ? issued.Key : null;

    private Task<TemporaryKey?> ReadAsync(Func<Statement> statement) => database.RunAsync<TemporaryKey?>(
        async reader =>
        {
            if (!await reader.ReadAsync())
                return null;
            var key = StoredText.ReadTemporaryKey(reader.GetString(0));
            Keep(new(key, reader.GetInt64(2)));
            return key;
        },
        statement);

    private async Task<bool> TryInsertAsync(KnownTenant tenant, TemporaryKey issued)
    {
        var stored = issued with { Token = TemporaryKey.HashOf(issued.Token) };
        var isAdded = await database.RunInTransactionAsync(
            async reader =>
            {
                await reader.NextResultAsync();
                return await reader.ReadAsync();
            },
            () => new Statement(Statements.Lock).With("lock of keys"),
            () => new Statement(Statements.AddKey)
                .With(issued.Key.Caller.AccessKeyId).With(stored.Token).With(tenant.Made).With(issued.Expiration.UtcTicks).With(issued.PolicyLength)
                .With(StoredText.Of(stored)).With(limit).With(TenantLimits.MaxPolicyCharacters).With(tenant.OwnerId));
        if (isAdded)
            Keep(new(stored, tenant.Generation));
        return isAdded;
    }

    // By the clock of the account that issued them; of one that is gone, all.
    private async Task DeleteExpiredAsync()
    {
        var owners = await database.RunAsync(
            async reader =>
            {
                var found = new List<(long Tenant, string? OwnerId)>();
                while (await reader.ReadAsync())
                    found.Add((reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
                return found;
            },
            () => new Statement(Statements.FindTenantsWithKeys));
        foreach (var (tenant, ownerId) in owners)
        {
            var owner = ownerId is null ? null : await tenants.ReadAsync(ownerId);
            var now = owner?.State.Clock.At(clock.GetUtcNow()) ?? DateTimeOffset.MaxValue;
            await database.RunAsync(() => new Statement(Statements.DeleteExpiredKeys).With(tenant).With(now.UtcTicks));
        }
    }

    private void Keep(IssuedKey issued)
    {
        _byId.Put(issued.Key.Key.Caller.AccessKeyId, issued);
        _byToken.Put(issued.Key.Token, issued);
    }

    /// <summary>A key, which never changes, and the generation of its tenant by which it is known to be valid.</summary>
    private sealed record IssuedKey(TemporaryKey Key, long Generation);
}
