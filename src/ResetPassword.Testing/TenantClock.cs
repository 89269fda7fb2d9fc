namespace ResetPassword.Testing;

/// <summary>
/// A tenant's time. Signatures go by real time all the same, as SDKs sign with theirs, unless <see cref="JudgeSignaturesAsync"/> says otherwise.
/// </summary>
/// <example><code>
/// await tenant.Clock.FreezeAsync();
/// await tenant.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
/// </code></example>
public sealed class TenantClock
{
    private readonly ControlClient _controls;

    internal TenantClock(ControlClient controls) => _controls = controls;

    /// <summary>How its clock is set.</summary>
    public async Task<ClockSetting> GetAsync(CancellationToken cancellationToken = default)
    {
        var clock = await _controls.GetAsync<Clock>("clock", "", cancellationToken).ConfigureAwait(false);
        return new(clock.Now, clock.Frozen, TimeSpan.FromSeconds(clock.OffsetSeconds), clock.Signatures);
    }

    /// <summary>What time it is for the tenant.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken = default) => (await GetAsync(cancellationToken).ConfigureAwait(false)).Now;

    /// <summary>Holds the time.</summary>
    /// <param name="now">The time to hold, in the years 2000 to 2100; null for what it is now.</param>
    public Task FreezeAsync(DateTimeOffset? now = null, CancellationToken cancellationToken = default) =>
        PutAsync(new { frozen = true, now }, cancellationToken);

    /// <summary>Lets time pass at once: in whole seconds. A frozen clock stays frozen.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return PutAsync(new { advanceSeconds = (long)time.TotalSeconds }, cancellationToken);
    }

    /// <summary>Lets time be ahead of real time, or behind it, and go on from there: in whole seconds.</summary>
    /// <param name="ahead">How far ahead; negative for behind.</param>
    /// <exception cref="EmulatorControlException">400: it leads out of the years 2000 to 2100.</exception>
    public Task OffsetAsync(TimeSpan ahead, CancellationToken cancellationToken = default) =>
        PutAsync(new { offsetSeconds = (long)ahead.TotalSeconds }, cancellationToken);

    /// <summary>Whether the timestamps and nonces of signatures go by the tenant's time too, instead of by real time. The time itself stays.</summary>
    /// <example><code>
    /// await tenant.Clock.OffsetAsync(TimeSpan.FromHours(1));
    /// await tenant.Clock.JudgeSignaturesAsync(true);     // whoever signs by real time now gets InvalidTimeStamp.Expired
    /// </code></example>
    public Task JudgeSignaturesAsync(bool signatures, CancellationToken cancellationToken = default) => PutAsync(new { signatures }, cancellationToken);

    /// <summary>Back to real time, for signatures too.</summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) => PutAsync(new { }, cancellationToken);

    private Task PutAsync(object change, CancellationToken cancellation) => _controls.SendAsync(HttpMethod.Put, "clock", change, cancellation);

    private sealed record Clock(DateTimeOffset Now, bool Frozen, double OffsetSeconds, bool Signatures);
}

/// <summary>How a tenant's clock is set.</summary>
/// <param name="Now">What time it is for the tenant.</param>
/// <param name="Frozen">Whether it stands still.</param>
/// <param name="Offset">How far it is ahead of real time; zero while it stands still.</param>
/// <param name="Signatures">Whether signatures are judged by it too.</param>
/// <example><code>Assert.False((await tenant.Clock.GetAsync()).Frozen);</code></example>
public sealed record ClockSetting(DateTimeOffset Now, bool Frozen, TimeSpan Offset, bool Signatures);
