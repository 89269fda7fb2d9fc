using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>A tenant in memory. Thread-safe; a reader never waits.</summary>
internal sealed class MemoryTenant : Tenant
{
    private readonly MemoryStore _store;
    private readonly MemoryJournal _journal;
    private readonly Dictionary<string, FaultCounts> _faultCounts = new(StringComparer.Ordinal);

    // Held by whoever changes something, for as long as that takes.
    private readonly Lock _changing = new();
    private volatile Generation _generation;
    private volatile TenantState _state = TenantState.Made;
    private bool _isGone;
    private long _lastUsed;
    private int _isRetired;

    public MemoryTenant(MemoryStore store, TenantOrigin origin, DateTimeOffset now)
        : base(origin, store.RealTime)
    {
        (_store, _lastUsed) = (store, now.UtcTicks);
        _journal = new(store.Limits.JournalSize, origin.OwnerId, store.Log);
        _generation = NewGeneration(origin.Instances);
    }

    public override TenantState State => _state;

    public override IJournal Journal => _journal;

    /// <summary>When it was entered last.</summary>
    public DateTimeOffset LastUsed => new(Volatile.Read(ref _lastUsed), TimeSpan.Zero);

    /// <summary>Whether no change has been made since it was made, and nothing lives on in it.</summary>
    public bool IsAsSeeded => !HasOwnSeed && !_generation.IsChanged && State.IsAsMade && !_store.TemporaryKeys.HasLive(OwnerId);

    public override ValueTask<StoredInstance?> FindAsync(string instanceId, DateTimeOffset now) =>
        ValueTask.FromResult(_generation.Slots.GetValueOrDefault(instanceId)?.AsOf(now));

    public override ValueTask<IReadOnlyList<Instance>> ListAsync(DateTimeOffset now, string? product = null)
    {
        var slots = _generation.Slots.Values.Where(slot => product is null || slot.Value.Product == product);
        return ValueTask.FromResult<IReadOnlyList<Instance>>(
            [.. slots.Select(slot => slot.Value.AsOf(now)).OfType<Instance>().OrderBy(instance => instance.Id, StringComparer.Ordinal)]);
    }

    public override ValueTask<int> CountAsync(DateTimeOffset now, string product) =>
        ValueTask.FromResult(_generation.Slots.Values.Count(slot => slot.Value.Product == product && slot.Value.AsOf(now) is not null));

    public override ValueTask<Committed> TryCommitAsync(Commit commit)
    {
        var committed = Write(commit);
        if (committed.IsDone)
            _store.Changes.Add();
        return ValueTask.FromResult(committed);
    }

    public override ValueTask ReleaseAsync() => ValueTask.CompletedTask;

