using System.Collections.Concurrent;
using ResetPassword.Model;
using ResetPassword.Tenancy;

namespace ResetPassword.Store;

/// <summary>An instance's address.</summary>
/// <param name="OwnerId">The tenant: its Alibaba Cloud account id.</param>
internal readonly record struct InstanceKey(string OwnerId, string InstanceId);

/// <summary>A value and the revision it had when it was read. Compared by reference: a slot holds one until it is replaced.</summary>
internal sealed class Stored<T>(T value, long revision)
{
    public T Value { get; } = value;

    public long Revision { get; } = revision;
}

/// <summary>
/// The instances of all tenants, in memory. Nothing outside may assume that: everything goes through find, list and compare-and-swap.
/// Thread-safe; a reader never waits.
/// </summary>
internal sealed class InstanceStore
{
    private static readonly InstanceEvent[] Administered = [new InstanceEvent.Administered()];

    private readonly ConcurrentDictionary<string, Generation> _tenants = new(StringComparer.Ordinal);
    private long _revision;

    /// <summary>How often anything was changed; a tenant that gets its instances is no change.</summary>
    public ChangeCount Changes { get; } = new();

    /// <summary>Gives a tenant its instances; false when it has some already.</summary>
    public bool TryCreateTenant(string ownerId, IReadOnlyList<Instance> instances) => _tenants.TryAdd(ownerId, NewGeneration(instances));

    /// <summary>Gives a tenant other instances; a commit that began before is refused. One that was dropped meanwhile gets none.</summary>
    /// <param name="isChange">Whether that is a change, rather than the way back to how the tenant was made.</param>
    public ValueTask ReplaceTenantAsync(string ownerId, IReadOnlyList<Instance> instances, bool isChange)
    {
        var generation = NewGeneration(instances);
        generation.IsChanged = isChange;
        while (_tenants.TryGetValue(ownerId, out var current) && !_tenants.TryUpdate(ownerId, generation, current))
        {
        }

        Changes.Add();
        return ValueTask.CompletedTask;
    }

    public bool RemoveTenant(string ownerId)
    {
        if (!_tenants.TryRemove(ownerId, out _))
            return false;
        Changes.Add();
        return true;
    }

    /// <summary>Whether any commit has succeeded since the tenant got its instances.</summary>
    public bool IsUnchanged(string ownerId) => _tenants.TryGetValue(ownerId, out var generation) && !generation.IsChanged;

    /// <summary>The instance as it is at a time of its tenant's clock; null when there is none, or none any more.</summary>
    public ValueTask<Stored<Instance>?> FindAsync(InstanceKey key, DateTimeOffset now) =>
        ValueTask.FromResult(_tenants.TryGetValue(key.OwnerId, out var generation) ? AsOf(generation.Slots.GetValueOrDefault(key.InstanceId), now) : null);

    /// <summary>The tenant's instances as they are at a time, of one product or (null) of all, ordered by id.</summary>
    public ValueTask<IReadOnlyList<Instance>> ListAsync(string ownerId, DateTimeOffset now, string? product = null)
    {
        if (!_tenants.TryGetValue(ownerId, out var generation))
            return ValueTask.FromResult<IReadOnlyList<Instance>>([]);
        var slots = generation.Slots.Values.Where(slot => product is null || slot.Value.Product == product);
        return ValueTask.FromResult<IReadOnlyList<Instance>>(
            [.. slots.Select(slot => slot.Value.AsOf(now)).OfType<Instance>().OrderBy(instance => instance.Id, StringComparer.Ordinal)]);
    }

    /// <summary>How many instances of a product the tenant has at a time.</summary>
    public ValueTask<int> CountAsync(string ownerId, DateTimeOffset now, string product) => ValueTask.FromResult(
        _tenants.TryGetValue(ownerId, out var generation)
            ? generation.Slots.Values.Count(slot => slot.Value.Product == product && slot.Value.AsOf(now) is not null)
            : 0);

