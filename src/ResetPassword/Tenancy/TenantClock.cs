namespace ResetPassword.Tenancy;

/// <summary>How a tenant's clock differs from the real one.</summary>
/// <param name="Offset">Added to the real time while the clock runs.</param>
/// <param name="FrozenAt">The time it stands still at, or null while it runs.</param>
/// <param name="Signatures">Whether signature timestamps and nonces are judged by it too.</param>
internal sealed record ClockSetting(TimeSpan Offset, DateTimeOffset? FrozenAt, bool Signatures)
{
    public static readonly ClockSetting Real = new(TimeSpan.Zero, null, false);

    public DateTimeOffset At(DateTimeOffset realNow) => FrozenAt ?? realNow + Offset;
}

/// <summary>A tenant's clock: statuses, expiry and every time that is shown follow it.</summary>
internal readonly struct TenantClock(ClockSetting setting, TimeProvider realTime)
{
    public ClockSetting Setting => setting;

    public DateTimeOffset Now => setting.At(realTime.GetUtcNow());

    /// <summary>What signatures are judged by: the real time, unless the tenant said otherwise.</summary>
    public DateTimeOffset SignatureNow => setting.Signatures ? Now : realTime.GetUtcNow();
}
