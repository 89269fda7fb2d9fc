namespace ResetPassword.Store.Memory;

/// <summary>Counts the changes of what a state file holds, so that its writer knows that there is something to write. Thread-safe.</summary>
internal sealed class ChangeCount
{
    private long _value;

    public long Value => Volatile.Read(ref _value);

    /// <summary>After the change, so that who has seen the number sees the change too.</summary>
    public void Add() => Interlocked.Increment(ref _value);
}
