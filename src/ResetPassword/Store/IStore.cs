using ResetPassword.Model;
using ResetPassword.Ram;

namespace ResetPassword.Store;

/// <summary>
/// Everything that outlives a call: tenants with their instances, users, faults, clock and journal, temporary keys and nonces. Nothing else keeps any of it, or
/// knows where it is. Thread-safe.
/// </summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>Its kind and where it is, without secrets.</summary>
    string Name { get; }

    /// <summary>What whoever started this should know of what was found in it; null where there is nothing to say.</summary>
    string? Notice { get; }

    /// <summary>The calls that belong to no tenant: what found no action, or names a key that does not exist.</summary>
    IJournal Unattributed { get; }

    /// <summary>The tenant that an account's own AccessKey belongs to, if it has been made. It may have changed since: <see cref="IsCurrentAsync"/>.</summary>
    ValueTask<Tenant?> FindTenantAsync(string accessKeyId);

    /// <summary>The temporary key with this id, or null.</summary>
    ValueTask<TemporaryKey?> FindTemporaryKeyAsync(string accessKeyId);

    /// <summary>The temporary key that was issued with a token, or null.</summary>
    ValueTask<TemporaryKey?> FindTokenAsync(string token);

    /// <summary>Whether a tenant still is as it was found, so that a call may be refused by what it says.</summary>
    ValueTask<bool> IsCurrentAsync(Tenant? found);

    /// <summary>A call enters the tenant of a key that exists; it is made if it has not been.</summary>
    ValueTask<Entrance> EnterAsync(AccessKey key, Entering call);

    /// <summary>A control enters the tenant of a key that exists; it is made if it has not been. Null when there is no room for it.</summary>
    ValueTask<Tenant?> EnterAsync(AccessKey key);

    /// <summary>Makes the tenant of a key with instances of its own. Null when there is no room for it.</summary>
    ValueTask<Tenant?> MakeAsync(AccessKey key, IReadOnlyList<Instance> instances);

    /// <summary>The configured tenants, then those of <c>test-…</c> keys, with the time of their last call.</summary>
    ValueTask<IReadOnlyList<(Tenant Tenant, DateTimeOffset? LastUsed)>> ListTenantsAsync();

    /// <summary>Forgets a tenant of a <c>test-…</c> key; false when there is none.</summary>
    ValueTask<bool> DropAsync(string accessKeyId);

    /// <summary>Looks whether it can be used: why it cannot, so that calls are refused, or null.</summary>
    ValueTask<string?> FindTroubleAsync();

    /// <summary>Ends when all that was read and written so far is as lasting as the store promises.</summary>
    ValueTask FlushAsync();
}

/// <summary>An AccessKey that exists, and its tenant if that has been made.</summary>
internal readonly record struct KnownKey(AccessKey Key, Tenant? Tenant);

/// <summary>A call that enters a tenant: its signature was right.</summary>
/// <param name="Found">The tenant by which that was judged; null where it was not made.</param>
/// <param name="Nonce">Null where the call has none.</param>
/// <param name="Timestamp">The one that it was signed with.</param>
/// <param name="Now">The time that signatures are judged by.</param>
/// <param name="RealNow">The real time.</param>
/// <param name="InstanceId">The instance that it is about, for a store that reads ahead; null where it is about none.</param>
internal readonly record struct Entering(
    Tenant? Found, string? Nonce, DateTimeOffset Timestamp, DateTimeOffset Now, DateTimeOffset RealNow, string? InstanceId);

/// <summary>Whether a call may enter.</summary>
/// <param name="Tenant">Null where it may not.</param>
internal readonly record struct Entrance(EntranceVerdict Verdict, Tenant? Tenant = null);

internal enum EntranceVerdict
{
    Entered,

    /// <summary>The tenant is not as it was found: find the key and judge again.</summary>
    Changed,

    /// <summary>There is no room for another tenant.</summary>
    NoRoom,

    /// <summary>The nonce was used already.</summary>
    NonceUsed,

    /// <summary>No more nonces can be remembered.</summary>
    NoncesFull,
}
