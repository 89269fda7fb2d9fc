namespace ResetPassword.Testing;

/// <summary>
/// A tenant's time. Signatures go by real time all the same, as SDKs sign with theirs.
/// </summary>
/// <example><code>
/// await tenant.Clock.FreezeAsync();
/// await tenant.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
/// </code></example>
public sealed class TenantClock
{
    private readonly ControlClient _controls;

    internal TenantClock(ControlClient controls) => _controls = controls;

    /// <summary>What time it is for the tenant.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken = default) =>
        (await _controls.GetAsync<Clock>("clock", "", cancellationToken).ConfigureAwait(false)).Now;

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

    /// <summary>Back to real time.</summary>
    public Task ResetAsync(CancellationToken cancellationToken = default) => PutAsync(new { }, cancellationToken);

    private Task PutAsync(object change, CancellationToken cancellation) => _controls.SendAsync(HttpMethod.Put, "clock", change, cancellation);

    private sealed record Clock(DateTimeOffset Now);
}
