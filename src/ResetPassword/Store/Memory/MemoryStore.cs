using System.Collections.Concurrent;
using System.Collections.Frozen;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>Everything in the memory of this process: gone when it ends, unless a log of the changes says it again. Thread-safe.</summary>
internal sealed class MemoryStore : IStore
{

    private readonly Seed _seed;
    private readonly KeyRing _keys;
    private readonly Nonces _nonces;
    private readonly MemoryJournal _unattributed;
    private readonly FrozenDictionary<string, MemoryTenant> _configured;
    private readonly ConcurrentDictionary<string, MemoryTenant> _adHoc = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MemoryTenant> _byOwner = new(StringComparer.Ordinal);
    private readonly Lock _making = new();
    private readonly int _configuredCount;
    private long _revision;

    /// <param name="log">Is told of each change; null where nobody is.</param>
    public MemoryStore(Seed seed, KeyRing keys, TimeProvider realTime, TenantLimits limits, IChangeLog? log = null)
    {
        (_seed, _keys, RealTime, Limits, Log) = (seed, keys, realTime, limits, log);
        _nonces = new(limits.MaxNonces, log);
        _unattributed = new(limits.JournalSize, null, log);
        TemporaryKeys = new(limits.MaxTemporaryKeys, TimeOf, log);
        MemoryTenant[] configured = [.. seed.AccessKeys.GroupBy(key => key.Caller.OwnerId)
            .Select(ofOwner => new MemoryTenant(this, new(ofOwner.Key, [.. ofOwner], seed.Instances, hasOwnSeed: false, seed.Ram), realTime.GetUtcNow()))];
        _configuredCount = configured.Length;
        _configured = configured
            .SelectMany(tenant => tenant.Keys, (tenant, key) => KeyValuePair.Create(key.Caller.AccessKeyId, tenant))
            .ToFrozenDictionary(StringComparer.Ordinal);
        foreach (var tenant in configured)
            _byOwner[tenant.OwnerId] = tenant;
    }

    public TimeProvider RealTime { get; }

    public TenantLimits Limits { get; }

    public IChangeLog? Log { get; }

    public TemporaryKeys TemporaryKeys { get; }

    /// <summary>How often anything was changed that a state file holds; a tenant that gets the seed's instances is no change.</summary>
    public ChangeCount Changes { get; } = new();

    public string Name => "memory";

    public string? Notice => null;

    public IJournal Unattributed => _unattributed;

    public ValueTask<Tenant?> FindTenantAsync(string accessKeyId) => ValueTask.FromResult<Tenant?>(Find(accessKeyId));

    public ValueTask<TemporaryKey?> FindTemporaryKeyAsync(string accessKeyId) => ValueTask.FromResult(TemporaryKeys.Find(accessKeyId));

    public ValueTask<TemporaryKey?> FindTokenAsync(string token) => ValueTask.FromResult(TemporaryKeys.FindByToken(token));

    public ValueTask<bool> IsCurrentAsync(Tenant? found) => ValueTask.FromResult(true);

    public ValueTask<Entrance> EnterAsync(AccessKey key, Entering call) => ValueTask.FromResult(Enter(key, call));

    public ValueTask<Tenant?> EnterAsync(AccessKey key) => ValueTask.FromResult<Tenant?>(Enter(key, _seed.UnboundInstances));

    public ValueTask<Tenant?> MakeAsync(AccessKey key, IReadOnlyList<Instance> instances) => ValueTask.FromResult<Tenant?>(Enter(key, instances));

    public ValueTask<IReadOnlyList<(Tenant Tenant, DateTimeOffset? LastUsed)>> ListTenantsAsync() =>
        ValueTask.FromResult<IReadOnlyList<(Tenant, DateTimeOffset?)>>([.. List().Select(listed => ((Tenant)listed.Tenant, listed.LastUsed))]);

