using System.Collections.Frozen;
using ResetPassword.Model;

namespace ResetPassword.Products.Rds;

/// <summary>How the texts of a database are encoded, sorted and told apart.</summary>
internal readonly record struct DatabaseLocale(string CharacterSet, string Collate, string Ctype);

/// <summary>What RDS allows as the name of a database, and what it makes of a character set. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-createdatabase</remarks>
internal static class DatabaseRules
{
    // The engines' own databases; the vendor's whole table is not published as text.
    public static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        "mysql", "information_schema", "performance_schema", "sys", "postgres", "template0", "template1", "master", "model", "msdb", "tempdb", "test");

    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>2 to 64 lower-case letters, digits, underscores and hyphens; first a letter, last a letter or digit.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 2 and <= 64
        && char.IsAsciiLetterLower(name[0])
        && (char.IsAsciiLetterLower(name[^1]) || char.IsAsciiDigit(name[^1]))
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');

    /// <summary>
    /// What DescribeDatabases shows of a character set. PostgreSQL's is given with its collation and classification (<c>UTF8,C,en_US.utf8</c>), or has the
    /// documented ones; the vendor's Terraform provider puts the three together again.
    /// </summary>
    public static DatabaseLocale LocaleOf(Database database, Instance instance) => (instance.Engine, database.CharacterSet.Split(',')) switch
    {
        (RdsInstances.PostgreSQL, [var set, var collate, var ctype, ..]) => new(set, collate, ctype),
        (RdsInstances.PostgreSQL, [var set, var collate]) => new(set, collate, "en_US.utf8"),
        (RdsInstances.PostgreSQL, [var set]) => new(set, "C", "en_US.utf8"),
        _ => new(database.CharacterSet, "", ""),
    };
}
