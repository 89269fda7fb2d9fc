using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>
/// Everything in a PostgreSQL database, which any number of processes share: none is special, and what one keeps in memory counts only as far as the database
/// says that it is so still. Thread-safe.
/// </summary>
internal sealed class PostgresStore : IStore
{
    // Each for readings, nonces and calls without a change, and for commits.
    private const int Senders = 4;

    private readonly NonceTable _nonces;
    private readonly TenantMaking _making;
    private readonly BatchQueue _commits;
    private readonly Upkeep _upkeep;
    private int _isDisposed;

    private PostgresStore(Database database, Seed seed, Membership membership, KeyRing keys, TimeProvider clock, TenantLimits limits, ILogger log)
    {
        (Database, Clock, Membership) = (database, clock, membership);
        Reads = new(database, Senders, mayBeLost: true);
        _commits = new(database, Senders, mayBeLost: false);
        Tenants = new(database, seed, keys);
        TenantWriter = new(database, Tenants);
        Journals = new(database, Reads, limits.JournalSize);
        Unattributed = new PostgresJournal(Journals, JournalRow.OfNobody);
        Faults = new(database);
        Commits = new(database, _commits, Faults, Journals.IsKept);
        TemporaryKeys = new(database, Tenants, limits.MaxTemporaryKeys, clock);
        _nonces = new(database, limits.MaxNonces, clock);
        _making = new(database, Tenants, limits.MaxTenants, clock);
        _upkeep = new(database, membership, _making, Journals, _nonces, new(database), log);
    }

    public IJournal Unattributed { get; }

    /// <summary>Kind, host and database.</summary>
    public string Name => Database.Name;

    /// <summary>What whoever starts the process should know; null where there is nothing.</summary>
    public string? Notice => Membership.Notice;

    /// <summary>When the first process read the seed, which is when its instances were created.</summary>
    public DateTimeOffset SeededAt => Membership.SeededAt;

    public Database Database { get; }

    public Membership Membership { get; }

    public TimeProvider Clock { get; }

    public BatchQueue Reads { get; }

    public KnownTenants Tenants { get; }

    public KnownInstances Instances { get; } = new();

    public Turns Turns { get; } = new();

    public TenantWriter TenantWriter { get; }

    public JournalTable Journals { get; }

    public FaultCountTable Faults { get; }

    public CommitWriter Commits { get; }

    public TemporaryKeyTable TemporaryKeys { get; }

