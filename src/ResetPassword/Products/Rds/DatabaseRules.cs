using System.Collections.Frozen;

namespace ResetPassword.Products.Rds;

/// <summary>What RDS allows as the name of a database. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-createdatabase</remarks>
internal static class DatabaseRules
{
    // The engines' own databases; the vendor's whole table is not published as text.
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        "mysql", "information_schema", "performance_schema", "sys", "postgres", "template0", "template1", "master", "model", "msdb", "tempdb", "test");

    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>2 to 64 lower-case letters, digits, underscores and hyphens; first a letter, last a letter or digit.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 2 and <= 64
        && char.IsAsciiLetterLower(name[0])
        && (char.IsAsciiLetterLower(name[^1]) || char.IsAsciiDigit(name[^1]))
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
}
