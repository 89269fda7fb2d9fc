using System.Security.Cryptography;
using System.Text;
using ResetPassword.Model;

namespace ResetPassword.Databases;

/// <summary>
/// What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802 and 7677): with it a server can check the password, and never sees it.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;
    private const int SaltLength = 16;

    /// <param name="password">Of ASCII, as the products' passwords are: other text would have to be normalised first.</param>
    public static string Of(Secret password) => Of(password, RandomNumberGenerator.GetBytes(SaltLength));

    public static string Of(Secret password, byte[] salt)
    {
        if (!Ascii.IsValid(password.Reveal()))
            throw new ArgumentException("Only a password of ASCII has a verifier here.", nameof(password));
        var salted = Rfc2898DeriveBytes.Pbkdf2(password.Reveal(), salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
