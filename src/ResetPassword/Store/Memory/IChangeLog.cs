using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>
/// Is told of everything that changes in a <see cref="MemoryStore"/>, in the order in which it changes: under the lock of whatever changes, so that it must be
/// quick. A store that is to last writes it down.
/// </summary>
internal interface IChangeLog
{
    /// <param name="unit">What changes together: it lasts as a whole or not at all.</param>
    void Add(params ReadOnlySpan<StoreChange> unit);
}

/// <summary>What changes in a store.</summary>
internal abstract record StoreChange
{
    private StoreChange()
    {
    }

    internal sealed record TenantMade(MemoryTenant Tenant) : StoreChange;

    /// <summary>With all that was its own.</summary>
    internal sealed record TenantDropped(MemoryTenant Tenant) : StoreChange;

    internal sealed record TenantChanged(MemoryTenant Tenant, TenantState State) : StoreChange;

    /// <summary>All instances are other ones.</summary>
    /// <param name="IsAsMade">Whether they are those that the tenant was made with.</param>
    internal sealed record InstancesReplaced(MemoryTenant Tenant, IReadOnlyList<Instance> Instances, bool IsAsMade) : StoreChange;

    /// <param name="Before">As it was written before; null where there was none.</param>
    /// <param name="Next">Null where it is removed.</param>
    internal sealed record InstanceChanged(MemoryTenant Tenant, string InstanceId, Instance? Before, Instance? Next) : StoreChange;

    internal sealed record FaultCounted(MemoryTenant Tenant, string RuleId, FaultCounts Counts) : StoreChange;

    /// <summary>The key has the hash of its token in the token's place.</summary>
    internal sealed record KeyIssued(TemporaryKey Key) : StoreChange;

    internal sealed record KeyForgotten(string AccessKeyId) : StoreChange;

    internal sealed record KeysRemoved(MemoryTenant Tenant) : StoreChange;

    internal sealed record NonceUsed(NonceId Id, NonceExpiry Expiry) : StoreChange;

    /// <param name="OwnerId">Null for a call that belongs to no tenant.</param>
    internal sealed record CallRecorded(string? OwnerId, JournalEntry Entry) : StoreChange;

    internal sealed record CallsCleared(string? OwnerId) : StoreChange;
}