    /// <summary>
    /// How a tenant's instances differ, at a time, from those it was made with. What no commit replaced is the same object still; what was changed back is as
    /// it was.
    /// </summary>
    public InstanceChanges ListChanges(string ownerId, IReadOnlyList<Instance> made, DateTimeOffset now)
    {
        if (!_tenants.TryGetValue(ownerId, out var generation) || !generation.IsChanged)
            return InstanceChanges.None;

        var untouched = made.Where(instance => generation.Slots.GetValueOrDefault(instance.Id)?.Value is { } current
            && (ReferenceEquals(current, instance) || current.HasContentOf(instance)))
            .Select(instance => instance.Id).ToHashSet();
        var changed = generation.Slots.Values.Where(slot => !untouched.Contains(slot.Value.Id))
            .Select(slot => slot.Value.AsOf(now)).OfType<Instance>().OrderBy(instance => instance.Id, StringComparer.Ordinal).ToArray();
        return new(changed,
            [.. made.Select(instance => instance.Id).Except(untouched).Except(changed.Select(instance => instance.Id)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Replaces the instance if it still has <paramref name="revision"/>; a null revision creates if absent, a null <paramref name="next"/> removes.
    /// False when somebody else was first: load and decide again.
    /// </summary>
    /// <param name="events">What the change was, for a store that records or acts on it.</param>
    /// <param name="now">The time of the tenant's clock: what is gone by then is absent.</param>
    public ValueTask<bool> TryCommitAsync(InstanceKey key, long? revision, Instance? next, IReadOnlyList<InstanceEvent> events, DateTimeOffset now) =>
        ValueTask.FromResult(TryCommit(key, revision, next, now));

    /// <summary>Replaces an instance by one that is made of it, again if somebody else was first.</summary>
    /// <param name="next">From the instance, or null where there is none: the next one, null to remove it, or the same one where nothing is to change.</param>
    /// <returns>The instance as it was, and as it is.</returns>
    public async ValueTask<(Instance? Before, Instance? After)> UpdateAsync(InstanceKey key, TenantClock clock, Func<Instance?, Instance?> next)
    {
        while (true)
        {
            var now = clock.Now;
            var stored = await FindAsync(key, now);
            var changed = next(stored?.Value);
            if (ReferenceEquals(changed, stored?.Value) || await TryCommitAsync(key, stored?.Revision, changed, Administered, now))
                return (stored?.Value, changed);
        }
    }

    private bool TryCommit(InstanceKey key, long? revision, Instance? next, DateTimeOffset now)
    {
        // In a tenant that was dropped meanwhile there is nothing to change; what is created is gone with it, as if it had come a moment earlier.
        if (!_tenants.TryGetValue(key.OwnerId, out var generation))
            return revision is null;

        var current = generation.Slots.GetValueOrDefault(key.InstanceId);
        if (AsOf(current, now)?.Revision != revision || !TrySwap(generation.Slots, key.InstanceId, current, next))
            return false;

        generation.IsChanged = true;
        Changes.Add();

        // The tenant may have been given other instances meanwhile: what was written to the old ones did not happen.
        return !_tenants.TryGetValue(key.OwnerId, out var latest) || ReferenceEquals(latest, generation);
    }

    private static Stored<Instance>? AsOf(Stored<Instance>? stored, DateTimeOffset now)
    {
        if (stored?.Value.AsOf(now) is not { } instance)
            return null;
        return ReferenceEquals(instance, stored.Value) ? stored : new(instance, stored.Revision);
    }

    private bool TrySwap(ConcurrentDictionary<string, Stored<Instance>> slots, string id, Stored<Instance>? current, Instance? next) => (current, next) switch
    {
        (null, null) => true,
        (null, _) => slots.TryAdd(id, NewSlot(next)),
        (_, null) => slots.TryRemove(new(id, current)),
        _ => slots.TryUpdate(id, NewSlot(next), current),
    };

    // Of its size from the beginning: what grows has been copied time and again.
    private Generation NewGeneration(IReadOnlyList<Instance> instances)
    {
        var slots = new ConcurrentDictionary<string, Stored<Instance>>(Environment.ProcessorCount, instances.Count, StringComparer.Ordinal);
        foreach (var instance in instances)
            slots.TryAdd(instance.Id, NewSlot(instance));
        return new(slots);
    }

    // Revisions are unique in the process, so that one of an old generation never fits a slot of a new one.
    private Stored<Instance> NewSlot(Instance instance) => new(instance, Interlocked.Increment(ref _revision));

    private sealed class Generation(ConcurrentDictionary<string, Stored<Instance>> slots)
    {
        private volatile bool _isChanged;

        public ConcurrentDictionary<string, Stored<Instance>> Slots { get; } = slots;

        public bool IsChanged
        {
            get => _isChanged;
            set => _isChanged = value;
        }
    }
}