    public override ValueTask ReplaceAsync(IReadOnlyList<Instance> instances)
    {
        var generation = NewGeneration(instances);
        generation.IsChanged = true;
        lock (_changing)
        {
            if (_isGone)
                return ValueTask.CompletedTask;
            _generation = generation;
            _store.Log?.Add(new StoreChange.InstancesReplaced(this, instances, IsAsMade: false));
        }

        _store.Changes.Add();
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResetAsync()
    {
        var generation = NewGeneration(Seed);
        lock (_changing)
        {
            if (_isGone)
                return ValueTask.CompletedTask;
            (_generation, _state) = (generation, TenantState.Made);
            _faultCounts.Clear();
            _store.TemporaryKeys.RemoveOf(OwnerId);
            _journal.Clear(
                new StoreChange.InstancesReplaced(this, Seed, IsAsMade: true), new StoreChange.TenantChanged(this, TenantState.Made),
                new StoreChange.KeysRemoved(this));
        }

        _store.Changes.Add();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<bool> TryChangeAsync(TenantState seen, TenantState next)
    {
        lock (_changing)
        {
            if (!ReferenceEquals(_state, seen))
                return ValueTask.FromResult(false);
            _state = next;
            foreach (var id in _faultCounts.Keys.Where(id => next.FindFault(id) is null).ToArray())
                _faultCounts.Remove(id);
            if (!_isGone)
                _store.Log?.Add(new StoreChange.TenantChanged(this, next));
            _store.Changes.Add();
            return ValueTask.FromResult(true);
        }
    }

    public override ValueTask<FaultRule?> HitAsync(FaultQuery call)
    {
        if (!HasFaultFor(call))
            return ValueTask.FromResult<FaultRule?>(null);
        lock (_changing)
        {
            var unit = NewUnit(1);
            var hit = Hit(call, unit);
            _store.Log?.Add(CollectionsMarshal.AsSpan(unit));
            return ValueTask.FromResult(hit);
        }
    }

    public override ValueTask<IReadOnlyDictionary<string, FaultCounts>> CountFaultsAsync()
    {
        lock (_changing)
            return ValueTask.FromResult<IReadOnlyDictionary<string, FaultCounts>>(new Dictionary<string, FaultCounts>(_faultCounts));
    }

    public override ValueTask<bool> TryAddKeyAsync(TemporaryKey issued)
    {
        // Of one that is gone the keys are gone too. It may have been made again, and that one has keys of its own.
        lock (_changing)
            return ValueTask.FromResult(_isGone || _store.TemporaryKeys.TryAdd(issued));
    }

    /// <summary>
    /// How the instances differ, at a time, from those it was made with. What no commit replaced is the same object still; what was changed back is as it was.
    /// </summary>
    public InstanceChanges ListChanges(DateTimeOffset now)
    {
        var generation = _generation;
        if (!generation.IsChanged)
            return InstanceChanges.None;

        var untouched = Seed.Where(instance => generation.Slots.GetValueOrDefault(instance.Id)?.Value is { } current
            && (ReferenceEquals(current, instance) || current.HasContentOf(instance)))
            .Select(instance => instance.Id).ToHashSet();
        var changed = generation.Slots.Values.Where(slot => !untouched.Contains(slot.Value.Id))
            .Select(slot => slot.Value.AsOf(now)).OfType<Instance>().OrderBy(instance => instance.Id, StringComparer.Ordinal).ToArray();
        return new(changed,
            [.. Seed.Select(instance => instance.Id).Except(untouched).Except(changed.Select(instance => instance.Id)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Marks it used; false when it has been retired. A call marks it used and a retirement marks it gone; each looks at the other's mark afterwards.
    /// </summary>
    public bool TryTouch(DateTimeOffset at)
    {
        Interlocked.Exchange(ref _lastUsed, at.UtcTicks);
        return Volatile.Read(ref _isRetired) == 0;
    }

    public bool TryRetire(DateTimeOffset unusedSince)
    {
        Interlocked.Exchange(ref _isRetired, 1);
        if (Volatile.Read(ref _lastUsed) <= unusedSince.UtcTicks)
            return true;
        Interlocked.Exchange(ref _isRetired, 0);
        return false;
    }

    /// <summary>It is no tenant any more: nothing is found in it, and who waits for its calls waits no longer.</summary>
    public void End()
    {
        lock (_changing)
        {
            _isGone = true;
            _generation = NewGeneration([]);
            _store.TemporaryKeys.RemoveOf(OwnerId);
            _journal.End(new StoreChange.TenantDropped(this));
        }
    }

    /// <summary>Puts it back to how it was before the store was opened.</summary>
    /// <param name="state">What controls had set, as <see cref="StoredText"/> writes it; null where that was nothing.</param>
    public void Restore(string? state, IReadOnlyDictionary<string, FaultCounts> faultCounts, IReadOnlyList<Instance> instances)
    {
        if (state is not null)
            _state = StoredText.ReadState(state, () => MadeRam);
        foreach (var (id, counts) in faultCounts.Where(counted => _state.FindFault(counted.Key) is not null))
            _faultCounts[id] = counts;
        var isChanged = instances.Count != Seed.Count || instances.Except(Seed, ReferenceEqualityComparer.Instance).Any();
        if (isChanged)
            _generation = NewGeneration(instances);
        _generation.IsChanged = isChanged;
    }

    private Committed Write(Commit commit)
    {
        lock (_changing)
        {
            var generation = _generation;
            for (var i = 0; i < commit.Changes.Count; i++)
            {
                var change = commit.Changes[i];
                if (generation.Slots.GetValueOrDefault(change.InstanceId)?.AsOf(commit.Now)?.Revision != change.Seen?.Revision)
                    return new(false);
            }

            var unit = NewUnit(commit.Changes.Count + 2);
            for (var i = 0; i < commit.Changes.Count; i++)
                Write(generation, commit.Changes[i], unit);
            generation.IsChanged = true;
            var fault = commit.Call is { } call ? Hit(call.Fault, unit) : null;
            if (unit is not null && commit.Call is { } written)
                _journal.WriteAhead(written.EntryOf(fault), unit);
            else
                _store.Log?.Add(CollectionsMarshal.AsSpan(unit));
            return new(true, fault);
        }
    }

    private void Write(Generation generation, in InstanceChange change, List<StoreChange>? unit)
    {
        var revision = _store.NextRevision();
        var before = generation.Slots.GetValueOrDefault(change.InstanceId)?.Written;
        if (change.Next is { } next)
            generation.Slots[change.InstanceId] = new(next, revision, next);
        else
            generation.Slots.TryRemove(change.InstanceId, out _);
        unit?.Add(new StoreChange.InstanceChanged(this, change.InstanceId, before, change.Next));
    }

    // Most calls are for no rule, and need not wait for those that change something.
    private bool HasFaultFor(in FaultQuery call)
    {
        foreach (var rule in _state.Faults)
        {
            if (rule.IsFor(call))
                return true;
        }

        return false;
    }

    private FaultRule? Hit(in FaultQuery call, List<StoreChange>? unit)
    {
        foreach (var rule in _state.Faults)
        {
            if (!rule.IsFor(call))
                continue;
            var counts = _faultCounts.GetValueOrDefault(rule.Id);
            var isHit = rule.Schedule.Hits(counts.Matched + 1);
            _faultCounts[rule.Id] = counts = counts.Next(isHit);
            unit?.Add(new StoreChange.FaultCounted(this, rule.Id, counts));
            if (isHit)
                return rule;
        }

        return null;
    }

    // What the log is told of together; null where there is none, or nothing to tell it of.
    private List<StoreChange>? NewUnit(int size) => _store.Log is null || _isGone ? null : new(size);

    // Of its size from the beginning: what grows has been copied time and again.
    private Generation NewGeneration(IReadOnlyList<Instance> instances)
    {
        var slots = new ConcurrentDictionary<string, StoredInstance>(Environment.ProcessorCount, instances.Count, StringComparer.Ordinal);
        foreach (var instance in instances)
            slots.TryAdd(instance.Id, new(instance, _store.NextRevision(), instance));
        return new(slots);
    }

    /// <summary>The instances from one replacement of them all to the next.</summary>
    private sealed class Generation(ConcurrentDictionary<string, StoredInstance> slots)
    {
        private volatile bool _isChanged;

        public ConcurrentDictionary<string, StoredInstance> Slots { get; } = slots;

        public bool IsChanged
        {
            get => _isChanged;
            set => _isChanged = value;
        }
    }
}
