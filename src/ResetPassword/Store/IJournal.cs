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

    /// <summary>
    /// The calls, oldest first: those that there are and then those that come, a piece at a time as they are asked for. Ends when the journal does.
    /// </summary>
    /// <param name="after">The RequestId of the last call that is known already; null for all calls.</param>
    /// <param name="most">How many of the calls that there are already, at most: the last ones.</param>
    IAsyncEnumerable<JournalPiece> WatchAsync(string? after, int most, CancellationToken cancellation);

    /// <summary>How many calls match, once there are <paramref name="count"/> or when <paramref name="cancellation"/> says that it is time.</summary>
    Task<int> WaitAsync(JournalFilter filter, int count, CancellationToken cancellation);
}

/// <summary>What is read of a journal at once.</summary>
/// <param name="IsGap">Whether calls may be missing before these: they are gone, or the one after which was asked is.</param>
internal readonly record struct JournalPiece(IReadOnlyList<JournalEntry> Calls, bool IsGap)
{
    /// <summary>How many calls there are in it at most.</summary>
    public const int MaxCalls = 256;
}
