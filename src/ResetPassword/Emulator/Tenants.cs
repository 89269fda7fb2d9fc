using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Store;

namespace ResetPassword.Emulator;

/// <summary>
/// The Alibaba Cloud accounts that exist here: the seed's, and one of its own for every <c>test-…</c> AccessKeyId that signs rightly. Thread-safe.
/// </summary>
internal sealed class Tenants
{
    public const string AdHocPrefix = "test-";
    public const string AdHocSecret = "testsecret";
    public const int MaxAdHocKeyLength = 64;

    public static readonly TimeSpan IdleTime = TimeSpan.FromHours(1);

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly Seed _seed;
    private readonly InstanceStore _store;
    private readonly int _maxTenants;
    private readonly FrozenDictionary<string, AccessKey> _configured;
    private readonly ConcurrentDictionary<string, AdHocTenant> _adHoc = new(StringComparer.Ordinal);
    private readonly Lock _making = new();

    public Tenants(Seed seed, InstanceStore store, int maxTenants)
    {
        (_seed, _store, _maxTenants) = (seed, store, maxTenants);
        _configured = seed.AccessKeys.ToFrozenDictionary(key => key.Caller.AccessKeyId);
        foreach (var ownerId in seed.AccessKeys.Select(key => key.Caller.OwnerId).Distinct())
            store.TryCreateTenant(ownerId, seed.Instances);
    }

    /// <summary>The key with this id, whose tenant may not have been made yet; null when there is none.</summary>
    public AccessKey? FindKey(string accessKeyId)
    {
        if (_configured.TryGetValue(accessKeyId, out var key))
            return key;
        if (_adHoc.TryGetValue(accessKeyId, out var tenant))
            return tenant.Key;
        return IsAdHoc(accessKeyId) ? new(accessKeyId, new(AdHocSecret), OwnerIdOf(accessKeyId), _seed.Region) : null;
    }

    /// <summary>Makes sure that the tenant of a key exists; false when there is no room for it.</summary>
    public bool TryEnter(Caller caller, DateTimeOffset now)
    {
        if (_configured.ContainsKey(caller.AccessKeyId))
            return true;
        if (_adHoc.TryGetValue(caller.AccessKeyId, out var tenant) && tenant.TryTouch(now))
            return true;
        lock (_making)
            return TryMake(caller, now);
    }

    private bool TryMake(Caller caller, DateTimeOffset now)
    {
        if (_adHoc.TryGetValue(caller.AccessKeyId, out var tenant) && tenant.TryTouch(now))
            return true;
        if (_configured.Count + _adHoc.Count >= _maxTenants && !TryMakeRoom(now))
            return false;

        _store.TryCreateTenant(caller.OwnerId, _seed.Instances);
        _adHoc[caller.AccessKeyId] = new(new(caller.AccessKeyId, new(AdHocSecret), caller.OwnerId, caller.Region), now);
        return true;
    }

    private bool TryMakeRoom(DateTimeOffset now)
    {
        foreach (var (accessKeyId, tenant) in _adHoc)
        {
            var ownerId = tenant.Key.Caller.OwnerId;
            if (!_store.IsUnchanged(ownerId) || !tenant.TryRetire(now - IdleTime))
                continue;
            _adHoc.TryRemove(accessKeyId, out _);
            _store.RemoveTenant(ownerId);
            return true;
        }

        return false;
    }

    private static bool IsAdHoc(string accessKeyId) =>
        accessKeyId.StartsWith(AdHocPrefix, StringComparison.Ordinal)
        && accessKeyId.Length > AdHocPrefix.Length
        && accessKeyId.Length <= MaxAdHocKeyLength
        && !accessKeyId.AsSpan().ContainsAnyExcept(KeyCharacters);

    private static string OwnerIdOf(string accessKeyId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(accessKeyId));
        var digits = 1_000_000_000_000_000 + (BitConverter.ToUInt64(hash) % 9_000_000_000_000_000);
        return digits.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A tenant that its first call made. A call marks it used and a retirement marks it gone; each looks at the other's mark afterwards.</summary>
    private sealed class AdHocTenant(AccessKey key, DateTimeOffset now)
    {
        private long _lastUsed = now.UtcTicks;
        private int _isRetired;

        public AccessKey Key { get; } = key;

        public bool TryTouch(DateTimeOffset at)
        {
            Interlocked.Exchange(ref _lastUsed, at.UtcTicks);
            return Volatile.Read(ref _isRetired) == 0;
        }

        public bool TryRetire(DateTimeOffset unusedSince)
        {
            Interlocked.Exchange(ref _isRetired, 1);
            if (Volatile.Read(ref _lastUsed) <= unusedSince.UtcTicks)
                return true;
            Interlocked.Exchange(ref _isRetired, 0);
            return false;
        }
    }
}
