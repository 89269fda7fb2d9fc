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

/// <summary>A tenant's clock: statuses, expiry and every time that is shown follow it. Thread-safe: the setting is immutable.</summary>
internal sealed class TenantClock(TimeProvider realTime)
{
    private volatile ClockSetting _setting = ClockSetting.Real;

    public ClockSetting Setting => _setting;

    public DateTimeOffset Now => _setting.At(realTime.GetUtcNow());

    /// <summary>What signatures are judged by: the real time, unless the tenant said otherwise.</summary>
    public DateTimeOffset SignatureNow => _setting.Signatures ? Now : realTime.GetUtcNow();

    public ValueTask SetAsync(ClockSetting next)
    {
        _setting = next;
        return ValueTask.CompletedTask;
    }

    /// <summary>Sets the clock if its setting still is <paramref name="seen"/>; false when somebody else was first.</summary>
    public ValueTask<bool> TrySetAsync(ClockSetting seen, ClockSetting next) =>
        ValueTask.FromResult(ReferenceEquals(Interlocked.CompareExchange(ref _setting, next, seen), seen));
}
