using System.Globalization;

namespace ResetPassword.Documents;

/// <summary>Times in the emulator's own documents: RFC 3339 with an offset.</summary>
internal static class JsonTime
{
    public const int MinYear = 2000;
    public const int MaxYear = 2100;

    /// <summary>What is expected where a text is no time, or one of other years.</summary>
    public static readonly string Expected = $"Expected a time with its offset, such as 2026-01-31T12:00:00Z, in the years {MinYear} to {MaxYear}.";

    // A clock that was set to the end of its years runs on, and what was written by it is read back.
    private const int FirstWrittenYear = MinYear - 1;
    private const int LastWrittenYear = MaxYear + 100;

    /// <summary>The formats of a time with its offset.</summary>
    public static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // K also takes no offset at all.
    public static bool TryRead(string text, out DateTimeOffset time) =>
        HasOffset(text, out time)
        && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Styles, out time)
        && time.Year is >= FirstWrittenYear and <= LastWrittenYear;

    public static bool CanBeSet(DateTimeOffset time) => time.UtcDateTime.Year is >= MinYear and <= MaxYear;

    private static bool HasOffset(string text, out DateTimeOffset time)
    {
        time = default;
        return text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
    }

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