    public ValueTask<bool> DropAsync(string accessKeyId)
    {
        lock (_making)
        {
            if (!_adHoc.TryRemove(accessKeyId, out var dropped))
                return ValueTask.FromResult(false);
            Forget(dropped);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<string?> FindTroubleAsync() => ValueTask.FromResult<string?>(null);

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public IEnumerable<(MemoryTenant Tenant, DateTimeOffset? LastUsed)> List() =>
    [
        .. _configured.Values.Distinct().Select(tenant => (tenant, (DateTimeOffset?)null)),
        .. _adHoc.Values.Select(tenant => (tenant, (DateTimeOffset?)tenant.LastUsed)),
    ];

    /// <summary>The tenant of before that a key leads to, made with instances of its own if it has any; null when there is no such key any more.</summary>
    public MemoryTenant? Restore(string accessKeyId, IReadOnlyList<Instance>? ownSeed)
    {
        if (_configured.TryGetValue(accessKeyId, out var configured))
            return configured;
        if (!accessKeyId.StartsWith(PublishedKeys.AdHocPrefix, StringComparison.Ordinal))
            return null;
        var key = _keys.NewKey(accessKeyId);
        var origin = new TenantOrigin(key.Caller.OwnerId, [key], ownSeed ?? _seed.UnboundInstances, ownSeed is not null, _seed.Ram);
        var tenant = new MemoryTenant(this, origin, RealTime.GetUtcNow());
        return _byOwner[tenant.OwnerId] = _adHoc[accessKeyId] = tenant;
    }

    /// <summary>Remembers a nonce of before.</summary>
    public void Restore(in NonceId id, in NonceExpiry expiry) => _nonces.Restore(id, expiry);

    /// <summary>The next number of a change, unique in the store: one of an instance that was replaced never fits another.</summary>
    public long NextRevision() => Interlocked.Increment(ref _revision);

    private Entrance Enter(AccessKey key, in Entering call)
    {
        if (Enter(key, _seed.UnboundInstances) is not { } tenant)
            return new(EntranceVerdict.NoRoom);
        var verdict = call.Nonce is null
            ? NonceVerdict.Fresh
            : _nonces.Use(key.Caller.AccessKeyId, call.Nonce, call.Timestamp, call.Now, call.RealNow);
        return new(verdict switch
        {
            NonceVerdict.Used => EntranceVerdict.NonceUsed,
            NonceVerdict.Full => EntranceVerdict.NoncesFull,
            _ => EntranceVerdict.Entered,
        }, tenant);
    }

    private MemoryTenant? Find(string accessKeyId) => _configured.GetValueOrDefault(accessKeyId) ?? _adHoc.GetValueOrDefault(accessKeyId);

    private MemoryTenant? Enter(AccessKey key, IReadOnlyList<Instance> instances)
    {
        var accessKeyId = key.Caller.TenantKeyId;
        if (_configured.TryGetValue(accessKeyId, out var configured))
            return configured;
        if (FindUsed(accessKeyId) is { } tenant)
            return tenant;

        // A role's temporary key makes no tenant: the one that issued it was dropped.
        if (key.Caller.Principal is Principal.RoleSession)
            return null;
        lock (_making)
            return FindUsed(accessKeyId) ?? Make(_keys.NewKey(accessKeyId), instances);
    }

    private MemoryTenant? FindUsed(string accessKeyId) =>
        _adHoc.TryGetValue(accessKeyId, out var tenant) && tenant.TryTouch(RealTime.GetUtcNow()) ? tenant : null;

    private MemoryTenant? Make(AccessKey key, IReadOnlyList<Instance> instances)
    {
        if (_configuredCount + _adHoc.Count >= Limits.MaxTenants && !TryMakeRoom())
            return null;

        var hasOwnSeed = !ReferenceEquals(instances, _seed.UnboundInstances);
        var tenant = new MemoryTenant(this, new(key.Caller.OwnerId, [key], instances, hasOwnSeed, _seed.Ram), RealTime.GetUtcNow());
        Log?.Add(new StoreChange.TenantMade(tenant));
        _byOwner[tenant.OwnerId] = _adHoc[key.Caller.AccessKeyId] = tenant;
        if (hasOwnSeed)
            Changes.Add();
        return tenant;
    }

    private bool TryMakeRoom()
    {
        var unusedSince = RealTime.GetUtcNow() - TenantLimits.IdleTime;
        foreach (var (accessKeyId, tenant) in _adHoc)
        {
            if (tenant.LastUsed > unusedSince || !tenant.IsAsSeeded || !tenant.TryRetire(unusedSince))
                continue;
            _adHoc.TryRemove(accessKeyId, out _);
            Forget(tenant);
            return true;
        }

        return false;
    }

    private void Forget(MemoryTenant tenant)
    {
        _byOwner.TryRemove(tenant.OwnerId, out _);
        tenant.End();
        Changes.Add();
    }

    // Of an account that is gone: whatever was issued by it has expired.
    private DateTimeOffset TimeOf(string ownerId) => _byOwner.TryGetValue(ownerId, out var tenant) ? tenant.Clock.Now : DateTimeOffset.MaxValue;
}
