namespace ResetPassword.Tests;

/// <summary>Real time that stands still until it is moved.</summary>
internal sealed class HeldClock(DateTimeOffset now) : TimeProvider
{
    public static readonly DateTimeOffset SomeTime = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = now;

    public HeldClock()
        : this(SomeTime)
    {
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
