using System.Globalization;

namespace ResetPassword.Products;

/// <summary>Times as the products' answers write them, in UTC.</summary>
internal static class VendorTime
{
    /// <summary><c>2026-01-31T12:00:00Z</c></summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>2026-01-31T12:00Z</c></summary>
    public static string WriteMinutes(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
