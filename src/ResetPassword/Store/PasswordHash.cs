using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Gateway;

namespace ResetPassword.Store;

/// <summary>
/// A salted password: SHA-256 over a random 16-byte salt and the UTF-8 password. Fast on purpose, as every call makes one; what holds these
/// hashes is to be treated as sensitive.
/// </summary>
internal sealed class PasswordHash
{
    private const string Prefix = "sha256:";

    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(byte[] salt, byte[] hash) => (_salt, _hash) = (salt, hash);

    public static PasswordHash Of(Secret password, byte[] salt) => new(salt, Compute(password, salt));

    /// <summary>Compares in fixed time.</summary>
    public bool Matches(Secret password) => CryptographicOperations.FixedTimeEquals(Compute(password, _salt), _hash);

    /// <summary><c>sha256:&lt;salt&gt;:&lt;hash&gt;</c>, both in base64.</summary>
    public string Write() => $"{Prefix}{Convert.ToBase64String(_salt)}:{Convert.ToBase64String(_hash)}";

    public static bool TryRead(string text, [NotNullWhen(true)] out PasswordHash? read)
    {
        read = null;
        var salt = new byte[IdSource.SaltLength];
        var hash = new byte[SHA256.HashSizeInBytes];
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length..].Split(':') is not [var saltText, var hashText]
            || !Convert.TryFromBase64String(saltText, salt, out var saltLength) || saltLength != salt.Length
            || !Convert.TryFromBase64String(hashText, hash, out var hashLength) || hashLength != hash.Length)
        {
            return false;
        }

        read = new(salt, hash);
        return true;
    }

    private static byte[] Compute(Secret password, byte[] salt)
    {
        var text = password.Reveal();
        var salted = new byte[salt.Length + Encoding.UTF8.GetByteCount(text)];
        salt.CopyTo(salted, 0);
        Encoding.UTF8.GetBytes(text, salted.AsSpan(salt.Length));
        var hash = SHA256.HashData(salted);
        CryptographicOperations.ZeroMemory(salted);
        return hash;
    }
}
