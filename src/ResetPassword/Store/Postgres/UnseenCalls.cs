using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>What a reader of a journal has not been given yet, found by comparing what the journal holds now with what it held before.</summary>
/// <param name="after">The RequestId of the last call that the reader has; null where it has none.</param>
/// <param name="most">How many of the first reading it wants.</param>
internal sealed class UnseenCalls(string? after, int most)
{
    // More than are written at once by any number of processes within the time that a call may take: of so many it is not certain that none comes before them.
    private const int MaxUnordered = 1000;

    private IReadOnlyList<JournalEntry>? _before;

    /// <summary>The pieces of a new reading that are to be given.</summary>
    public IEnumerable<JournalPiece> Of(IReadOnlyList<JournalEntry> calls)
    {
        var unseen = Find(calls, out var isGap);
        _before = calls;
        if (isGap && unseen.Count == 0)
            yield return new([], isGap);
        foreach (var piece in unseen.Chunk(JournalPiece.MaxCalls))
        {
            yield return new(piece, isGap);
            isGap = false;
        }
    }

    private IReadOnlyList<JournalEntry> Find(IReadOnlyList<JournalEntry> calls, out bool isGap)
    {
        if (_before is null)
        {
            var place = after is null ? 0 : calls.TakeWhile(call => call.RequestId != after).Count() + 1;
            isGap = place > calls.Count;
            return isGap || after is null ? [.. calls.TakeLast(most)] : [.. calls.Skip(place - MaxUnordered)];
        }

        var before = _before.Select(call => call.RequestId).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<JournalEntry> unseen = [.. calls.Where(call => !before.Contains(call.RequestId))];
        isGap = IsGap(_before, calls, unseen, isUnsigned: false) || IsGap(_before, calls, unseen, isUnsigned: true);
        return unseen;
    }

    // Of either kind the journal holds the last: where none is left of those before, others may have come and gone in between.
    private static bool IsGap(
        IReadOnlyList<JournalEntry> before, IReadOnlyList<JournalEntry> now, IReadOnlyList<JournalEntry> unseen, bool isUnsigned)
    {
        var count = unseen.Count(call => call.IsUnsigned == isUnsigned);
        return count > 0 && count == now.Count(call => call.IsUnsigned == isUnsigned) && before.Any(call => call.IsUnsigned == isUnsigned);
    }
}
