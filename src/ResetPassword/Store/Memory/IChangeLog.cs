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
    void TenantMade(MemoryTenant tenant);

    void TenantDropped(MemoryTenant tenant);

    void TenantChanged(MemoryTenant tenant, TenantState state);

    /// <summary>All instances are other ones.</summary>
    /// <param name="isAsMade">Whether they are those that the tenant was made with.</param>
    void InstancesReplaced(MemoryTenant tenant, IReadOnlyList<Instance> instances, bool isAsMade);

    void InstanceChanged(MemoryTenant tenant, InstanceWrite write);

    void FaultCounted(MemoryTenant tenant, string ruleId, FaultCounts counts);

    void KeyIssued(TemporaryKey key);

    void KeysRemoved(MemoryTenant tenant);

    void NonceUsed(in NonceId id, in NonceExpiry expiry);

    /// <param name="ownerId">Null for a call that belongs to no tenant.</param>
    void CallRecorded(string? ownerId, JournalEntry entry);

    void CallsCleared(string? ownerId);
}

/// <summary>An instance that was changed.</summary>
/// <param name="Before">As it was written before; null where there was none.</param>
/// <param name="Next">Null where it is removed.</param>
internal readonly record struct InstanceWrite(string InstanceId, Instance? Before, Instance? Next, long Revision);
