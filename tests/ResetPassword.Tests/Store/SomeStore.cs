using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

/// <summary>Stores, and what tests do with them.</summary>
internal static class SomeStore
{
    public static MemoryStore InMemory(Seed seed, TimeProvider? clock = null, TenantLimits? limits = null) =>
        new(seed, new(seed), clock ?? TimeProvider.System, limits ?? new EmulatorOptions().Limits);

    public static Task<IStore> OpenMemory(Seed seed, TimeProvider clock, TenantLimits limits) => Task.FromResult<IStore>(InMemory(seed, clock, limits));

    /// <summary>Commits what becomes of one instance at noon; false when somebody else was first.</summary>
    public static async Task<bool> TryCommitAsync(this Tenant tenant, string instanceId, StoredInstance? seen, Instance? next) =>
        (await tenant.TryCommitAsync(Commit.Administered(instanceId, seen, next, SomeTime.Noon))).IsDone;
}
