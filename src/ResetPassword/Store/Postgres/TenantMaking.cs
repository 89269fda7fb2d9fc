using System.Collections.Concurrent;
using Npgsql;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Store.Memory;

namespace ResetPassword.Store.Postgres;

/// <summary>Makes tenants and drops them; remembers when one was used last until that is written down. Thread-safe.</summary>
internal sealed class TenantMaking(Database database, KnownTenants tenants, int maxTenants, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> _used = new(StringComparer.Ordinal);

    /// <summary>A call has used it.</summary>
    public void Used(KnownTenant tenant)
    {
        if (tenant.Key is not null)
            _used[tenant.OwnerId] = clock.GetUtcNow().UtcTicks;
    }

    /// <summary>Writes down when tenants were used last.</summary>
    public async Task WriteUsesAsync()
    {
        var used = _used.OrderBy(use => use.Key, StringComparer.Ordinal).ToArray();
        if (used.Length == 0)
            return;
        await database.RunAsync(() =>
            new Statement(TenantStatements.TouchTenants).With([.. used.Select(use => use.Key)]).With([.. used.Select(use => use.Value)]));
        foreach (var use in used)
            _used.TryRemove(use);
    }

    /// <summary>The tenant of a key that exists, made if it has not been. Null when there is no room for it.</summary>
    /// <param name="instances">Its own; null: the seed's.</param>
    public async Task<KnownTenant?> FindOrMakeAsync(AccessKey key, IReadOnlyList<Instance>? instances)
    {
        var ownerId = key.Caller.OwnerId;
        var isConfigured = tenants.IsConfigured(ownerId);
        if (await (isConfigured ? tenants.ReadAsync(ownerId) : tenants.UseAsync(ownerId, clock.GetUtcNow())) is { } made)
            return made;

        // A role's temporary key makes no tenant: the one that issued it was dropped.
        if (isConfigured)
            return await MakeAsync(ownerId, null, null, long.MaxValue);
        if (key.Caller.Principal is Principal.RoleSession)
            return null;

        var ownSeed = instances is null ? null : StoredText.Of(instances);
        var limit = maxTenants - tenants.Configured.Count;
        if (await MakeAsync(ownerId, key.Caller.TenantKeyId, ownSeed, limit) is { } tenant)
            return tenant;
        await WriteUsesAsync();
        return await MakeAsync(ownerId, key.Caller.TenantKeyId, ownSeed, limit, MakeRoom());
    }

    /// <summary>False when there is none of this key.</summary>
    public async Task<bool> DropAsync(string accessKeyId)
    {
        var ownerId = tenants.OwnerOf(accessKeyId);
        var isDropped = await database.RunAsync(
            (connection, isAgain) => database.ReadAsync(
                connection, async reader => await reader.ReadAsync() || isAgain, new Statement(TenantStatements.DropTenant).With(ownerId).With(accessKeyId)));
        if (isDropped)
            tenants.Forget(ownerId);
        return isDropped;
    }

    private Task<KnownTenant?> MakeAsync(string ownerId, string? key, string? ownSeed, long limit, params Func<Statement>[] room) => database.RunAsync(
        async reader =>
        {
            foreach (var _ in room)
            {
                await reader.NextResultAsync();
                if (await reader.ReadAsync())
                    tenants.Forget(reader.GetString(0));
            }

            await reader.NextResultAsync();
            await reader.NextResultAsync();
            return await tenants.TakeAsync(reader, before: null);
        },
        [
            () => new Statement(Statements.Lock).With("lock of tenants"),
            .. room,
            () => new Statement(TenantStatements.MakeTenant).With(ownerId).With(key).With(ownSeed).With(clock.GetUtcNow().UtcTicks).With(limit),
            () => new Statement(TenantStatements.FindTenant).With(ownerId).With(0),
        ]);

    // One that is idle and as it was made gives way.
    private Func<Statement> MakeRoom()
    {
        var now = clock.GetUtcNow();
        return () => new Statement(TenantStatements.MakeRoom).With((now - MemoryStore.IdleTime).UtcTicks).With(now.UtcTicks);
    }
}
