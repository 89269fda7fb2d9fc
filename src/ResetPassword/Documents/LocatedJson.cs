using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace ResetPassword.Documents;

/// <summary>
/// A JSON value that knows the line it starts on, so that a fault can be shown where it is. It is read where it stands: a document costs its own bytes and no
/// tree, whatever is in it.
/// </summary>
internal sealed class LocatedJson
{
    /// <summary>Comments and trailing commas are allowed.</summary>
    public static readonly JsonReaderOptions LenientOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly JsonDocumentText _document;
    private readonly int _start;

    private LocatedJson(JsonDocumentText document, int start) => (_document, _start) = (document, start);

    /// <summary>The kind of its first token: StartObject, StartArray, String, Number, True, False or Null.</summary>
    public JsonTokenType Kind => _document.Utf8.Span[_start] switch
    {
        (byte)'{' => JsonTokenType.StartObject,
        (byte)'[' => JsonTokenType.StartArray,
        (byte)'"' => JsonTokenType.String,
        (byte)'t' => JsonTokenType.True,
        (byte)'f' => JsonTokenType.False,
        (byte)'n' => JsonTokenType.Null,
        _ => JsonTokenType.Number,
    };

    /// <summary>The line, from 1.</summary>
    public int Line => _document.Utf8.Span[.._start].Count((byte)'\n') + _document.Start.Line;

