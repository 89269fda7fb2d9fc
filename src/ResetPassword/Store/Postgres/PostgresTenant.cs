using System.Collections.Immutable;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>A tenant as one call or control has it: as it was known to be when that entered. Its instances are as of the moment they are asked for.</summary>
/// <param name="entered">The instance that was read when a call entered, for it to find first.</param>
internal sealed class PostgresTenant(PostgresStore store, KnownTenant known, (string Id, KnownInstance Instance)? entered = null)
    : Tenant(known.Origin, store.Clock)
{
    // Controls come many at once where a test suite sets itself up, and nothing is lost by waiting.
    private static readonly TimeSpan ControlPatience = TimeSpan.FromMinutes(1);

    private readonly PostgresJournal _journal = new(store.Journals, known.Made);

    // What was found of instances, for a commit that creates one where there is none any more.
    private ImmutableDictionary<string, KnownInstance> _found = ImmutableDictionary<string, KnownInstance>.Empty;
    private volatile KnownTenant _known = known;
    private volatile TenantState? _stateOfNone;
    private int _isEnteredFound;

    // After a lost race: what is to be locked before it is read again, and then what is.
    private volatile string[]? _lost;
    private volatile LockedRows? _locked;
    private SemaphoreSlim? _turn;
    private volatile bool _isGone;

    public KnownTenant Known => _known;

    public override TenantState State => _stateOfNone ?? _known.State;

    public override IJournal Journal => _journal;

    public override async ValueTask<StoredInstance?> FindAsync(string instanceId, DateTimeOffset now)
    {
        if (!StorableText.IsStorable(instanceId) || await ReadAsync(instanceId) is not { } found)
            return null;
        ImmutableInterlocked.AddOrUpdate(ref _found, instanceId, found, (_, _) => found);
        return found.AsOf(now);
    }

    public override async ValueTask<IReadOnlyList<Instance>> ListAsync(DateTimeOffset now, string? product = null) =>
    [
        .. (await ReadAllAsync()).Select(instance => instance.Written).OfType<Instance>().Where(written => product is null || written.Product == product)
            .Select(written => written.AsOf(now)).OfType<Instance>().OrderBy(instance => instance.Id, StringComparer.Ordinal),
    ];

    public override async ValueTask<int> CountAsync(DateTimeOffset now, string product) =>
        (await ReadAllAsync()).Count(instance => instance.Written is { } written && written.Product == product && written.AsOf(now) is not null);

    public override async ValueTask<Committed> TryCommitAsync(Commit commit)
    {
        var changes = new List<WrittenChange>(commit.Changes.Count);
        foreach (var change in commit.Changes)
        {
            var expected = change.Seen?.Revision ?? await FindRoomAsync(change.InstanceId, commit.Now);
            if (expected is { } revision && revision >> 32 == _known.Generation)
                changes.Add(WrittenChange.Of(change, revision));
        }

        // In a tenant that is gone nothing is changed, and nobody is told so who had found nothing.
        if (_isGone)
            return new(commit.Changes.All(change => change.Seen is null));
        var tenant = _known;
        var committed = changes.Count < commit.Changes.Count ? new(false) : await WriteAsync(tenant, commit, changes);
        if (!committed.IsDone)
        {
            _lost = [.. commit.Changes.Select(change => change.InstanceId)];
            return committed;
        }

        for (var i = 0; i < changes.Count; i++)
            Keep(tenant, commit.Changes[i], changes[i]);
        if (commit.Call is { } call)
            Recorded(call, committed.Fault);
        return committed;
    }

    public override async ValueTask ReleaseAsync()
    {
        _lost = null;
        try
        {
            await UnlockAsync();
        }
        finally
        {
            Interlocked.Exchange(ref _turn, null)?.Release();
        }
    }

    public override async ValueTask ReplaceAsync(IReadOnlyList<Instance> instances)
    {
        await store.TenantWriter.ReplaceAsync(_known, instances);
        await RefreshAsync();
    }

    public override async ValueTask ResetAsync()
    {
        await store.TenantWriter.ResetAsync(_known);
        store.Journals.Wake(_known.Made);
        await RefreshAsync();
    }

    public override async ValueTask<bool> TryChangeAsync(TenantState seen, TenantState next)
    {
        if (!ReferenceEquals(State, seen))
            return false;
        var isChanged = !_isGone && await store.TenantWriter.TryChangeAsync(_known, next);
        if (!isChanged && !_isGone)
            _turn ??= await store.Turns.WaitAsync(OwnerId, "", ControlPatience);
        await RefreshAsync();
        if (_isGone)
            _stateOfNone = next;
        return isChanged || _isGone;
    }

    public override async ValueTask<FaultRule?> HitAsync(FaultQuery call)
    {
        var rules = State.Faults.IsEmpty ? [] : State.Faults.Where(rule => rule.IsFor(call)).ToArray();
        if (rules.Length == 0)
            return null;

        // A rule may let time pass: what was read at the entrance is then not as of now.
        Interlocked.Exchange(ref _isEnteredFound, 1);
        return await store.Faults.HitAsync(_known, rules);
    }

    public override async ValueTask<IReadOnlyDictionary<string, FaultCounts>> CountFaultsAsync() => await store.Faults.ReadAsync(_known);

    public override async ValueTask<bool> TryAddKeyAsync(TemporaryKey issued) => await store.TemporaryKeys.TryAddAsync(_known, issued);

    private async Task<Committed> WriteAsync(KnownTenant tenant, Commit commit, IReadOnlyList<WrittenChange> changes)
    {
        try
        {
            return await store.Commits.WriteAsync(tenant, commit, changes, _locked);
        }
        finally
        {
            await ReleaseAsync();
        }
    }

    // The revision that a new instance takes the place of; null where there is one.
    private async Task<long?> FindRoomAsync(string instanceId, DateTimeOffset now)
    {
        if (!ImmutableInterlocked.TryRemove(ref _found, instanceId, out var found))
            found = await ReadAsync(instanceId);
        return found is null || found.AsOf(now) is not null ? null : found.Revision;
    }

    private void Recorded(CommittingCall call, FaultRule? fault)
    {
        if (JournalRow.IsOnlyMarked(fault))
            _journal.MarkedByCommit(call.RequestId);
        else if (_journal.IsKept)
            _journal.WroteWithCommit(call.RequestId);
    }

    private void Keep(KnownTenant tenant, in InstanceChange change, WrittenChange written)
    {
        ImmutableInterlocked.TryRemove(ref _found, change.InstanceId, out _);
        var before = written.IsFirst(tenant) ? tenant.Unchanged(change.InstanceId) : store.Instances.Find(tenant, change.InstanceId);
        if ((written.Born ?? (before?.Revision == written.Expected ? before.Born : null)) is { } born)
            store.Instances.Put(tenant, change.InstanceId, new(written.Revision, born, written.Next));
    }

    // Null when the tenant is gone.
    private async Task<KnownInstance?> ReadAsync(string instanceId)
    {
        if (entered is { } first && first.Id == instanceId && Interlocked.Exchange(ref _isEnteredFound, 1) == 0)
            return first.Instance;
        while (!_isGone)
        {
            var (tenant, known) = (_known, store.Instances.Find(_known, instanceId));
            if (await TryReadAsync(ReadRequest.OfInstance(tenant, instanceId, known?.Revision ?? 0)) is { } rows
                && store.Instances.TryTake(tenant, instanceId, known, rows, out var read))
            {
                return read;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<KnownInstance>> ReadAllAsync()
    {
        while (!_isGone)
        {
            var tenant = _known;
            if (await TryReadAsync(ReadRequest.OfRevisions(tenant)) is not { } rows)
                continue;
            var known = rows.Where(row => row.Kind == SeenKind.Instance).Select(row => (row.InstanceId, Known: store.Instances.Find(tenant, row.InstanceId)))
                .Where(row => row.Known is not null).ToDictionary(row => row.InstanceId, row => row.Known);
            if (rows.Any(row => row.Kind == SeenKind.Instance && known.GetValueOrDefault(row.InstanceId)?.Revision != row.Revision))
                rows = await TryReadAsync(ReadRequest.OfInstances(tenant, [.. known.Keys], [.. known.Values.Select(instance => instance?.Revision ?? 0)]));
            if (rows is not null && store.Instances.TryTakeAll(tenant, known.GetValueOrDefault, rows, out var all))
                return all;
        }

        return [];
    }

    // Null when it is to be asked of what the tenant is now.
    private async Task<IReadOnlyList<SeenRow>?> TryReadAsync(ReadRequest request)
    {
        if (_lost is { } ids)
        {
            _turn ??= await store.Turns.WaitAsync(OwnerId, ids[0], Database.Patience);
            _locked ??= await LockedRows.LockAsync(store.Database, _known, ids);
            if (_locked is { } locked)
                await ReadLockedAsync(locked, request);
        }
        else
        {
            await store.Reads.RunAsync(request);
        }

        if (request.IsOfGeneration)
            return request.Rows;
        await UnlockAsync();
        await RefreshAsync();
        return null;
    }

    // Where the connection dies, the lock is gone with it, and nothing is read.
    private async Task ReadLockedAsync(LockedRows locked, ReadRequest request)
    {
        try
        {
            await store.Database.ReadAsync(locked.Connection, request.ReadAsync, request.ToStatement());
        }
        catch (Exception failure) when (Database.IsPassing(failure))
        {
            await UnlockAsync();
        }
    }

    private async ValueTask UnlockAsync()
    {
        if (_locked is not { } locked)
            return;
        _locked = null;
        await locked.DisposeAsync();
    }

    private async Task RefreshAsync()
    {
        if (_isGone)
            return;
        if (await store.Tenants.ReadAsync(OwnerId) is { } now && now.Made == _known.Made)
            _known = now;
        else
            _isGone = true;
    }
}
