using System.Buffers;
using ResetPassword.Model;

namespace ResetPassword.Products;

/// <summary>
/// The password rule that the pages of all five products share but for the special characters: 8 to 32 characters, at least three of upper-case letter,
/// lower-case letter, digit and special character. Any other character is refused. Pure.
/// </summary>
internal sealed class PasswordRule(string specialCharacters)
{
    public const int MinLength = 8;
    public const int MaxLength = 32;

    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private readonly SearchValues<char> _allowed = SearchValues.Create(Upper + Lower + Digits + specialCharacters);
    private readonly SearchValues<char> _specials = SearchValues.Create(specialCharacters);

    public bool Accepts(Secret password)
    {
        var text = password.Reveal().AsSpan();
        if (text.Length is < MinLength or > MaxLength || text.ContainsAnyExcept(_allowed))
            return false;

        var kinds = 0;
        kinds += text.ContainsAnyInRange('A', 'Z') ? 1 : 0;
        kinds += text.ContainsAnyInRange('a', 'z') ? 1 : 0;
        kinds += text.ContainsAnyInRange('0', '9') ? 1 : 0;
        kinds += text.ContainsAny(_specials) ? 1 : 0;
        return kinds >= 3;
    }
}
