using System.Collections.Concurrent;
using Npgsql;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

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
        return await MakeAsync(ownerId, key.Caller.TenantKeyId, ownSeed, limit, makesRoom: true);
    }

    /// <summary>False when there is none of this key.</summary>
    public async Task<bool> DropAsync(string accessKeyId)
    {
        var (ownerId, mark) = (tenants.OwnerOf(accessKeyId), JournalRow.NewMark());
        var isDropped = await database.RunAsync(async (connection, isAgain) =>
            await database.ReadAsync(
                connection, reader => reader.ReadAsync(), new Statement(TenantStatements.DropTenant).With(ownerId).With(accessKeyId).With(mark))
            || (isAgain && await database.ReadAsync(connection, reader => reader.ReadAsync(), new Statement(Statements.FindRecord).With(mark))));
        if (isDropped)
            tenants.Forget(ownerId);
        return isDropped;
    }

    // One that was made by an attempt of which nothing was heard, or by somebody else, is there.
    private Task<KnownTenant?> MakeAsync(string ownerId, string? key, string? ownSeed, long limit, bool makesRoom = false) => database.RunAsync(
        async (connection, _) =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var made = await database.ReadAsync(connection, TakeSecondAsync, new Statement(Statements.Lock).With("lock of tenants"), Find(ownerId));
            if (made is not null)
                return made;
            if (makesRoom)
                await MakeRoomAsync(connection);
            var make = new Statement(TenantStatements.MakeTenant).With(ownerId).With(key).With(ownSeed).With(clock.GetUtcNow().UtcTicks).With(limit);
            made = await database.ReadAsync(connection, TakeSecondAsync, make, Find(ownerId));
            await database.CommitAsync(transaction);
            return made;
        });

    // One that is idle and as it was made gives way.
    private async Task MakeRoomAsync(NpgsqlConnection connection)
    {
        var now = clock.GetUtcNow();
        Statement At(string statement) => new Statement(statement).With((now - TenantLimits.IdleTime).UtcTicks).With(now.UtcTicks);
        if (await database.ReadAsync(connection, FindTextAsync, At(TenantStatements.FindIdle)) is { } idle
            && await database.ReadAsync(connection, FindTextAsync, At(TenantStatements.DropIdle).With(idle)) is { } gone)
        {
            tenants.Forget(gone);
        }
    }

    private async Task<KnownTenant?> TakeSecondAsync(NpgsqlDataReader reader)
    {
        await reader.NextResultAsync();
        return await tenants.TakeAsync(reader, before: null);
    }

    private static async Task<string?> FindTextAsync(NpgsqlDataReader reader) => await reader.ReadAsync() ? reader.GetString(0) : null;

    private static Statement Find(string ownerId) => new Statement(TenantStatements.FindTenant).With(ownerId).With(0);
}
