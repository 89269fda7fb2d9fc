using System.Collections.Concurrent;
using ResetPassword.Gateway.Authorization;

namespace ResetPassword.Gateway.Authentication;

/// <summary>The credentials that AssumeRole gives: a key that works with its token until it expires, by the tenant's clock.</summary>
/// <param name="TenantTime">That clock.</param>
internal sealed record TemporaryKey(AccessKey Key, Secret Secret, string Token, DateTimeOffset Expiration, Func<DateTimeOffset> TenantTime)
{
    public const string IdPrefix = "STS.";

    private const string TokenPrefix = "CAIS";

    public static TemporaryKey Of(Principal.RoleSession session, Caller creator, DateTimeOffset expiration, IdSource ids, Func<DateTimeOffset> tenantTime)
    {
        var secret = new Secret(ids.NextTraceId() + ids.NextTraceId()[..12]);
        var caller = creator with { AccessKeyId = IdPrefix + ids.NextTraceId()[..24], Principal = session };
        return new(new(caller, secret), secret, TokenPrefix + Convert.ToBase64String([.. ids.NextSalt(), .. ids.NextSalt(), .. ids.NextSalt()]), expiration, tenantTime);
    }
}

/// <summary>The temporary keys that were issued, by their id and by their token; bounded, as nobody has to hand one back. Thread-safe.</summary>
internal sealed class TemporaryKeys(int limit)
{
    private readonly ConcurrentDictionary<string, TemporaryKey> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TemporaryKey> _byToken = new(StringComparer.Ordinal);

    /// <summary>False when as many as are allowed are still live.</summary>
    public bool TryAdd(TemporaryKey issued)
    {
        if (_byId.Count >= limit)
            Remove(key => key.Expiration <= key.TenantTime());
        if (_byId.Count >= limit)
            return false;
        _byToken[issued.Token] = issued;
        _byId[issued.Key.Caller.AccessKeyId] = issued;
        return true;
    }

    public TemporaryKey? Find(string accessKeyId) => _byId.GetValueOrDefault(accessKeyId);

    public TemporaryKey? FindByToken(string token) => _byToken.GetValueOrDefault(token);

    /// <summary>Forgets the keys of an account that is gone.</summary>
    public void RemoveOf(string ownerId) => Remove(key => key.Key.Caller.OwnerId == ownerId);

    private void Remove(Func<TemporaryKey, bool> isMeant)
    {
        foreach (var key in _byId.Values.Where(isMeant))
        {
            _byId.TryRemove(key.Key.Caller.AccessKeyId, out _);
            _byToken.TryRemove(key.Token, out _);
        }
    }
}
