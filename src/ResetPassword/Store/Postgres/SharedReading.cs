using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>A reading of a journal that all who wait for its next call share: it begins when the first of them asks, and ends when there may be more.</summary>
internal sealed class SharedReading(Func<Task<JournalReading?>> read)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<Task<JournalReading?>> _result = new(read);

    /// <summary>What was there when it began; null where there is no such tenant.</summary>
    public Task<JournalReading?> Result => _result.Value;

    /// <summary>The result if it is there already.</summary>
    public JournalReading? Known => _result is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } done } ? done.Result : null;

    /// <summary>Done when there may be more.</summary>
    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}

/// <summary>A journal as it was read.</summary>
/// <param name="Count">How many calls there were, and <paramref name="Last"/> the number of the last: by them a change shows.</param>
/// <param name="Entries">Those for which there is room, oldest first.</param>
internal sealed record JournalReading(long Count, long Last, IReadOnlyList<JournalEntry> Entries);
