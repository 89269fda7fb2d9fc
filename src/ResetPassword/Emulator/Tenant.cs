using ResetPassword.Gateway.Authentication;
using ResetPassword.Store;

namespace ResetPassword.Emulator;

/// <summary>An Alibaba Cloud account and what the emulator keeps for it beside its instances.</summary>
internal sealed class Tenant(string ownerId, IReadOnlyList<AccessKey> keys, IReadOnlyList<Instance> seed, TimeProvider realTime, EmulatorOptions options)
{
    public string OwnerId { get; } = ownerId;

    public IReadOnlyList<AccessKey> Keys { get; } = keys;

    /// <summary>The instances it was made with.</summary>
    public IReadOnlyList<Instance> Seed { get; } = seed;

    public TenantClock Clock { get; } = new(realTime);

    public FaultRules Faults { get; } = new();

    public Journal Journal { get; } = new(options.JournalSize);
}
