using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Hosting;

/// <summary>A tenant, and how a state file says that it differs from its seed.</summary>
internal sealed record KeptTenant(Tenant Tenant, InstanceChanges Instances, RamChanges Ram)
{
    public async ValueTask PutBackAsync()
    {
        if (!Instances.IsEmpty)
            await Tenant.ReplaceAsync(Instances.ApplyTo(Tenant.Seed));
        if (!Ram.IsEmpty)
            await Tenant.ChangeRamAsync(Ram.ApplyTo);
    }
}
