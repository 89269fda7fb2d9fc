using System.Collections.Concurrent;
using ResetPassword.Model;

namespace ResetPassword.Ram;

/// <summary>The credentials that AssumeRole gives: a key that works with its token until it expires, by the tenant's clock.</summary>
/// <param name="TenantTime">That clock.</param>
internal sealed record TemporaryKey(AccessKey Key, Secret Secret, string Token, DateTimeOffset Expiration, Func<DateTimeOffset> TenantTime)
{
    public const string IdPrefix = "STS.";

    private const string TokenPrefix = "CAIS";

    /// <summary>How many characters the session's policy has; 0 without one.</summary>
    public int PolicyLength => Key.Caller.Principal is Principal.RoleSession { SessionPolicy: { } policy } ? policy.Length : 0;

    public static TemporaryKey Of(Principal.RoleSession session, Caller creator, DateTimeOffset expiration, IdSource ids, Func<DateTimeOffset> tenantTime)
    {
        var secret = new Secret(ids.NextHex() + ids.NextHex()[..12]);
        var caller = creator with { AccessKeyId = IdPrefix + ids.NextHex()[..24], Principal = session };
        return new(new(caller, secret), secret, TokenPrefix + Convert.ToBase64String([.. ids.NextSalt(), .. ids.NextSalt(), .. ids.NextSalt()]), expiration,
            tenantTime);
    }
}

/// <summary>The temporary keys that were issued, by their id and by their token; bounded, as nobody has to hand one back. Thread-safe.</summary>
internal sealed class TemporaryKeys(int limit)
{
    /// <summary>How many characters the policies of all live sessions may have; read, they take up to ten times as many bytes.</summary>
    public const long MaxPolicyCharacters = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, TemporaryKey> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TemporaryKey> _byToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TemporaryKey>> _byOwner = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
    private long _policyCharacters;

    /// <summary>False when as many as are allowed are still live, or their policies are as long.</summary>
    public ValueTask<bool> TryAddAsync(TemporaryKey issued) => ValueTask.FromResult(TryAdd(issued));

    public TemporaryKey? Find(string accessKeyId) => _byId.GetValueOrDefault(accessKeyId);

    public ValueTask<TemporaryKey?> FindByTokenAsync(string token) => ValueTask.FromResult(_byToken.GetValueOrDefault(token));

    /// <summary>Whether an account has any that have not expired.</summary>
    public bool HasLive(string ownerId)
    {
        lock (_changing)
            return _byOwner.TryGetValue(ownerId, out var ofOwner) && ofOwner.Exists(key => !IsExpired(key));
    }

    /// <summary>Forgets the keys of an account that is gone.</summary>
    public void RemoveOf(string ownerId)
    {
        lock (_changing)
            Remove(ownerId, _ => true);
    }

    private static bool IsExpired(TemporaryKey key) => key.Expiration <= key.TenantTime();

    private bool TryAdd(TemporaryKey issued)
    {
        lock (_changing)
        {
            if (!HasRoomFor(issued))
            {
                foreach (var ownerId in _byOwner.Keys.ToArray())
                    Remove(ownerId, IsExpired);
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

    private bool HasRoomFor(TemporaryKey issued) => _byId.Count < limit && _policyCharacters + issued.PolicyLength <= MaxPolicyCharacters;

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
