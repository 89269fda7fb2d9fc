using System.Collections.Concurrent;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>The temporary keys that were issued, by their id and by their token; bounded, as nobody has to hand one back. Thread-safe.</summary>
/// <param name="timeOf">The time of an account's clock, by which its keys expire.</param>
internal sealed class TemporaryKeys(int limit, Func<string, DateTimeOffset> timeOf)
{
    private readonly ConcurrentDictionary<string, TemporaryKey> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TemporaryKey> _byToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TemporaryKey>> _byOwner = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private long _policyCharacters;

    public TemporaryKey? Find(string accessKeyId) => _byId.GetValueOrDefault(accessKeyId);

    public TemporaryKey? FindByToken(string token) => _byToken.GetValueOrDefault(token);

    /// <summary>False when as many as are allowed are still live, or their policies are as long.</summary>
    public bool TryAdd(TemporaryKey issued)
    {
        lock (_changing)
        {
            if (!HasRoomFor(issued))
            {
                foreach (var ownerId in _byOwner.Keys.ToArray())
                    RemoveExpired(ownerId);
            }

            if (!HasRoomFor(issued))
                return false;
            _byToken[issued.Token] = issued;
            _byId[issued.Key.Caller.AccessKeyId] = issued;
            _policyCharacters += issued.PolicyLength;
            if (!_byOwner.TryGetValue(issued.Key.Caller.OwnerId, out var ofOwner))
                _byOwner.Add(issued.Key.Caller.OwnerId, ofOwner = []);
            ofOwner.Add(issued);
            return true;
        }
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

    private bool HasRoomFor(TemporaryKey issued) => _byId.Count < limit && _policyCharacters + issued.PolicyLength <= TenantLimits.MaxPolicyCharacters;

    private void RemoveExpired(string ownerId)
    {
        var now = timeOf(ownerId);
        Remove(ownerId, key => key.Expiration <= now);
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
