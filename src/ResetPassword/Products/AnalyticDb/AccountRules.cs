using System.Collections.Frozen;
using System.Text;

namespace ResetPassword.Products.AnalyticDb;

/// <summary>What AnalyticDB for PostgreSQL allows as the name, password and description of an account. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/analyticdb/analyticdb-for-postgresql/developer-reference/api-gpdb-2016-05-03-createaccount</remarks>
internal static class AccountRules
{
    public static readonly PasswordRule Password = new("!@#$%^&*()_+-=");

    // Names that the database has itself; the vendor's table is not published as text.
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create("adbpgadmin", "admin", "aurora", "postgres", "public", "replicator", "root");

    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>2 to 16 lower-case letters, digits and underscores; first a letter but not gp, last a letter or digit.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 2 and <= 16
        && char.IsAsciiLetterLower(name[0])
        && name[^1] != '_'
        && !name.StartsWith("gp", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>
    /// 2 to 256 letters, Chinese characters, digits, underscores, hyphens, blanks and full stops, first a letter or a Chinese character. The documents do not
    /// name the last two; the vendor's own samples and Terraform examples have them.
    /// </summary>
    public static bool IsDescription(string text) =>
        text.Length is >= 2 and <= 256 && Rune.IsLetter(text.EnumerateRunes().First()) && text.EnumerateRunes().All(IsOfDescription);

    /// <summary>At most 256 characters.</summary>
    public static bool IsInstanceDescription(string text) => text.Length <= 256;

    /// <summary>2 to 256 characters that are no address of a page.</summary>
    public static bool IsNewInstanceDescription(string text) => text.Length is >= 2 and <= 256
        && !text.StartsWith("http://", StringComparison.Ordinal) && !text.StartsWith("https://", StringComparison.Ordinal);

    private static bool IsOfDescription(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or ' ' or '.';
}
