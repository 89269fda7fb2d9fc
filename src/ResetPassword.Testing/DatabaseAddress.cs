using System.Data.Common;
using System.Globalization;

namespace ResetPassword.Testing;

/// <summary>A connection string, taken apart: what may be written down, and the password.</summary>
internal sealed record DatabaseAddress(string Url, string? Password)
{
    private static readonly string[] PostgresSchemes = ["postgres", "postgresql"];

    /// <param name="isPostgres">Which of the two kinds a string without a scheme is for.</param>
    /// <exception cref="ArgumentException">It cannot be read; the message does not repeat it.</exception>
    public static DatabaseAddress Read(string connectionString, bool isPostgres)
    {
        if (connectionString.Contains("://", StringComparison.Ordinal))
            return OfUrl(connectionString);
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            string? Find(params string[] names) =>
                names.Select(name => parts.TryGetValue(name, out var value) ? $"{value}" : null).FirstOrDefault(value => value is not null);
            var user = Find("Username", "User ID", "UserID", "User Id", "User", "Uid") ?? (isPostgres ? "postgres" : "root");
            var port = Find("Port") is { } given ? $":{int.Parse(given, CultureInfo.InvariantCulture)}" : "";
            var host = Find("Host", "Server", "Data Source") ?? throw new FormatException();
            var scheme = isPostgres ? PostgresSchemes[0] : "mysql";
            var name = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
            var url = $"{scheme}://{Uri.EscapeDataString(user)}@{name}{port}/{Uri.EscapeDataString(Find("Database", "Initial Catalog") ?? "")}";
            if (Find("SSL Mode", "SslMode") is { } tls)
                url += $"?sslmode={WordOf(tls)}";
            return new(url, Find("Password", "Pwd"));
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            throw Unreadable();
        }
    }

    private static DatabaseAddress OfUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            throw Unreadable();
        var colon = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return new(text, null);
        var withoutPassword = new UriBuilder(url) { UserName = url.UserInfo[..colon], Password = "" };
        return new(withoutPassword.Uri.OriginalString, Uri.UnescapeDataString(url.UserInfo[(colon + 1)..]));
    }

    // The drivers' words, each as PostgreSQL writes it.
    private static string WordOf(string tls) => tls.ToUpperInvariant() switch
    {
        "DISABLE" or "DISABLED" or "NONE" => "disable",
        "ALLOW" or "PREFER" or "PREFERRED" => "prefer",
        "REQUIRE" or "REQUIRED" => "require",
        "VERIFYCA" or "VERIFY-CA" => "verify-ca",
        "VERIFYFULL" or "VERIFY-FULL" => "verify-full",
        _ => throw new FormatException(),
    };

    private static ArgumentException Unreadable() => new(
        "The connection string cannot be read. Expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, mysql://USER:PASSWORD@HOST:PORT, or Host=…;Port=…;Username=…;Password=…;Database=….",
        "connectionString");
}
