using Npgsql;

namespace ResetPassword.Store.Postgres;

/// <summary>A transaction that holds instances of a tenant for whoever lost a race for them, until it commits or is disposed of.</summary>
internal sealed class LockedRows : IAsyncDisposable
{
    private LockedRows(NpgsqlConnection connection, NpgsqlTransaction transaction) => (Connection, Transaction) = (connection, transaction);

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>Null when the tenant does not have its generation any more.</summary>
    /// <param name="ids">Those to be locked. One that has no row yet is held by the tenant's row, which is locked before any other.</param>
    public static Task<LockedRows?> LockAsync(Database database, KnownTenant tenant, string[] ids) => database.RunAsync(async (bool _) =>
    {
        var isLocked = await TryLockAsync(database, tenant, ids, withTenant: false);
        return isLocked.Rows ?? (isLocked.IsOther ? null : (await TryLockAsync(database, tenant, ids, withTenant: true)).Rows);
    });

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private static async Task<(LockedRows? Rows, bool IsOther)> TryLockAsync(Database database, KnownTenant tenant, string[] ids, bool withTenant)
    {
        var connection = await database.OpenAsync();
        LockedRows? rows = null;
        try
        {
            rows = new(connection, await connection.BeginTransactionAsync());
            var (generation, locked) = await database.ReadAsync(connection, ReadAsync,
                new Statement(withTenant ? TenantStatements.LockTenant : TenantStatements.FindGeneration).With(tenant.OwnerId).With(tenant.Made),
                new Statement(Statements.LockInstances).With(tenant.Generation).With(ids));
            if (generation == tenant.Generation && (withTenant || locked == ids.Length))
            {
                (var held, rows) = (rows, null);
                return (held, false);
            }

            return (null, generation != tenant.Generation);
        }
        finally
        {
            if (rows is not null)
                await rows.DisposeAsync();
        }
    }

    private static async Task<(long? Generation, int Locked)> ReadAsync(NpgsqlDataReader reader)
    {
        var generation = await reader.ReadAsync() ? reader.GetInt64(0) : (long?)null;
        await reader.NextResultAsync();
        var locked = 0;
        while (await reader.ReadAsync())
            locked++;
        return (generation, locked);
    }
}
