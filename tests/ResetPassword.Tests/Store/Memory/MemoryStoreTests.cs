using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Memory;

public sealed class MemoryInstancesTests : InstancesTests
{
    internal override Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => SomeStore.OpenMemory(seed, clock, limits);
}

public sealed class MemoryTenantsTests : TenantsTests
{
    internal override Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => SomeStore.OpenMemory(seed, clock, limits);
}

public sealed class MemoryTenantJournalTests : JournalTests
{
    internal override Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => SomeStore.OpenMemory(seed, clock, limits);
}

public sealed class MemoryCallsTests : CallsTests
{
    internal override Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits) => SomeStore.OpenMemory(seed, clock, limits);
}
