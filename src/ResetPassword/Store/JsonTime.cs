using System.Globalization;

namespace ResetPassword.Store;

/// <summary>Times in the emulator's own documents: RFC 3339 with an offset.</summary>
internal static class JsonTime
{
    public const int MinYear = 2000;
    public const int MaxYear = 2100;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    // K also takes no offset at all.
    public static bool TryRead(string text, out DateTimeOffset time) =>
        HasOffset(text, out time)
        && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
        && time.Year is >= MinYear and <= MaxYear;

    private static bool HasOffset(string text, out DateTimeOffset time)
    {
        time = default;
        return text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
    }

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
