using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Postgres;

public sealed class PostgresInstancesTests(PostgresServer server) : InstancesTests, IAsyncDisposable
{
    private readonly PostgresStores _stores = new(server);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    internal override async Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => await _stores.OpenNewAsync(seed, clock, limits);
}

public sealed class PostgresTenantsTests(PostgresServer server) : TenantsTests, IAsyncDisposable
{
    private readonly PostgresStores _stores = new(server);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    internal override async Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => await _stores.OpenNewAsync(seed, clock, limits);
}

public sealed class PostgresJournalTests(PostgresServer server) : JournalTests, IAsyncDisposable
{
    private readonly PostgresStores _stores = new(server);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    internal override async Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => await _stores.OpenNewAsync(seed, clock, limits);
}

public sealed class PostgresCallsTests(PostgresServer server) : CallsTests, IAsyncDisposable
{
    private readonly PostgresStores _stores = new(server);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    internal override async Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => await _stores.OpenNewAsync(seed, clock, limits);
}
