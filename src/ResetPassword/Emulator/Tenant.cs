using ResetPassword.Gateway.Authentication;
using ResetPassword.Gateway.Authorization;
using ResetPassword.Store;

namespace ResetPassword.Emulator;

/// <summary>An Alibaba Cloud account and what the emulator keeps for it beside its instances.</summary>
internal sealed class Tenant(string ownerId, IReadOnlyList<AccessKey> keys, IReadOnlyList<Instance> seed, RamSeed ram, TimeProvider realTime, EmulatorOptions options)
{
    private readonly Lock _changing = new();

    // Most tenants never see a user sign.
    private volatile RamAccount? _ram;

    public string OwnerId { get; } = ownerId;

    public IReadOnlyList<AccessKey> Keys { get; } = keys;

    /// <summary>The instances it was made with.</summary>
    public IReadOnlyList<Instance> Seed { get; } = seed;

    /// <summary>The RAM users and roles as they are now.</summary>
    public RamAccount Ram => _ram ?? ChangeRam(account => account);

    public TenantClock Clock { get; } = new(realTime);

    public FaultRules Faults { get; } = new();

    public Journal Journal { get; } = new(options.JournalSize);

    public RamAccount ChangeRam(Func<RamAccount, RamAccount> change)
    {
        lock (_changing)
            return _ram = change(_ram ?? ram.Of(OwnerId));
    }

    public void ResetRam() => ChangeRam(_ => ram.Of(OwnerId));
}
