using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Tenancy;

namespace ResetPassword.Store;

/// <summary>An AccessKey that exists, and its tenant if that has been made.</summary>
internal readonly record struct KnownKey(AccessKey Key, Tenant? Tenant);

/// <summary>
/// The Alibaba Cloud accounts that exist here: the seed's, and one of its own for every <c>test-…</c> AccessKeyId that signs rightly. Thread-safe.
/// </summary>
internal sealed class Tenants
{
    public const int MaxAdHocKeyLength = 64;

    public static readonly TimeSpan IdleTime = TimeSpan.FromHours(1);

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly Seed _seed;
    private readonly InstanceStore _store;
    private readonly TimeProvider _realTime;
    private readonly TenantLimits _limits;
    private readonly TemporaryKeys _temporaryKeys;
    private readonly Dictionary<string, ConfiguredKey> _configured;
    private readonly HashSet<string> _usersWithKeys;
    private readonly int _configuredCount;
    private readonly ConcurrentDictionary<string, AdHocTenant> _adHoc = new(StringComparer.Ordinal);
    private readonly Lock _making = new();

    public Tenants(Seed seed, InstanceStore store, TemporaryKeys temporaryKeys, TimeProvider realTime, TenantLimits limits)
    {
        (_seed, _store, _temporaryKeys, _realTime, _limits) = (seed, store, temporaryKeys, realTime, limits);
        Tenant[] configured = [.. seed.AccessKeys.GroupBy(key => key.Caller.OwnerId)
            .Select(keys => new Tenant(keys.Key, [.. keys], seed.Instances, seed.Ram, realTime, limits.JournalSize, store.Changes))];
        _configuredCount = configured.Length;
        _configured = configured
            .SelectMany(tenant => tenant.Keys, (tenant, key) => new ConfiguredKey(key, tenant))
            .ToDictionary(entry => entry.Key.Caller.AccessKeyId, StringComparer.Ordinal);
        _usersWithKeys = [.. seed.AccessKeys.Select(key => key.Caller).Where(caller => caller.Principal is Principal.User)
            .Select(caller => $"{caller.OwnerId}/{((Principal.User)caller.Principal).Name}")];
        foreach (var tenant in configured)
            store.TryCreateTenant(tenant.OwnerId, seed.Instances);
    }

    /// <summary>The key with this id, and its tenant if that has been made; null when there is no such key.</summary>
    public ValueTask<KnownKey?> FindAsync(string accessKeyId) =>
        ValueTask.FromResult(FindKey(accessKeyId) is { } key ? new KnownKey(key, FindMade(key.Caller.TenantKeyId)) : (KnownKey?)null);

    /// <summary>The tenant of a key that exists, made if it has not been; null when there is no room for it.</summary>
    public ValueTask<Tenant?> EnterAsync(AccessKey key) => EnterAsync(key, _seed.Instances);

    /// <summary>As <see cref="EnterAsync(AccessKey)"/>, for a tenant with instances of its own.</summary>
    public ValueTask<Tenant?> EnterAsync(AccessKey key, IReadOnlyList<Instance> instances) => ValueTask.FromResult(Enter(key, instances));

    /// <summary>The configured tenants, then those of <c>test-…</c> keys, with the time of their last call.</summary>
    public ValueTask<IReadOnlyList<(Tenant Tenant, DateTimeOffset? LastUsed)>> ListAsync() => ValueTask.FromResult<IReadOnlyList<(Tenant, DateTimeOffset?)>>(
    [
        .. _configured.Values.Select(entry => entry.Tenant).Distinct().Select(tenant => (tenant, (DateTimeOffset?)null)),
        .. _adHoc.Values.Select(entry => (entry.Tenant, (DateTimeOffset?)entry.LastUsed)),
    ]);

    /// <summary>Back to how the tenant was made: the seed's instances, users and roles, no temporary keys, no faults, an empty journal, real time.</summary>
    public async ValueTask ResetAsync(Tenant tenant)
    {
        await _store.ReplaceTenantAsync(tenant.OwnerId, tenant.Seed, isChange: false);
        await tenant.ResetRamAsync();
        await tenant.Faults.ClearAsync();
        await tenant.Journal.ClearAsync();
        await tenant.Clock.SetAsync(ClockSetting.Real);
        _temporaryKeys.RemoveOf(tenant.OwnerId);
    }

    /// <summary>Forgets a tenant of a <c>test-…</c> key; false when there is none.</summary>
    public async ValueTask<bool> DropAsync(string accessKeyId)
    {
        if (Drop(accessKeyId) is not { } dropped)
            return false;
        await dropped.Journal.EndAsync();
        return true;
    }

    /// <summary>Whether it was made with instances of its own: its next call could not make it again.</summary>
    public bool HasOwnSeed(Tenant tenant) => !ReferenceEquals(tenant.Seed, _seed.Instances);

    /// <summary>The key of a tenant of its own.</summary>
    /// <param name="accessKeyId">One that begins with <see cref="PublishedKeys.AdHocPrefix"/>.</param>
    public AccessKey NewKey(string accessKeyId) => new(accessKeyId, new(PublishedKeys.Secret), OwnerIdOf(accessKeyId), _seed.Region);

