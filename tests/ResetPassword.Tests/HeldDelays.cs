using System.Threading.Channels;

namespace ResetPassword.Tests;

/// <summary>Real time whose delays last until they are told to end.</summary>
internal sealed class HeldDelays : TimeProvider
{
    private readonly Channel<HeldDelay> _begun = Channel.CreateUnbounded<HeldDelay>();

    /// <summary>The next delay that begins.</summary>
    public async Task<HeldDelay> BegunAsync() => await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var delay = new HeldDelay(callback, state);
        _begun.Writer.TryWrite(delay);
        return delay;
    }
}

internal sealed class HeldDelay(TimerCallback callback, object? state) : ITimer
{
    public void End() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => default;
}
