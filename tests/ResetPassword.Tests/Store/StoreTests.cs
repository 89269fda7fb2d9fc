using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

/// <summary>What every store does: the tests that derive from this are run for each kind of store.</summary>
public abstract class StoreTests
{
    internal Task<IStore> OpenAsync(params Instance[] instances) => OpenAsync(SomeSeed.Of(instances), TimeProvider.System, new EmulatorOptions().Limits);

    /// <summary>An empty store of the kind.</summary>
    internal abstract Task<IStore> OpenAsync(Seed seed, TimeProvider clock, TenantLimits limits);
}