    private AccessKey? FindKey(string accessKeyId)
    {
        if (_configured.TryGetValue(accessKeyId, out var configured))
            return configured.Key.Caller.Principal is Principal.User user && configured.Tenant.Ram.FindUser(user.Name) is null ? null : configured.Key;
        if (_adHoc.TryGetValue(accessKeyId, out var adHoc))
            return adHoc.Tenant.Keys[0];
        if (_temporaryKeys.Find(accessKeyId) is { } temporary)
            return temporary.Key;
        return IsAdHoc(accessKeyId) ? NewKey(accessKeyId) : FindUserKey(accessKeyId);
    }

    // Every user has a key in every tenant: <tenant key>.<user>. But in a tenant of the seed a user with keys of its own has those and no other.
    private AccessKey? FindUserKey(string accessKeyId)
    {
        var dot = accessKeyId.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || FindKey(accessKeyId[..dot]) is not { IsActive: true } account || account.Caller.Principal != Principal.Root)
            return null;
        var name = accessKeyId[(dot + 1)..];
        if (_usersWithKeys.Contains($"{account.Caller.OwnerId}/{name}"))
            return null;
        var exists = FindMade(account.Caller.AccessKeyId) is { } tenant ? tenant.Ram.FindUser(name) is not null : _seed.Ram.HasUser(name);
        return exists ? new(account.Caller with { AccessKeyId = accessKeyId, Principal = new Principal.User(name) }, new(PublishedKeys.Secret)) : null;
    }

    private Tenant? FindMade(string accessKeyId)
    {
        if (_configured.TryGetValue(accessKeyId, out var configured))
            return configured.Tenant;
        return _adHoc.TryGetValue(accessKeyId, out var adHoc) ? adHoc.Tenant : null;
    }

    private Tenant? Enter(AccessKey key, IReadOnlyList<Instance> instances)
    {
        var accessKeyId = key.Caller.TenantKeyId;
        if (_configured.TryGetValue(accessKeyId, out var configured))
            return configured.Tenant;
        if (FindUsed(accessKeyId) is { } tenant)
            return tenant;

        // A role's temporary key makes no tenant: the one that issued it was dropped.
        if (key.Caller.Principal is Principal.RoleSession)
            return null;
        lock (_making)
            return FindUsed(accessKeyId) ?? Make(NewKey(accessKeyId), instances);
    }

    private Tenant? Drop(string accessKeyId)
    {
        lock (_making)
        {
            if (!_adHoc.TryRemove(accessKeyId, out var dropped))
                return null;
            Forget(dropped.Tenant);
            return dropped.Tenant;
        }
    }

    private void Forget(Tenant tenant)
    {
        _store.RemoveTenant(tenant.OwnerId);
        _temporaryKeys.RemoveOf(tenant.OwnerId);
    }

    private Tenant? FindUsed(string accessKeyId) =>
        _adHoc.TryGetValue(accessKeyId, out var adHoc) && adHoc.TryTouch(_realTime.GetUtcNow()) ? adHoc.Tenant : null;

    private Tenant? Make(AccessKey key, IReadOnlyList<Instance> instances)
    {
        if (_configuredCount + _adHoc.Count >= _limits.MaxTenants && !TryMakeRoom())
            return null;

        var tenant = new Tenant(key.Caller.OwnerId, [key], instances, _seed.Ram, _realTime, _limits.JournalSize, _store.Changes);
        _store.TryCreateTenant(tenant.OwnerId, instances);
        _adHoc[key.Caller.AccessKeyId] = new(tenant, _realTime.GetUtcNow());
        if (HasOwnSeed(tenant))
            _store.Changes.Add();
        return tenant;
    }

    private bool TryMakeRoom()
    {
        var unusedSince = _realTime.GetUtcNow() - IdleTime;
        foreach (var (accessKeyId, adHoc) in _adHoc)
        {
            if (adHoc.LastUsed > unusedSince || !IsAsSeeded(adHoc.Tenant) || !adHoc.TryRetire(unusedSince))
                continue;
            _adHoc.TryRemove(accessKeyId, out _);
            Forget(adHoc.Tenant);
            return true;
        }

        return false;
    }

    private bool IsAsSeeded(Tenant tenant) =>
        !HasOwnSeed(tenant)
        && _store.IsUnchanged(tenant.OwnerId)
        && tenant.RamChanges.IsEmpty
        && tenant.Faults.All.IsEmpty
        && tenant.Clock.Setting == ClockSetting.Real
        && !_temporaryKeys.HasLive(tenant.OwnerId);

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

    private sealed record ConfiguredKey(AccessKey Key, Tenant Tenant);

    /// <summary>A tenant that its first call made. A call marks it used and a retirement marks it gone; each looks at the other's mark afterwards.</summary>
    private sealed class AdHocTenant(Tenant tenant, DateTimeOffset now)
    {
        private long _lastUsed = now.UtcTicks;
        private int _isRetired;

        public Tenant Tenant { get; } = tenant;

        public DateTimeOffset LastUsed => new(Volatile.Read(ref _lastUsed), TimeSpan.Zero);

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
