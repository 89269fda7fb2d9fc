using ResetPassword.Ram;

namespace ResetPassword.Store;

/// <summary>The tenants by the AccessKeys that lead to them.</summary>
internal sealed class Tenants(KeyRing keys, IStore store)
{
    /// <summary>The key with this id, and its tenant if that has been made; null when there is no such key.</summary>
    public ValueTask<KnownKey?> FindAsync(string accessKeyId) => keys.FindAsync(accessKeyId, store);

    /// <summary>The tenant of a key that exists, as it is now; made if it has not been. Null when there is no room for it.</summary>
    public ValueTask<Tenant?> EnterAsync(AccessKey key) => store.EnterAsync(key);

    /// <summary>As <see cref="FindAsync"/>, by what the tenant is now.</summary>
    public async ValueTask<KnownKey?> FindNowAsync(string accessKeyId)
    {
        while (true)
        {
            var found = await FindAsync(accessKeyId);
            if (await store.IsCurrentAsync(found?.Tenant))
                return found;
        }
    }
}
