using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ResetPassword.Tests;

/// <summary>Time that stands still, and tells of each delay that begins.</summary>
internal sealed class HeldDelays() : FakeTimeProvider(TimeProvider.System.GetUtcNow())
{
    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How long the next delay lasts that begins.</summary>
    public async Task<TimeSpan> BegunAsync() =>
        await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(5));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _begun.Writer.TryWrite(dueTime);
        return timer;
    }
}
