using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;

namespace ResetPassword.Tenancy;

/// <summary>An Alibaba Cloud account and what the emulator keeps for it beside its instances.</summary>
/// <param name="changes">Counts each change of the users and roles.</param>
internal sealed class Tenant(
    string ownerId, IReadOnlyList<AccessKey> keys, IReadOnlyList<Instance> seed, RamSeed ram, TimeProvider realTime, int journalSize, ChangeCount changes)
{
    private readonly Lock _changing = new();

    // Read when it is first asked for: most tenants never see a user sign.
    private volatile RamAccount? _ram;
    private RamAccount? _madeRam;
    private Func<RamAccount>? _currentRam;
    private Func<DateTimeOffset>? _currentTime;

    public string OwnerId { get; } = ownerId;

    public IReadOnlyList<AccessKey> Keys { get; } = keys;

    /// <summary>The instances it was made with.</summary>
    public IReadOnlyList<Instance> Seed { get; } = seed;

    /// <summary>The RAM users and roles as they are now.</summary>
    public RamAccount Ram => _ram ?? LoadRam();

    /// <summary>How they differ from those that it was made with.</summary>
    public RamChanges RamChanges
    {
        get
        {
            lock (_changing)
                return _ram is null || _madeRam is null ? RamChanges.None : RamChanges.Between(_madeRam, _ram);
        }
    }

    /// <summary>As <see cref="Ram"/>, to be asked later.</summary>
    public Func<RamAccount> CurrentRam => _currentRam ??= () => Ram;

    /// <summary>The tenant's time, to be asked later.</summary>
    public Func<DateTimeOffset> CurrentTime => _currentTime ??= () => Clock.Now;

    public TenantClock Clock { get; } = new(realTime);

    public FaultRules Faults { get; } = new();

    public Journal Journal { get; } = new(journalSize);

    /// <summary>For the diagnosis of the next wrong signature.</summary>
    public EarlierSignatures EarlierSignatures { get; } = new();

    /// <summary>Changes the RAM users and roles, one change after the other.</summary>
    public ValueTask ChangeRamAsync(Func<RamAccount, RamAccount> change)
    {
        lock (_changing)
            _ram = change(LoadRam());
        changes.Add();
        return ValueTask.CompletedTask;
    }

    /// <summary>Back to the users and roles it was made with.</summary>
    public ValueTask ResetRamAsync()
    {
        lock (_changing)
            _ram = _madeRam;
        changes.Add();
        return ValueTask.CompletedTask;
    }

    private RamAccount LoadRam()
    {
        lock (_changing)
            return _ram ??= _madeRam ??= ram.Of(OwnerId);
    }
}
