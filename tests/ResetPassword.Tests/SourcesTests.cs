using System.Text.RegularExpressions;

namespace ResetPassword.Tests;

/// <summary>How the sources are written, as far as neither the compiler nor the formatter looks at it.</summary>
public sealed partial class SourcesTests
{
    private const int MaxLength = 160;

    [Fact]
    public void A_line_is_as_long_as_editorconfig_says_unless_it_is_an_error_a_case_or_a_long_text()
    {
        var files = new[] { "src", "tests" }.SelectMany(folder => Repository.FilesOf(folder, "*.cs"));

        var tooLong = from file in files
                      from line in CodeOf(file)
                      where line.Text.Length > MaxLength && !ErrorRow().IsMatch(line.Text) && !LongText().IsMatch(line.Text) && !IsCase(file, line.Text)
                      select $"{file}:{line.Number}";

        Assert.Contains($"max_line_length = {MaxLength}", File.ReadAllText(Repository.PathOf(".editorconfig")), StringComparison.Ordinal);
        Assert.Empty(tooLong);
    }

    /// <summary>What an instance is found at, and that it goes, is said in one place each, so that a database server can stand behind it.</summary>
    [Theory]
    [InlineData("HostName.VendorDomain", "Address.cs", "MongoDb/DescribeRegions.cs", "Rds/DescribeRegions.cs", "Location/DescribeEndpoints.cs")]
    [InlineData("Decision.Change(null")]
    public void Only_these_files_of_the_products_say(string text, params string[] files)
    {
        var products = Repository.PathOf("src/ResetPassword/Products");

        var found = Repository.FilesOf("src/ResetPassword/Products", "*.cs")
            .Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal)).Select(file => Path.GetRelativePath(products, file));

        Assert.Equal(files.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
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
