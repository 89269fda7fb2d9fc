using System.Buffers;
using System.Text.Json;

namespace ResetPassword.Documents;

/// <summary>The bytes of a JSON document, and how leniently they are read.</summary>
internal sealed class JsonDocumentText(ReadOnlyMemory<byte> utf8, JsonReaderOptions options)
{
    private const int TokensBetweenLooks = 4096;

    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>Where it starts, when it is a part of a larger document.</summary>
    public JsonPlace Start { get; init; } = new();

    public JsonReaderOptions Options { get; } = options;

    public Utf8JsonReader ReaderFrom(int index, JsonReaderState state) => new(Utf8.Span[index..], isFinalBlock: true, state);

    /// <summary>Reads all of it once; the index of its first token.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public int Check(CancellationToken cancellation)
    {
        var isUtf8 = System.Text.Unicode.Utf8.IsValid(Utf8.Span);
        var reader = ReaderFrom(0, new(Options));
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var tokens = 0;
        do
        {
            if (++tokens % TokensBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(reader, isUtf8))
                throw NotText(reader.TokenStartIndex);
        }
        while (reader.Read());
        return start;
    }

    // The reader finds bytes that are not UTF-8, and half a surrogate pair, only when it is asked for the text.
    private static bool IsText(in Utf8JsonReader reader, bool isUtf8)
    {
        if (!isUtf8 && !System.Text.Unicode.Utf8.IsValid(reader.ValueSpan))
            return false;
        if (!reader.ValueIsEscaped)
            return true;
        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            reader.CopyString(text);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text, clearArray: true);
        }
    }

    private JsonException NotText(long index)
    {
        var before = Utf8.Span[..(int)index];
        return new(message: null, path: null, before.Count((byte)'\n'), index - before.LastIndexOf((byte)'\n') - 1);
    }
}
