using System.Diagnostics;

namespace ResetPassword.Databases;

/// <summary>The end of what may be waited for.</summary>
internal sealed class Deadline(TimeSpan patience) : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _end = new(patience);

    public CancellationToken Token => _end.Token;

    public bool IsOver => _end.IsCancellationRequested;

    /// <summary>What is left; a millisecond where nothing is, as none would mean no end to servers.</summary>
    public TimeSpan Left =>
        patience - Stopwatch.GetElapsedTime(_started) is var left && left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);

    public void Dispose() => _end.Dispose();
}
