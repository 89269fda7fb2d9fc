using System.Text;
using System.Text.Json;

namespace ResetPassword.Documents;

/// <summary>
/// Goes through a JSON document of any size from start to end: who reads it enters the objects and arrays that are large, and takes what is small as a
/// <see cref="LocatedJson"/>. No more of it is held than one such value. What is no JSON throws.
/// </summary>
internal sealed class JsonCursor(Stream stream, DocumentFaults faults)
{
    private JsonReaderState _state = new(LocatedJson.LenientOptions);
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isLast;
    private JsonPlace _place = new();

    /// <summary>The line of what is read next, from 1.</summary>
    public int Line
    {
        get
        {
            Peek();
            var reader = NewReader();
            reader.Read();
            return PlaceOf((int)reader.TokenStartIndex).Line;
        }
    }

    /// <summary>Whether there is nothing in it; to be asked first.</summary>
    public bool IsBlank()
    {
        while (!_isLast && _end < Encoding.UTF8.Preamble.Length)
            Fill();
        if (Unread.StartsWith(Encoding.UTF8.Preamble))
            _start += Encoding.UTF8.Preamble.Length;
        while (!_isLast && !HasText)
            Fill();
        return !HasText;
    }

    /// <summary>Enters an object: the name of each member, whose value is to be read before the next is asked for.</summary>
    public IEnumerable<string> Members(string path, IReadOnlyList<string> names)
    {
        if (Peek() != JsonTokenType.StartObject)
        {
            Refuse(path, "Expected an object.");
            yield break;
        }

        var seen = new HashSet<string>();
        for (Take(); Peek() != JsonTokenType.EndObject;)
        {
            var name = Take();
            if (!names.Contains(name))
                Refuse($"{path}.{name}", $"Unknown name. Expected one of {string.Join(", ", names)}.");
            else if (!seen.Add(name))
                Refuse($"{path}.{name}", "This name occurs twice.");
            else
                yield return name;
        }

        Take();
    }

    /// <summary>Enters an array: the path of each item, which is to be read before the next is asked for.</summary>
    public IEnumerable<string> Items(string path)
    {
        if (Peek() != JsonTokenType.StartArray)
        {
            Refuse(path, "Expected an array.");
            yield break;
        }

        Take();
        for (var index = 0; Peek() != JsonTokenType.EndArray; index++)
            yield return $"{path}[{index}]";
        Take();
    }

    /// <summary>
    /// The whole value, to be used before anything else is read; null when there is a text in it that is none, which is added to the faults.
    /// </summary>
    public LocatedJson? Value()
    {
        while (true)
        {
            var reader = NewReader();
            if (reader.Read())
            {
                var (first, place) = ((int)reader.TokenStartIndex, PlaceOf((int)reader.TokenStartIndex));
                if (reader.TrySkip())
                {
                    var value = LocatedJson.TryReadPart(_buffer.AsMemory(_start + first, (int)reader.BytesConsumed - first), faults, place);
                    Move(reader);
                    return value;
                }
            }

            Fill();
        }
    }

    /// <summary>Reads to the end of the document, where nothing more may come.</summary>
    public void End()
    {
        while (!NewReader().Read() && !_isLast)
            Fill();
    }

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start.._end);

    private bool HasText => Unread.ContainsAnyExcept(" \t\r\n"u8);

    private Utf8JsonReader NewReader() => new(Unread, _isLast, _state);

    private void Refuse(string path, string message)
    {
        if (Value() is { } value)
            faults.Add(new(value.Line, path, message));
    }

    private JsonTokenType Peek()
    {
        while (true)
        {
            var reader = NewReader();
            if (reader.Read())
                return reader.TokenType;
            Fill();
        }
    }

    // The next token, and its name where it is one.
    private string Take()
    {
        Peek();
        var reader = NewReader();
        reader.Read();
        var name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetText() : "";
        Move(reader);
        return name;
    }

    private void Move(in Utf8JsonReader reader)
    {
        _place = PlaceOf((int)reader.BytesConsumed);
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private JsonPlace PlaceOf(int index)
    {
        var before = Unread[..index];
        var lines = before.Count((byte)'\n');
        return lines == 0 ? _place with { Byte = _place.Byte + index } : new(_place.Line + lines, index - before.LastIndexOf((byte)'\n') - 1);
    }

    // More of the document, behind what is unread of it.
    private void Fill()
    {
        var unread = _end - _start;
        var to = unread < _buffer.Length ? _buffer : new byte[Math.Min(_buffer.Length * 2L, Array.MaxLength)];
        Buffer.BlockCopy(_buffer, _start, to, 0, unread);
        (_buffer, _start, _end) = (to, 0, unread);
        var read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _isLast = read == 0;
    }
}
