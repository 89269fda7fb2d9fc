using System.Collections.Concurrent;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>The temporary keys that were issued, by their id and by their token; bounded, as nobody has to hand one back. Thread-safe.</summary>
/// <param name="timeOf">The time of an account's clock, by which its keys expire.</param>
/// <param name="log">Is told of each that is issued, and of those that make room; then only hashes of the tokens are kept.</param>
internal sealed class TemporaryKeys(int limit, Func<string, DateTimeOffset> timeOf, IChangeLog? log = null)
{
    private readonly ConcurrentDictionary<string, TemporaryKey> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TemporaryKey> _byToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TemporaryKey>> _byOwner = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private long _policyCharacters;

    public TemporaryKey? Find(string accessKeyId) => _byId.GetValueOrDefault(accessKeyId);

    public TemporaryKey? FindByToken(string token) => _byToken.GetValueOrDefault(KeptOf(token));

    /// <summary>False when as many as are allowed are still live, or their policies are as long.</summary>
    public bool TryAdd(TemporaryKey issued)
    {
        var kept = issued with { Token = KeptOf(issued.Token) };
        lock (_changing)
        {
            if (!TryPut(kept))
                return false;
            log?.Add(new StoreChange.KeyIssued(kept));
            return true;
        }
    }

    /// <summary>Takes one of before, if there is room.</summary>
    public void Restore(TemporaryKey kept)
    {
        lock (_changing)
            TryPut(kept);
    }

    /// <summary>Whether an account has any that have not expired.</summary>
    public bool HasLive(string ownerId)
    {
        lock (_changing)
        {
            if (!_byOwner.TryGetValue(ownerId, out var ofOwner))
                return false;
            var now = timeOf(ownerId);
            return ofOwner.Exists(key => key.Expiration > now);
        }
    }

    /// <summary>Forgets the keys of an account that is gone.</summary>
    public void RemoveOf(string ownerId)
    {
        lock (_changing)
            Remove(ownerId, _ => true);
    }

    private string KeptOf(string token) => log is null ? token : TemporaryKey.HashOf(token);

    private bool TryPut(TemporaryKey key)
    {
        if (!HasRoomFor(key))
        {
            foreach (var ownerId in _byOwner.Keys.ToArray())
                RemoveExpired(ownerId);
        }

        if (!HasRoomFor(key))
            return false;
        _byToken[key.Token] = key;
        _byId[key.Key.Caller.AccessKeyId] = key;
        _policyCharacters += key.PolicyLength;
        if (!_byOwner.TryGetValue(key.Key.Caller.OwnerId, out var ofOwner))
            _byOwner.Add(key.Key.Caller.OwnerId, ofOwner = []);
        ofOwner.Add(key);
        return true;
    }

    private bool HasRoomFor(TemporaryKey issued) => _byId.Count < limit && _policyCharacters + issued.PolicyLength <= TenantLimits.MaxPolicyCharacters;

    private void RemoveExpired(string ownerId)
    {
        var now = timeOf(ownerId);
        Remove(ownerId, key =>
        {
            if (key.Expiration > now)
                return false;
            log?.Add(new StoreChange.KeyForgotten(key.Key.Caller.AccessKeyId));
            return true;
        });
    }

    private void Remove(string ownerId, Predicate<TemporaryKey> isMeant)
    {
        if (!_byOwner.TryGetValue(ownerId, out var ofOwner))
            return;
        ofOwner.RemoveAll(key =>
        {
            if (!isMeant(key))
                return false;
            _byId.TryRemove(key.Key.Caller.AccessKeyId, out _);
            _byToken.TryRemove(key.Token, out _);
            _policyCharacters -= key.PolicyLength;
            return true;
        });
        if (ofOwner.Count == 0)
            _byOwner.Remove(ownerId);
    }
}
