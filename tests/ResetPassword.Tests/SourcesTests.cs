using System.Text.RegularExpressions;

namespace ResetPassword.Tests;

/// <summary>How the sources are written, as far as neither the compiler nor the formatter looks at it.</summary>
public sealed partial class SourcesTests
{
    private const int MaxLength = 160;

    [Fact]
    public void A_line_is_as_long_as_editorconfig_says_unless_it_is_an_error_a_case_or_a_long_text()
    {
        var files = new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories));

        var tooLong = from file in files
                      where !Built().IsMatch(file)
                      from line in CodeOf(file)
                      where line.Text.Length > MaxLength && !ErrorRow().IsMatch(line.Text) && !LongText().IsMatch(line.Text) && !IsCase(file, line.Text)
                      select $"{file}:{line.Number}";

        Assert.Contains($"max_line_length = {MaxLength}", File.ReadAllText(Repository.PathOf(".editorconfig")), StringComparison.Ordinal);
        Assert.Empty(tooLong);
    }

    // But for what stands in raw texts of several lines.
    private static IEnumerable<(string Text, int Number)> CodeOf(string file)
    {
        var (number, isRaw) = (0, false);
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var wasRaw = isRaw;
            isRaw ^= RawQuote().Count(line) % 2 == 1;
            if (!wasRaw)
                yield return (line, number);
        }
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuote();

    [GeneratedRegex("[/\\\\](bin|obj|node_modules)[/\\\\]")]
    private static partial Regex Built();

    // A case of a theory: its columns are read from top to bottom.
    private static bool IsCase(string file, string line) => file.StartsWith(Repository.PathOf("tests"), StringComparison.Ordinal) && Case().IsMatch(line);

    [GeneratedRegex("^ *(\\[InlineData\\(|\\{ |\\(\\$?\"|\\[\"|new\\(\\$?\")")]
    private static partial Regex Case();

    [GeneratedRegex("^ *public static readonly ApiError ")]
    private static partial Regex ErrorRow();

    // One that could not be cut.
    [GeneratedRegex("\"[^\"]{60,}\"|\"\"\"|^ *\\+? ?\\$\"")]
    private static partial Regex LongText();
}
