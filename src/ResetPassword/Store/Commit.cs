using ResetPassword.Model;
using ResetPassword.Tenancy;

namespace ResetPassword.Store;

/// <summary>An instance as it was found.</summary>
/// <param name="value">As it was at the time that was asked for.</param>
/// <param name="revision">Another one after each change.</param>
/// <param name="written">As it was last written: what becomes of it by itself has not happened.</param>
internal sealed class StoredInstance(Instance value, long revision, Instance written)
{
    public Instance Value { get; } = value;

    public long Revision { get; } = revision;

    public Instance Written { get; } = written;

    /// <summary>As it is at a time; null when it is gone by then.</summary>
    public StoredInstance? AsOf(DateTimeOffset now)
    {
        if (Written.AsOf(now) is not { } instance)
            return null;
        return ReferenceEquals(instance, Value) ? this : new(instance, Revision, Written);
    }
}

/// <summary>What becomes of one instance.</summary>
/// <param name="Seen">As it was found, or null where there was none.</param>
/// <param name="Next">Null to remove it.</param>
/// <param name="Events">What the change was, for a store that acts on it.</param>
internal readonly record struct InstanceChange(string InstanceId, StoredInstance? Seen, Instance? Next, IReadOnlyList<InstanceEvent> Events);

/// <summary>What is written together, or not at all.</summary>
/// <param name="Now">The time of the tenant's clock at which the instances were found: what is gone by then is absent.</param>
internal sealed record Commit(IReadOnlyList<InstanceChange> Changes, DateTimeOffset Now)
{
    private static readonly InstanceEvent[] ByControl = [new InstanceEvent.Administered()];

    /// <summary>The call that makes the changes; null where a control does.</summary>
    public CommittingCall? Call { get; init; }

    public static Commit Administered(string instanceId, StoredInstance? seen, Instance? next, DateTimeOffset now) =>
        new([new(instanceId, seen, next, ByControl)], now);
}

/// <summary>A call that makes changes: what a store writes along with them.</summary>
/// <param name="RequestId">By which a store knows whether the changes have been made.</param>
/// <param name="Fault">By which the fault rule is found that hits it when they are.</param>
/// <param name="EntryOf">Its entry in the journal, with the fault that hit it: the same one as is recorded at its end, but for the time it took.</param>
internal sealed record CommittingCall(string RequestId, FaultQuery Fault, Func<FaultRule?, JournalEntry> EntryOf);

/// <summary>What became of a commit.</summary>
/// <param name="IsDone">False when somebody else was first.</param>
/// <param name="Fault">The rule that hit its call afterwards, or null.</param>
internal readonly record struct Committed(bool IsDone, FaultRule? Fault = null);
