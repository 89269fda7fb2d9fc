using System.Globalization;
using System.Text;

namespace ResetPassword.Model;

/// <summary>Whatever somebody has sent, as a part of one line that steers no terminal and stands in the order in which it is written. Pure.</summary>
internal static class OneLine
{
    private const char Break = '\n';

    /// <summary>The text, with a space for each run of what is no part of a line.</summary>
    public static string Of(string text) => text.EnumerateRunes().All(IsOfLine)
        ? text
        : string.Join(' ', WithBreaks(text).Split(Break, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // Controls; what turns the direction of writing or is not seen; the separators of lines and paragraphs.
    private static bool IsOfLine(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string WithBreaks(string text)
    {
        var parts = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            parts.Append(IsOfLine(rune) ? rune : new Rune(Break));
        return parts.ToString();
    }
}
