using System.Diagnostics.CodeAnalysis;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>Calls in the order in which they came, as many of the last as there is room for: a number of them, and of bytes.</summary>
internal sealed class JournalRing(int size)
{
    private const int FirstRoom = 16;

    private readonly long _maxBytes = (long)size * IJournal.BytesPerCall;
    private JournalSlot[] _slots = new JournalSlot[FirstRoom];
    private int _first;
    private long _bytes;

    public int Count { get; private set; }

    /// <summary>The sequence after the last call that is gone: whoever has read no further than before it has missed some.</summary>
    public long Begin { get; private set; }

    public IEnumerable<JournalSlot> Slots => Enumerable.Range(0, Count).Select(place => this[place]);

    /// <summary>A call by its place, from the oldest.</summary>
    public JournalSlot this[int place] => _slots[(_first + place) % _slots.Length];

    public void Add(long sequence, JournalEntry entry)
    {
        if (Count == _slots.Length)
            Grow();
        var slot = new JournalSlot(sequence, entry, entry.EstimateBytes());
        _slots[(_first + Count) % _slots.Length] = slot;
        Count++;
        _bytes += slot.Bytes;
    }

    /// <summary>Takes the oldest call out for which there is no room; the last that came stays, whatever it takes.</summary>
    public bool TryDrop([NotNullWhen(true)] out JournalEntry? dropped)
    {
        dropped = null;
        if (Count <= size && (_bytes <= _maxBytes || Count == 1))
            return false;
        (var sequence, dropped, var bytes) = this[0];
        _slots[_first] = default;
        _first = (_first + 1) % _slots.Length;
        Count--;
        _bytes -= bytes;
        Begin = sequence + 1;
        return true;
    }

    /// <summary>The place of the first call that did not come before; as many as there are where none did.</summary>
    public int FindPlace(long sequence)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = this[middle].Sequence < sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public void Clear(long begin)
    {
        if (Count > 0)
            (_slots, _first, Count, _bytes, Begin) = (new JournalSlot[FirstRoom], 0, 0, 0, begin);
    }

    private void Grow()
    {
        var slots = new JournalSlot[_slots.Length * 2];
        for (var place = 0; place < Count; place++)
            slots[place] = this[place];
        (_slots, _first) = (slots, 0);
    }
}

/// <summary>A call in its place.</summary>
internal readonly record struct JournalSlot(long Sequence, JournalEntry Entry, int Bytes);
