using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Ram;
using ResetPassword.Seeds;

namespace ResetPassword.Store;

/// <summary>
/// Which AccessKeys exist: the seed's, every <c>test-…</c> one, those of each account's users, and the temporary ones that a store holds. Immutable.
/// </summary>
internal sealed class KeyRing
{
    public const int MaxAdHocKeyLength = 64;

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly Seed _seed;
    private readonly Dictionary<string, AccessKey> _configured;
    private readonly HashSet<string> _usersWithKeys;

    public KeyRing(Seed seed)
    {
        _seed = seed;
        _configured = seed.AccessKeys.ToDictionary(key => key.Caller.AccessKeyId, StringComparer.Ordinal);
        _usersWithKeys = [.. seed.AccessKeys.Select(key => key.Caller).Where(caller => caller.Principal is Principal.User)
            .Select(caller => $"{caller.OwnerId}/{((Principal.User)caller.Principal).Name}")];
    }

    /// <summary>The key with this id, and its tenant if that has been made; null when there is no such key.</summary>
    public async ValueTask<KnownKey?> FindAsync(string accessKeyId, IStore store)
    {
        if (_configured.TryGetValue(accessKeyId, out var configured))
        {
            var own = await store.FindTenantAsync(accessKeyId);
            if (configured.Caller.Principal is not Principal.User user || own?.Ram.FindUser(user.Name) is not null)
                return new(configured, own);
            return await store.IsCurrentAsync(own) ? null : await FindAsync(accessKeyId, store);
        }

        if (IsAdHoc(accessKeyId))
            return await store.FindTenantAsync(accessKeyId) is { } made ? new(made.Keys[0], made) : new(NewKey(accessKeyId), null);
        if (accessKeyId.StartsWith(TemporaryKey.IdPrefix, StringComparison.Ordinal) && await store.FindTemporaryKeyAsync(accessKeyId) is { } temporary)
            return new(temporary.Key, await store.FindTenantAsync(temporary.Key.Caller.TenantKeyId));
        return await FindUserKeyAsync(accessKeyId, store);
    }

    /// <summary>The key of a tenant of its own.</summary>
    /// <param name="accessKeyId">One that begins with <see cref="PublishedKeys.AdHocPrefix"/>.</param>
    public AccessKey NewKey(string accessKeyId) => new(accessKeyId, new(PublishedKeys.Secret), OwnerIdOf(accessKeyId), _seed.Region);

    // Every user has a key in every tenant: <tenant key>.<user>. But in a tenant of the seed a user with keys of its own has those and no other.
    private async ValueTask<KnownKey?> FindUserKeyAsync(string accessKeyId, IStore store)
    {
        var dot = accessKeyId.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0
            || await FindAsync(accessKeyId[..dot], store) is not { Key: { IsActive: true } account } found || account.Caller.Principal != Principal.Root)
        {
            return null;
        }

        var name = accessKeyId[(dot + 1)..];
        if (_usersWithKeys.Contains($"{account.Caller.OwnerId}/{name}"))
            return null;
        var exists = found.Tenant is { } tenant ? tenant.Ram.FindUser(name) is not null : _seed.Ram.HasUser(name);
        if (exists)
            return new(new(account.Caller with { AccessKeyId = accessKeyId, Principal = new Principal.User(name) }, new(PublishedKeys.Secret)), found.Tenant);

        // The user may have been made since.
        return await store.IsCurrentAsync(found.Tenant) ? null : await FindAsync(accessKeyId, store);
    }

    private static bool IsAdHoc(string accessKeyId) =>
        accessKeyId.StartsWith(PublishedKeys.AdHocPrefix, StringComparison.Ordinal)
        && accessKeyId.Length > PublishedKeys.AdHocPrefix.Length
        && accessKeyId.Length <= MaxAdHocKeyLength
        && !accessKeyId.AsSpan().ContainsAnyExcept(KeyCharacters);

    private static string OwnerIdOf(string accessKeyId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(accessKeyId));
        var digits = 1_000_000_000_000_000 + (BitConverter.ToUInt64(hash) % 9_000_000_000_000_000);
        return digits.ToString(CultureInfo.InvariantCulture);
    }
}
