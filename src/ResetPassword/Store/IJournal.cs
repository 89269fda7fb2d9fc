using ResetPassword.Tenancy;

namespace ResetPassword.Store;

/// <summary>
/// A tenant's last calls, oldest first, and apart from them the last that name its key and were refused before they were known to be its own (a wrong
/// signature, an unknown action): neither pushes the other out.
/// </summary>
internal interface IJournal
{
    /// <summary>How many bytes there are for a call, on average: few calls with much to say of them push out as many others as would have room.</summary>
    const int BytesPerCall = 8192;

    /// <summary>Whether it holds any calls at all.</summary>
    bool IsKept { get; }

    ValueTask AddAsync(JournalEntry entry);

    ValueTask<IReadOnlyList<JournalEntry>> FindAsync(JournalFilter filter);

    ValueTask ClearAsync();

    /// <summary>How many of the last calls may yet get others before them: those of other processes that are still being written.</summary>
    int Unordered { get; }

    /// <summary>The calls, oldest first: as they are now, and again whenever there may be others. Ends when the journal does.</summary>
    IAsyncEnumerable<IReadOnlyList<JournalEntry>> WatchAsync(CancellationToken cancellation);

    /// <summary>How many calls match, once there are <paramref name="count"/> or when <paramref name="cancellation"/> says that it is time.</summary>
    Task<int> WaitAsync(JournalFilter filter, int count, CancellationToken cancellation);
}
