using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>How far somebody has read a journal's two rings. Used under the journal's lock; a piece costs what is in it.</summary>
internal sealed class JournalReading
{
    private readonly JournalRing _calls;
    private readonly JournalRing _unsigned;

    // The sequences of the next call of each.
    private long _nextCall;
    private long _nextUnsigned;
    private bool _isGap;

    public JournalReading(JournalRing calls, JournalRing unsigned, string? after, int most)
    {
        (_calls, _unsigned) = (calls, unsigned);
        if (after is not null && FindSequence(after) is { } known)
        {
            (_nextCall, _nextUnsigned) = (known + 1, known + 1);
            return;
        }

        (_nextCall, _nextUnsigned, _isGap) = (calls.Begin, unsigned.Begin, after is not null);
        SkipTo(most);
    }

    /// <summary>The next calls; none where all are read.</summary>
    public JournalPiece Read()
    {
        var isGap = _isGap || _nextCall < _calls.Begin || _nextUnsigned < _unsigned.Begin;
        _isGap = false;
        var (call, unsigned) = (_calls.FindPlace(_nextCall), _unsigned.FindPlace(_nextUnsigned));
        var read = new List<JournalEntry>();
        while (read.Count < JournalPiece.MaxCalls && TakeNext(ref call, ref unsigned) is { } slot)
            read.Add(slot.Entry);
        _nextCall = NextOf(_calls, call);
        _nextUnsigned = NextOf(_unsigned, unsigned);
        return new(read, isGap);
    }

    private JournalSlot? TakeNext(ref int call, ref int unsigned)
    {
        if (call < _calls.Count && (unsigned == _unsigned.Count || _calls[call].Sequence < _unsigned[unsigned].Sequence))
            return _calls[call++];
        return unsigned < _unsigned.Count ? _unsigned[unsigned++] : null;
    }

    // What comes later has a higher one than any that there is.
    private static long NextOf(JournalRing ring, int place) =>
        place < ring.Count ? ring[place].Sequence : Math.Max(ring.Begin, ring.Count > 0 ? ring[ring.Count - 1].Sequence + 1 : 0);

    private void SkipTo(int most)
    {
        var (call, unsigned) = (_calls.Count, _unsigned.Count);
        for (var left = most; left > 0 && call + unsigned > 0; left--)
        {
            if (call > 0 && (unsigned == 0 || _calls[call - 1].Sequence > _unsigned[unsigned - 1].Sequence))
                call--;
            else
                unsigned--;
        }

        (_nextCall, _nextUnsigned) = (NextOf(_calls, call), NextOf(_unsigned, unsigned));
    }

    // The last calls are the likeliest.
    private long? FindSequence(string requestId) =>
        (FindBackwards(_calls, requestId) ?? FindBackwards(_unsigned, requestId))?.Sequence;

    private static JournalSlot? FindBackwards(JournalRing ring, string requestId)
    {
        for (var place = ring.Count - 1; place >= 0; place--)
        {
            if (ring[place].Entry.RequestId == requestId)
                return ring[place];
        }

        return null;
    }
}
