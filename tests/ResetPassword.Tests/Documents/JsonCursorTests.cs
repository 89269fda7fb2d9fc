using System.Text;
using System.Text.Json;
using ResetPassword.Documents;

namespace ResetPassword.Tests.Documents;

public sealed class JsonCursorTests
{
    private static readonly string[] Names = ["small", "large", "last"];

    /// <summary>How many bytes come at a time.</summary>
    public static TheoryData<int> Pieces => [1, 7, 1_000_000];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Values_come_one_by_one_with_their_paths_and_lines_however_the_document_arrives(int piece)
    {
        var text =
            $"\uFEFF// a comment\n{{ \"small\": \"é\",\n\"large\": [\n{{\"a\": [1, {{}}], }},\n/* [ */ \"{new string('x', 200_000)}\",\n3,], \"last\": {{}} }}\n";
        var (json, faults) = Open(text, piece);

        var read = json.Members("$", Names).SelectMany(name => name == "large" ? json.Items("$.large").Select(Read) : [Read(name)]).ToList();
        json.End();

        Assert.Empty(faults);
        Assert.Equal(
            [("small", 2, "\"\\u00E9\""), ("$.large[0]", 4, "{\"a\":[1,{}]}"), ("$.large[1]", 5, $"\"{new string('x', 200_000)}\""), ("$.large[2]", 6, "3"),
                ("last", 6, "{}")],
            read);
        (string Path, int Line, string Text) Read(string path) => json.Value() is { } value ? (path, value.Line, value.Write()) : default;
    }

    [Theory]
    [InlineData("[]", "1 $: Expected an object.")]
    [InlineData("{\n\"other\": [1,2], \"small\": 1}", "2 $.other: Unknown name. Expected one of small, large, last.")]
    [InlineData("{\"small\": 1,\n\"small\": {}}", "2 $.small: This name occurs twice.")]
    [InlineData("{\"large\":\n{}}", "2 $.large: Expected an array.")]
    [InlineData("{\"small\": \"\\ud800\"}", "1 $: This line is not valid JSON from byte 11 on.")]
    [InlineData("{\n\"large\": [1,\n  \"\\udc00\"]}", "3 $: This line is not valid JSON from byte 3 on.")]
    public void What_is_not_expected_is_a_fault_and_the_rest_is_read(string text, string fault)
    {
        var (json, faults) = Open(text, piece: 3);

        var read = json.Members("$", Names).Select(name => name == "large" ? json.Items("$.large").Count(_ => json.Value() is not null) : json.Value()?.Line)
            .ToList();
        json.End();

        Assert.Equal([fault], faults.Select(f => $"{f.Line} {f.Path}: {f.Message}"));
        Assert.True(read.Count <= 1);
    }

    [Theory]
    [InlineData("{\"small\": 1} {}")]
    [InlineData("{\"small\": 1")]
    [InlineData("{\"small\" 1}")]
    [InlineData("/* nothing */")]
    public void What_is_not_JSON_throws(string text) => Assert.ThrowsAny<JsonException>(() =>
    {
        var (json, _) = Open(text, piece: 2);
        Assert.All(json.Members("$", Names), _ => json.Value());
        json.End();
    });

    [Theory]
    [InlineData("", true)]
    [InlineData(" \r\n\t", true)]
    [InlineData("\uFEFF ", true)]
    [InlineData(" {}", false)]
    public void A_document_of_white_space_is_blank(string text, bool isBlank) =>
        Assert.Equal(isBlank, new JsonCursor(new InPieces(Encoding.UTF8.GetBytes(text), 1), []).IsBlank());

    private static (JsonCursor Json, DocumentFaults Faults) Open(string text, int piece)
    {
        var faults = new DocumentFaults();
        var json = new JsonCursor(new InPieces(Encoding.UTF8.GetBytes(text), piece), faults);
        Assert.False(json.IsBlank());
        return (json, faults);
    }

    private sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }
}
