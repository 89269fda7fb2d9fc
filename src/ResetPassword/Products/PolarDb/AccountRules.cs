using ResetPassword.Model;

namespace ResetPassword.Products.PolarDb;

/// <summary>What PolarDB allows as the name, password and description of an account, and as the name of a database. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/polardb/api-polardb-2017-08-01-createaccount</remarks>
internal static class AccountRules
{
    public static readonly PasswordRule Password = new("!@#$%^&*()_+-=");

    /// <summary>2 to 16 lower-case letters, digits and underscores; first a letter, last no underscore; and none of the engine's own.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 2 and <= 16
        && char.IsAsciiLetterLower(name[0])
        && name[^1] != '_'
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && name is not ("root" or "admin");

    /// <summary>2 to 256 characters that are no URL.</summary>
    public static bool IsDescription(string text) =>
        text.Length is >= 2 and <= 256 && !text.StartsWith("http://", StringComparison.Ordinal) && !text.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>1 to 64 letters, digits, underscores and hyphens; first a letter, last a letter or digit.</summary>
    public static bool IsDatabaseName(string name) =>
        name.Length is >= 1 and <= 64
        && char.IsAsciiLetter(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>Whether a cluster takes an account of this type: MySQL has one privileged account, and only PostgreSQL has DynamoDB's.</summary>
    public static bool Allows(Instance cluster, string type) => type switch
    {
        "Super" when cluster.Engine == PolarDbInstances.MySql => !cluster.Accounts.Any(account => account.Type == "Super"),
        "DynamoDB" => cluster.Engine == PolarDbInstances.PostgreSql,
        _ => true,
    };
}
