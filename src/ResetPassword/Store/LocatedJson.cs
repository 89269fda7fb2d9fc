using System.Text;
using System.Text.Json;

namespace ResetPassword.Store;

/// <summary>A JSON value that knows the line it starts on, so that a fault can be shown where it is.</summary>
internal sealed class LocatedJson
{
    private static readonly JsonReaderOptions ReaderOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private LocatedJson(JsonTokenType kind, int line) => (Kind, Line) = (kind, line);

    /// <summary>The kind of its first token: StartObject, StartArray, String, Number, True, False or Null.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>A string's text, or a number or literal as written.</summary>
    public string Text { get; private init; } = "";

    public List<LocatedMember> Members { get; } = [];

    public List<LocatedJson> Items { get; } = [];

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    /// <summary>Reads a document; comments and trailing commas are allowed. Null when it is not JSON, which is added to the faults.</summary>
    public static LocatedJson? TryRead(ReadOnlySpan<byte> utf8, DocumentFaults faults) => TryRead(utf8, faults, ReaderOptions);

    /// <summary>Reads a document that a program sent: JSON to the letter.</summary>
    public static LocatedJson? TryReadStrictly(ReadOnlySpan<byte> utf8, DocumentFaults faults) => TryRead(utf8, faults, default);

    private static LocatedJson? TryRead(ReadOnlySpan<byte> utf8, DocumentFaults faults, JsonReaderOptions options)
    {
        try
        {
            return Read(utf8, options);
        }
        catch (JsonException notJson)
        {
            // The exception's own text quotes the document, and what is quoted may be a password.
            faults.Add(new((int)(notJson.LineNumber ?? 0) + 1, "$", $"This line is not valid JSON from byte {notJson.BytePositionInLine + 1} on."));
            return null;
        }
    }

    /// <summary>The value as JSON again, without its comments.</summary>
    public string Write() => Kind switch
    {
        JsonTokenType.StartObject => $"{{{string.Join(',', Members.Select(m => $"{Quote(m.Name)}:{m.Value.Write()}"))}}}",
        JsonTokenType.StartArray => $"[{string.Join(',', Items.Select(item => item.Write()))}]",
        JsonTokenType.String => Quote(Text),
        _ => Text,
    };

    /// <summary>A copy with other texts in its strings, on the same lines.</summary>
    public LocatedJson With(Func<string, string> change)
    {
        var copy = new LocatedJson(Kind, Line) { Text = Kind == JsonTokenType.String ? change(Text) : Text };
        copy.Members.AddRange(Members.Select(m => new LocatedMember(m.Name, m.Value.With(change))));
        copy.Items.AddRange(Items.Select(item => item.With(change)));
        return copy;
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static LocatedJson Read(ReadOnlySpan<byte> utf8, JsonReaderOptions options)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[3..];
        var reader = new Utf8JsonReader(utf8, options);
        var lines = new LineCounter(utf8);
        reader.Read();
        var value = ReadValue(ref reader, ref lines);
        reader.Read();
        return value;
    }

    private static LocatedJson ReadValue(ref Utf8JsonReader reader, ref LineCounter lines)
    {
        var kind = reader.TokenType;
        var value = new LocatedJson(kind, lines.LineOf(reader.TokenStartIndex)) { Text = TextOf(reader, lines) };
        if (kind == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = StringOf(reader, lines);
                reader.Read();
                value.Members.Add(new(name, ReadValue(ref reader, ref lines)));
            }
        }
        else if (kind == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                value.Items.Add(ReadValue(ref reader, ref lines));
        }

        return value;
    }

    private static string TextOf(in Utf8JsonReader reader, in LineCounter lines) => reader.TokenType switch
    {
        JsonTokenType.String => StringOf(reader, lines),
        JsonTokenType.StartObject or JsonTokenType.StartArray => "",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    // The reader finds bytes that are not UTF-8, and half a surrogate pair, only when it is asked for the text.
    private static string StringOf(in Utf8JsonReader reader, in LineCounter lines)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException notText)
        {
            var (line, position) = lines.PlaceOf(reader.TokenStartIndex);
            throw new JsonException(message: null, path: null, line, position, notText);
        }
    }

    // Tokens come in order, so the lines are counted once.
    private ref struct LineCounter(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _line = 1;
        private int _position;

        public int LineOf(long index)
        {
            _line += _utf8[_position..(int)index].Count((byte)'\n');
            _position = (int)index;
            return _line;
        }

        /// <summary>Line and byte in it, both from 0.</summary>
        public readonly (int Line, long Position) PlaceOf(long index)
        {
            var before = _utf8[..(int)index];
            return (before.Count((byte)'\n'), index - before.LastIndexOf((byte)'\n') - 1);
        }
    }
}

/// <summary>A member of an object.</summary>
internal sealed record LocatedMember(string Name, LocatedJson Value);

/// <summary>An item of an array, with its JSONPath.</summary>
internal sealed record LocatedItem(LocatedJson Value, string Path);
