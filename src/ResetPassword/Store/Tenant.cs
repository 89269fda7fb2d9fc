using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Tenancy;

namespace ResetPassword.Store;

/// <summary>
/// An Alibaba Cloud account, as a call or a control that entered it sees it: its own and its instances' state, and every change of them.
/// </summary>
internal abstract class Tenant(TenantOrigin origin, TimeProvider realTime)
{
    private Func<RamAccount>? _currentRam;

    public string OwnerId => origin.OwnerId;

    public IReadOnlyList<AccessKey> Keys => origin.Keys;

    /// <summary>The instances it was made with.</summary>
    public IReadOnlyList<Instance> Seed => origin.Instances;

    /// <summary>Whether it was made with instances of its own: its next call could not make it again.</summary>
    public bool HasOwnSeed => origin.HasOwnSeed;

    /// <summary>What controls set.</summary>
    public abstract TenantState State { get; }

    /// <summary>The RAM users and roles as they are now.</summary>
    public RamAccount Ram => State.Ram ?? origin.Ram;

    /// <summary>Those that it was made with.</summary>
    public RamAccount MadeRam => origin.Ram;

    /// <summary>How they differ from those that it was made with.</summary>
    public RamChanges RamChanges => State.Ram is { } now ? RamChanges.Between(origin.Ram, now) : RamChanges.None;

    /// <summary>As <see cref="Ram"/>, to be asked later.</summary>
    public Func<RamAccount> CurrentRam => _currentRam ??= () => Ram;

    public TenantClock Clock => new(State.Clock, realTime);

    /// <summary>For the diagnosis of the next wrong signature.</summary>
    public EarlierSignatures EarlierSignatures => origin.EarlierSignatures;

    public abstract IJournal Journal { get; }

    /// <summary>The instance as it is at a time of the tenant's clock; null when there is none, or none any more.</summary>
    public abstract ValueTask<StoredInstance?> FindAsync(string instanceId, DateTimeOffset now);

    /// <summary>The instances as they are at a time, of one product or (null) of all, ordered by id.</summary>
    public abstract ValueTask<IReadOnlyList<Instance>> ListAsync(DateTimeOffset now, string? product = null);

    /// <summary>How many instances of a product there are at a time.</summary>
    public abstract ValueTask<int> CountAsync(DateTimeOffset now, string product);

    /// <summary>Writes all changes, or, when somebody else was first with one of the instances, none: load and decide again.</summary>
    public abstract ValueTask<Committed> TryCommitAsync(Commit commit);

    /// <summary>What was found is decided and committed, or not to be: nothing is held for it any longer.</summary>
    public abstract ValueTask ReleaseAsync();

    /// <summary>Gives the tenant other instances; a commit that began before is refused.</summary>
    public abstract ValueTask ReplaceAsync(IReadOnlyList<Instance> instances);

    /// <summary>Back to how it was made: the seed's instances, users and roles, no temporary keys, no faults, an empty journal, real time.</summary>
    public abstract ValueTask ResetAsync();

    /// <summary>Sets what controls set; false when it is not as it was seen any more.</summary>
    public abstract ValueTask<bool> TryChangeAsync(TenantState seen, TenantState next);

    /// <summary>The fault rule that hits a call, or null; every rule for it up to that one counts it.</summary>
    public abstract ValueTask<FaultRule?> HitAsync(FaultQuery call);

    /// <summary>How often each of the fault rules matched and hit, by their ids.</summary>
    public abstract ValueTask<IReadOnlyDictionary<string, FaultCounts>> CountFaultsAsync();

    /// <summary>Makes a temporary key valid; false when as many as are allowed are still live, or their policies are as long.</summary>
    public abstract ValueTask<bool> TryAddKeyAsync(TemporaryKey issued);

    /// <summary>Changes what controls set, again if somebody else was first.</summary>
    /// <param name="next">From what is set; null where nothing is to be changed.</param>
    /// <returns>Whether it was changed.</returns>
    public async ValueTask<bool> ChangeAsync(Func<TenantState, TenantState?> next)
    {
        try
        {
            while (true)
            {
                var seen = State;
                if (next(seen) is not { } changed)
                    return false;
                if (await TryChangeAsync(seen, changed))
                    return true;
            }
        }
        finally
        {
            await ReleaseAsync();
        }
    }

    /// <summary>Changes the RAM users and roles.</summary>
    public async ValueTask ChangeRamAsync(Func<RamAccount, RamAccount> change) =>
        await ChangeAsync(state => state with { Ram = change(state.Ram ?? origin.Ram) });

    /// <summary>Replaces an instance by one that is made of it, again if somebody else was first.</summary>
    /// <param name="next">From the instance, or null where there is none: the next one, null to remove it, or the same one where nothing is to change.</param>
    /// <returns>The instance as it was, and as it is.</returns>
    public async ValueTask<(Instance? Before, Instance? After)> UpdateAsync(string instanceId, Func<Instance?, Instance?> next)
    {
        try
        {
            while (true)
            {
                var now = Clock.Now;
                var seen = await FindAsync(instanceId, now);
                var changed = next(seen?.Value);
                if (ReferenceEquals(changed, seen?.Value) || (await TryCommitAsync(Commit.Administered(instanceId, seen, changed, now))).IsDone)
                    return (seen?.Value, changed);
            }
        }
        finally
        {
            await ReleaseAsync();
        }
    }
}

/// <summary>What a tenant is made of.</summary>
/// <param name="instances">Those that it is made with.</param>
/// <param name="hasOwnSeed">Whether they are its own, not the seed's.</param>
internal sealed class TenantOrigin(string ownerId, IReadOnlyList<AccessKey> keys, IReadOnlyList<Instance> instances, bool hasOwnSeed, RamSeed ram)
{
    // Read when it is first asked for: most tenants never see a user sign.
    private readonly Lazy<RamAccount> _ram = new(() => ram.Of(ownerId));

    public string OwnerId { get; } = ownerId;

    public IReadOnlyList<AccessKey> Keys { get; } = keys;

    public IReadOnlyList<Instance> Instances { get; } = instances;

    public bool HasOwnSeed { get; } = hasOwnSeed;

    public RamAccount Ram => _ram.Value;

    public EarlierSignatures EarlierSignatures { get; } = new();
}
