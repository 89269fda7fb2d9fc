using System.Text;

namespace ResetPassword.Gateway;

/// <summary>A growing run of bytes that is kept for the next call of the same thread, as every call needs several.</summary>
internal sealed class ByteBuffer
{
    private const int KeptCapacity = 64 * 1024;

    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Empties the buffer; what it held is a secret's carrier, so it is wiped.</summary>
    public void Clear()
    {
        if (_bytes.Length > KeptCapacity)
            _bytes = new byte[1024];
        else
            _bytes.AsSpan(0, _length).Clear();
        _length = 0;
    }

    public void Append(byte value) => Reserve(1)[0] = value;

    public void Append(ReadOnlySpan<byte> values) => values.CopyTo(Reserve(values.Length));

    public void Append(string text)
    {
        var room = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length -= room.Length - Encoding.UTF8.GetBytes(text, room);
    }

    /// <summary>Room for <paramref name="count"/> bytes, which count as written.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        var room = _bytes.AsSpan(_length, count);
        _length += count;
        return room;
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);
}
