using System.Globalization;

namespace ResetPassword.Model;

/// <summary>Times as the products write them, in UTC.</summary>
internal static class VendorTime
{
    /// <summary>The format of <see cref="Write"/>, for what parses.</summary>
    public const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private const string Minutes = "yyyy-MM-dd'T'HH:mm'Z'";

    private const string TimeOfDay = "HH:mm'Z'";

    /// <summary>Whether a text is such a time as <see cref="Write"/> writes.</summary>
    public static bool Is(string text) => Is(text, Seconds);

    /// <summary>Whether a text is such a time as <see cref="WriteMinutes"/> writes.</summary>
    public static bool IsMinutes(string text) => Is(text, Minutes);

    /// <summary><c>22:00Z-02:00Z</c></summary>
    public static bool IsSpanOfDay(string text) =>
        text.Split('-') is [var start, var end] && Is(start, TimeOfDay) && Is(end, TimeOfDay) && start != end;

    /// <summary><c>2026-01-31T12:00:00Z</c></summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);

    /// <summary><c>2026-01-31T12:00Z</c></summary>
    public static string WriteMinutes(DateTimeOffset time) => time.UtcDateTime.ToString(Minutes, CultureInfo.InvariantCulture);

    private static bool Is(string text, string format) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
