using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using ResetPassword.Model;

namespace ResetPassword.Products.Rds;

/// <summary>What RDS allows as the name, password and description of an account. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/rds/developer-reference/api-rds-2014-08-15-createaccount</remarks>
internal static class AccountRules
{
    public static readonly PasswordRule Password = new("!@#$&%^*()_+-=");

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    // Samples of the vendor's keyword table; the whole table is not published as text.
    public static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "admin", "root", "mysql", "test", "guest", "aurora", "replicator", "xtrabak", "eagleye", "information_schema", "dbo", "login", "administrator");

    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>Letters, digits and underscores; first a letter, last no underscore; 2 characters or more. The rest depends on the engine.</summary>
    public static bool IsName(string name) =>
        name.Length >= 2 && !name.AsSpan().ContainsAnyExcept(NameCharacters) && char.IsAsciiLetter(name[0]) && name[^1] != '_';

    /// <summary>Whether the engine takes the name: upper-case letters are MySQL's only, and each engine has its own limit.</summary>
    public static bool Fits(string name, Instance instance) =>
        name.Length <= MaxNameLength(instance) && (instance.Engine == "MySQL" || !name.Any(char.IsAsciiLetterUpper));

    /// <summary>Whether an account has the name; on MySQL names may not differ in case alone.</summary>
    public static bool IsTaken(string name, Instance instance) =>
        instance.FindAccount(name) is not null
        || (instance.Engine == "MySQL" && instance.Accounts.Any(account => account.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// 2 to 256 letters, Chinese characters, digits, underscores, hyphens and blanks, first a letter or a Chinese character. The documents do not name the
    /// blank; the acceptance tests of the vendor's Terraform provider and its Ansible modules send it and read it back.
    /// </summary>
    public static bool IsDescription(string text) =>
        text.Length is >= 2 and <= 256 && Rune.IsLetter(text.EnumerateRunes().First()) && text.EnumerateRunes().All(IsOfDescription);

    private static bool IsOfDescription(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or ' ';

    private static int MaxNameLength(Instance instance) => (instance.Engine, instance.EngineVersion) switch
    {
        ("MySQL", "5.6" or "5.5") => 16,
        ("MySQL", _) => 32,
        (RdsInstances.SQLServer, _) => 64,
        (RdsInstances.PostgreSQL, _) when instance[RdsInstances.StorageType] == "local_ssd" => 16,
        (RdsInstances.PostgreSQL, _) => 63,
        _ => 16,
    };
}