    /// <summary>A string's text, or a number or literal as written.</summary>
    public string Text
    {
        get
        {
            if (IsObject || IsArray)
                return "";
            var reader = FirstToken();
            return reader.TokenType == JsonTokenType.String ? reader.GetText() : Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    /// <summary>The members of an object, one after the other; none of anything else.</summary>
    public IEnumerable<LocatedMember> Members
    {
        get
        {
            if (!IsObject)
                yield break;
            var place = new Place(this);
            while (place.TryReadMember(out var member))
                yield return member;
        }
    }

    /// <summary>The items of an array, one after the other; none of anything else.</summary>
    public IEnumerable<LocatedJson> Items
    {
        get
        {
            if (!IsArray)
                yield break;
            var place = new Place(this);
            while (place.TryReadItem(out var item))
                yield return item;
        }
    }

    /// <summary>Reads a document; comments and trailing commas are allowed. Null when it is not JSON, which is added to the faults.</summary>
    public static LocatedJson? TryRead(ReadOnlyMemory<byte> utf8, DocumentFaults faults) => TryRead(utf8, faults, LenientOptions, new());

    /// <summary>As <see cref="TryRead(ReadOnlyMemory{byte}, DocumentFaults)"/>, a value of a larger document.</summary>
    public static LocatedJson? TryReadPart(ReadOnlyMemory<byte> utf8, DocumentFaults faults, JsonPlace start) => TryRead(utf8, faults, LenientOptions, start);

    /// <summary>Reads a document that a program sent: JSON to the letter.</summary>
    public static LocatedJson? TryReadStrictly(ReadOnlyMemory<byte> utf8, DocumentFaults faults) => TryRead(utf8, faults, default, new());

    private static LocatedJson? TryRead(ReadOnlyMemory<byte> utf8, DocumentFaults faults, JsonReaderOptions options, JsonPlace start)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var document = new JsonDocumentText(utf8, options) { Start = start };
        try
        {
            return new(document, document.Check(faults.Reading));
        }
        catch (JsonException notJson)
        {
            faults.Add(FaultOf(notJson, start));
            return null;
        }
    }

    /// <summary>What is wrong with a document that is not JSON.</summary>
    public static DocumentFault FaultOf(JsonException notJson, JsonPlace start)
    {
        // The exception's own text quotes the document, and what is quoted may be a password.
        var line = (int)(notJson.LineNumber ?? 0);
        return new(start.Line + line, "$", $"This line is not valid JSON from byte {(line == 0 ? start.Byte : 0) + notJson.BytePositionInLine + 1} on.");
    }

    /// <summary>The first member of an object that has a name, or null.</summary>
    public LocatedJson? Find(string name)
    {
        if (!IsObject)
            return null;
        var place = new Place(this);
        return place.TryFindMember(name, out var found) ? found : null;
    }

    /// <summary>How many characters it has without blanks and comments.</summary>
    public long WrittenLength
    {
        get
        {
            using var writer = new Utf8JsonWriter(new Discarded());
            Write(writer);
            return writer.BytesCommitted + writer.BytesPending;
        }
    }

    /// <summary>A copy with other texts in its strings.</summary>
    public LocatedJson With(Func<string, string> change) => new(new(Written(change), default), 0);

    /// <summary>The value as JSON again, without blanks and comments.</summary>
    public string Write() => Encoding.UTF8.GetString(Written().Span);

    private ReadOnlyMemory<byte> Written(Func<string, string>? change = null)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written))
            Write(writer, change);
        return written.WrittenMemory;
    }

    /// <summary>Writes the value, with other texts in its strings where <paramref name="change"/> gives them.</summary>
    public void Write(Utf8JsonWriter writer, Func<string, string>? change = null)
    {
        var reader = FirstToken();
        var depth = reader.CurrentDepth;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(reader.GetText());
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(change is null ? reader.GetText() : change(reader.GetText()));
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
        while ((reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) && reader.Read());
    }

    /// <summary>Takes what is written and keeps nothing of it.</summary>
    private sealed class Discarded : IBufferWriter<byte>
    {
        private byte[] _place = new byte[4096];

        public void Advance(int count)
        {
        }

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_place.Length < sizeHint)
                _place = new byte[sizeHint];
            return _place;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }

    private Utf8JsonReader FirstToken()
    {
        var reader = _document.ReaderFrom(_start, new(_document.Options));
        reader.Read();
        return reader;
    }

    /// <summary>How far an object or array has been read. It holds no reader, so that whoever reads it may wait and be an iterator.</summary>
    private struct Place
    {
        private readonly JsonDocumentText _document;
        private JsonReaderState _state;
        private int _next;

        public Place(LocatedJson container)
        {
            (_document, _next, _state) = (container._document, container._start, new(container._document.Options));
            var reader = Continue();
            reader.Read();
            Keep(reader);
        }

        public bool TryReadMember(out LocatedMember member)
        {
            var reader = Continue();
            var isThere = reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
            member = isThere ? new(reader.GetText(), ReadValue(ref reader)) : default;
            return isThere;
        }

        public bool TryReadItem([NotNullWhen(true)] out LocatedJson? item)
        {
            var reader = Continue();
            item = null;
            if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
                return false;
            item = Take(ref reader);
            return true;
        }

        public readonly bool TryFindMember(string name, [NotNullWhen(true)] out LocatedJson? value)
        {
            var reader = Continue();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMeant = reader.ValueTextEquals(name);
                reader.Read();
                value = new(_document, _next + (int)reader.TokenStartIndex);
                if (isMeant)
                    return true;
                reader.Skip();
            }

            value = null;
            return false;
        }

        private LocatedJson ReadValue(ref Utf8JsonReader reader)
        {
            reader.Read();
            return Take(ref reader);
        }

        private LocatedJson Take(ref Utf8JsonReader reader)
        {
            var value = new LocatedJson(_document, _next + (int)reader.TokenStartIndex);
            reader.Skip();
            Keep(reader);
            return value;
        }

        private readonly Utf8JsonReader Continue() => _document.ReaderFrom(_next, _state);

        private void Keep(in Utf8JsonReader reader)
        {
            _next += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
        }
    }
}

/// <summary>Where in a document a part of it starts.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Byte">In the line, from 0.</param>
internal readonly record struct JsonPlace(int Line, long Byte)
{
    public JsonPlace()
        : this(1, 0)
    {
    }
}

/// <summary>A member of an object.</summary>
internal readonly record struct LocatedMember(string Name, LocatedJson Value);

/// <summary>An item of an array, with its JSONPath.</summary>
internal readonly record struct LocatedItem(LocatedJson Value, string Path);
