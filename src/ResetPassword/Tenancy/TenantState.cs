using System.Collections.Immutable;
using ResetPassword.Ram;

namespace ResetPassword.Tenancy;

/// <summary>What controls set for a tenant, beside its instances: small, seldom changed, and changed as a whole. Immutable.</summary>
internal sealed record TenantState
{
    public const int MaxFaults = 1000;

    /// <summary>As a tenant is made.</summary>
    public static readonly TenantState Made = new();

    public ClockSetting Clock { get; init; } = ClockSetting.Real;

    /// <summary>The RAM users and roles; null while they are those it was made with.</summary>
    public RamAccount? Ram { get; init; }

    /// <summary>The fault rules, in the order they were armed; the first that hits decides.</summary>
    public ImmutableArray<FaultRule> Faults { get; init; } = [];

    public bool IsAsMade => Ram is null && Faults.IsEmpty && Clock == ClockSetting.Real;

    public FaultRule? FindFault(string id) => Faults.FirstOrDefault(rule => rule.Id == id);
}
