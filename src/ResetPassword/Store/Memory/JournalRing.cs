using System.Diagnostics.CodeAnalysis;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>Calls in the order in which they came, as many of the last as there is room for: a number of them, and of bytes.</summary>
internal sealed class JournalRing(int size)
{
    private readonly Queue<JournalSlot> _slots = new();
    private readonly long _maxBytes = (long)size * IJournal.BytesPerCall;
    private long _bytes;

    public IEnumerable<JournalSlot> Slots => _slots;

    public void Add(long sequence, JournalEntry entry)
    {
        var slot = new JournalSlot(sequence, entry, entry.EstimateBytes());
        _slots.Enqueue(slot);
        _bytes += slot.Bytes;
    }

    /// <summary>Takes the oldest call out for which there is no room; the last that came stays, whatever it takes.</summary>
    public bool TryDrop([NotNullWhen(true)] out JournalEntry? dropped)
    {
        dropped = null;
        if (_slots.Count <= size && (_bytes <= _maxBytes || _slots.Count == 1))
            return false;
        (_, dropped, var bytes) = _slots.Dequeue();
        _bytes -= bytes;
        return true;
    }

    public void Clear()
    {
        _slots.Clear();
        _bytes = 0;
    }
}

/// <summary>A call in its place.</summary>
internal readonly record struct JournalSlot(long Sequence, JournalEntry Entry, int Bytes);
