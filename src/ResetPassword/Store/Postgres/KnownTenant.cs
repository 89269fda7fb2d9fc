using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>A tenant as its row was when this process read it. Immutable.</summary>
/// <param name="Key">The AccessKeyId of a <c>test-…</c> key; null for a tenant of the seed.</param>
/// <param name="Made">The number it was made with: another tenant of the same key has another one.</param>
/// <param name="Generation">The number of its instances' replacement.</param>
/// <param name="Version">Another one after each control.</param>
/// <param name="IsReplaced">Whether an instance of which there is no row does not exist; else it is as in the seed.</param>
internal sealed record KnownTenant(
    TenantOrigin Origin, SeedInstances Seed, string? Key, long Made, long Generation, long Version, TenantState State, bool IsReplaced, DateTimeOffset LastUsed)
{
    public string OwnerId => Origin.OwnerId;

    /// <summary>The revision of an instance that was never changed. None of a generation is one of another.</summary>
    public long FirstRevision => Generation << 32;

    /// <summary>An instance of which there is no row.</summary>
    public KnownInstance Unchanged(string instanceId) => new(FirstRevision, Born: 0, IsReplaced ? null : Seed.Find(instanceId));
}

/// <summary>The instances of a seed, by their ids.</summary>
internal sealed class SeedInstances(IReadOnlyList<Instance> all)
{
    private readonly Dictionary<string, Instance> _byId = all.ToDictionary(instance => instance.Id, StringComparer.Ordinal);

    public IReadOnlyList<Instance> All => all;

    public Instance? Find(string instanceId) => _byId.GetValueOrDefault(instanceId);
}

/// <summary>An instance as it was read, whole.</summary>
/// <param name="Born">The revision since which its accounts are rows; 0: the seed's are below them.</param>
/// <param name="Written">Null when it was removed, or never existed.</param>
internal sealed record KnownInstance(long Revision, long Born, Instance? Written)
{
    public StoredInstance? AsOf(DateTimeOffset now) => Written is { } written ? new StoredInstance(written, Revision, written).AsOf(now) : null;
}
