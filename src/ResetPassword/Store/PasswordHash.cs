using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ResetPassword.Gateway;

namespace ResetPassword.Store;

/// <summary>
/// A salted password: SHA-256 over a random 16-byte salt and the UTF-8 password. Fast on purpose, as every call makes one; what holds these
/// hashes is to be treated as sensitive.
/// </summary>
internal readonly struct PasswordHash
{
    private const string Prefix = "sha256:";

    // Salt and hash in one array: an account has one object for its password, and there may be a million of them.
    private readonly byte[] _saltAndHash;

    private PasswordHash(byte[] saltAndHash) => _saltAndHash = saltAndHash;

    private ReadOnlySpan<byte> Salt => _saltAndHash.AsSpan(0, IdSource.SaltLength);

    private ReadOnlySpan<byte> Hash => _saltAndHash.AsSpan(IdSource.SaltLength);

    public static PasswordHash Of(Secret password, ReadOnlySpan<byte> salt)
    {
        var saltAndHash = new byte[IdSource.SaltLength + SHA256.HashSizeInBytes];
        salt.CopyTo(saltAndHash);
        Compute(password, salt, saltAndHash.AsSpan(IdSource.SaltLength));
        return new(saltAndHash);
    }

    /// <summary>Compares in fixed time.</summary>
    public bool Matches(Secret password)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Compute(password, Salt, hash);
        return CryptographicOperations.FixedTimeEquals(hash, Hash);
    }

    /// <summary><c>sha256:&lt;salt&gt;:&lt;hash&gt;</c>, both in base64.</summary>
    public string Write() => $"{Prefix}{Convert.ToBase64String(Salt)}:{Convert.ToBase64String(Hash)}";

    public static bool TryRead(string text, [NotNullWhen(true)] out PasswordHash? read)
    {
        read = null;
        var saltAndHash = new byte[IdSource.SaltLength + SHA256.HashSizeInBytes];
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length..].Split(':') is not [var salt, var hash]
            || !Convert.TryFromBase64String(salt, saltAndHash.AsSpan(0, IdSource.SaltLength), out var saltLength) || saltLength != IdSource.SaltLength
            || !Convert.TryFromBase64String(hash, saltAndHash.AsSpan(IdSource.SaltLength), out var hashLength) || hashLength != SHA256.HashSizeInBytes)
        {
            return false;
        }

        read = new(saltAndHash);
        return true;
    }

    private static void Compute(Secret password, ReadOnlySpan<byte> salt, Span<byte> hash)
    {
        var text = password.Reveal();
        Span<byte> small = stackalloc byte[256];
        var length = salt.Length + Encoding.UTF8.GetByteCount(text);
        var salted = length <= small.Length ? small[..length] : new byte[length];
        salt.CopyTo(salted);
        Encoding.UTF8.GetBytes(text, salted[salt.Length..]);
        SHA256.HashData(salted, hash);
        CryptographicOperations.ZeroMemory(salted);
    }
}