    /// <summary>Opens the store in a database, whose tables are made if there are none.</summary>
    /// <param name="database">The store's from then on.</param>
    /// <param name="seedHash">Two processes with another one do not share a database.</param>
    public static async Task<PostgresStore> OpenAsync(
        Database database, Seed seed, string seedHash, string programVersion, KeyRing keys, TimeProvider clock, TenantLimits limits,
        ILogger log, CancellationToken cancellation)
    {
        try
        {
            var membership = await Membership.JoinAsync(database, seedHash, programVersion, seed.ReadAt, cancellation);
            var store = new PostgresStore(database, seed, membership, keys, clock, limits, log);
            foreach (var accessKey in seed.AccessKeys.DistinctBy(key => key.Caller.OwnerId))
                await store._making.FindOrMakeAsync(accessKey, null);
            await store._nonces.CountAsync();
            store._upkeep.Start();
            return store;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<Tenant?> FindTenantAsync(string accessKeyId)
    {
        var ownerId = Tenants.OwnerOf(accessKeyId);
        var known = Tenants.Find(ownerId) ?? await Tenants.ReadAsync(ownerId);
        return known is null ? null : new PostgresTenant(this, known);
    }

    public async ValueTask<TemporaryKey?> FindTemporaryKeyAsync(string accessKeyId) =>
        StorableText.IsStorable(accessKeyId) ? await TemporaryKeys.FindAsync(accessKeyId) : null;

    public async ValueTask<TemporaryKey?> FindTokenAsync(string token) => await TemporaryKeys.FindTokenAsync(token);

    public async ValueTask<bool> IsCurrentAsync(Tenant? found)
    {
        if (found is not PostgresTenant { Known: var known })
            return true;
        var request = ReadRequest.OfTenant(known);
        await Reads.RunAsync(request);
        if (!request.IsCurrent)
            await Tenants.ReadAsync(known.OwnerId);
        return request.IsCurrent;
    }

    public async ValueTask<Entrance> EnterAsync(AccessKey key, Entering call)
    {
        await Membership.EnsureAsync();
        var known = (call.Found as PostgresTenant)?.Known;
        if (known is null)
        {
            known = await _making.FindOrMakeAsync(key, null);
            if (known is null)
                return new(EntranceVerdict.NoRoom);

            // It was judged as one that is as it is made.
            if (!known.State.IsAsMade)
                return new(EntranceVerdict.Changed);
        }

        // One that might give way to another tenant does not while it is called.
        var now = Clock.GetUtcNow();
        if (known.Key is not null && now - known.LastUsed > TenantLimits.IdleTime / 2 && await Tenants.UseAsync(known.OwnerId, now) is null)
            return new(EntranceVerdict.Changed);

        var instanceId = call.InstanceId is { } id && StorableText.IsStorable(id) ? id : "";
        var instance = Instances.Find(known, instanceId);
        var hasRoom = call.Nonce is not null && await _nonces.HasRoomAsync();
        var nonce = call.Nonce is { } text ? NonceId.Of(key.Caller.AccessKeyId, text) : default;
        var request = new EnterRequest(known, instanceId, instance?.Revision ?? 0, nonce, NonceTable.ParametersOf(call, hasRoom));
        await Reads.RunAsync(request);
        if (!request.IsCurrent)
        {
            await Tenants.ReadAsync(known.OwnerId);
            return new(EntranceVerdict.Changed);
        }

        _making.Used(known);
        (string, KnownInstance)? entered =
            instanceId != "" && Instances.TryTake(known, instanceId, instance, request.Rows, out var read) ? (instanceId, read) : null;
        var tenant = new PostgresTenant(this, known, entered);
        if (call.Nonce is null || request.IsNonceNew)
        {
            if (request.IsNonceNew)
                _nonces.Added();
            return new(EntranceVerdict.Entered, tenant);
        }

        return new(hasRoom || request.IsNonceKnown ? EntranceVerdict.NonceUsed : EntranceVerdict.NoncesFull, tenant);
    }

    public async ValueTask<Tenant?> EnterAsync(AccessKey key)
    {
        await Membership.EnsureAsync();
        return await _making.FindOrMakeAsync(key, null) is { } known ? new PostgresTenant(this, known) : null;
    }

    public async ValueTask<Tenant?> MakeAsync(AccessKey key, IReadOnlyList<Instance> instances) =>
        await _making.FindOrMakeAsync(key, instances) is { } known ? new PostgresTenant(this, known) : null;

    public async ValueTask<IReadOnlyList<(Tenant Tenant, DateTimeOffset? LastUsed)>> ListTenantsAsync()
    {
        await _making.WriteUsesAsync();
        return
        [
            .. (await Tenants.ListAsync()).OrderBy(known => known.Key is not null)
                .Select(known => ((Tenant)new PostgresTenant(this, known), known.Key is null ? (DateTimeOffset?)null : known.LastUsed)),
        ];
    }

    public async ValueTask<bool> DropAsync(string accessKeyId) => StorableText.IsStorable(accessKeyId) && await _making.DropAsync(accessKeyId);

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public async ValueTask<string?> FindTroubleAsync()
    {
        await Database.AskAsync();
        return Database.Trouble;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        Database.Close();
        await _upkeep.DisposeAsync();
        await Reads.DisposeAsync();
        await _commits.DisposeAsync();
        await Database.DisposeAsync();
    }
}
