namespace ResetPassword.Http.Controls;

/// <summary>How many calls wait for the journal. Thread-safe.</summary>
internal sealed class Waiters
{
    public const int Limit = 1000;

    private int _count;

    /// <summary>False when as many as may wait do so; whoever entered must leave.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= Limit)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
