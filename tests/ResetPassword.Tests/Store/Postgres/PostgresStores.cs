using Microsoft.Extensions.Logging.Abstractions;
using ResetPassword.Seeds;
using ResetPassword.Store.Postgres;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>The stores that a test opens, until it ends.</summary>
internal sealed class PostgresStores(PostgresServer server) : IAsyncDisposable
{
    private readonly List<PostgresStore> _opened = [];

    /// <summary>One in a database of its own.</summary>
    public async Task<PostgresStore> OpenNewAsync(Seed seed, TimeProvider clock, TenantLimits limits) =>
        await OpenAsync(await server.NewDatabaseAsync(), seed, clock, limits);

    /// <summary>As another process has it.</summary>
    public async Task<PostgresStore> OpenAsync(
        string database, Seed seed, TimeProvider clock, TenantLimits limits, string seedHash = "seed", string programVersion = "1.0")
    {
        var store = await PostgresStore.OpenAsync(
            Database.Of(database), seed, seedHash, programVersion, new(seed), clock, limits, NullLogger.Instance, TestContext.Current.CancellationToken);
        _opened.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
    }
}
