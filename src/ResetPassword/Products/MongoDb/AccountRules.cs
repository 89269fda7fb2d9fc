using System.Text;

namespace ResetPassword.Products.MongoDb;

/// <summary>What ApsaraDB for MongoDB allows as the name, password and description of an account. Pure.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-createaccount</remarks>
internal static class AccountRules
{
    // 13 special characters: the page has no @, unlike the other products'.
    public static readonly PasswordRule Password = new("!#$%^&*()_+-=");

    /// <summary>4 to 16 lower-case letters, digits and underscores, starting with a letter.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 4 and <= 16 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>
    /// 2 to 256 letters, Chinese characters, digits, underscores, hyphens and blanks, first a letter or a Chinese character. The documents do not name the
    /// blank, nor do they for RDS, whose service takes it.
    /// </summary>
    public static bool IsDescription(string text) =>
        text.Length is >= 2 and <= 256 && Rune.IsLetter(text.EnumerateRunes().First()) && text.EnumerateRunes().All(IsOfDescription);

    private static bool IsOfDescription(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or ' ';
}
