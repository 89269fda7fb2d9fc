using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Model;

/// <summary>
/// A salted password: SHA-256 over a random 16-byte salt and the UTF-8 password. Fast on purpose, as every call makes one; what holds these
/// hashes is to be treated as sensitive.
/// </summary>
internal readonly struct PasswordHash : IEquatable<PasswordHash>
{
    /// <summary>How it is written, as a regular expression.</summary>
    public const string Pattern = $"^{Prefix}[A-Za-z0-9+/]{{22}}==:[A-Za-z0-9+/]{{43}}=$";

    private const string Prefix = "sha256:";

    private readonly SaltAndHash _bytes;

    private PasswordHash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> hash)
    {
        salt.CopyTo(((Span<byte>)_bytes)[..IdSource.SaltLength]);
        hash.CopyTo(((Span<byte>)_bytes)[IdSource.SaltLength..]);
    }

    public static PasswordHash Of(Secret password, ReadOnlySpan<byte> salt)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Compute(password, salt, hash);
        return new(salt, hash);
    }

    /// <summary>Compares in fixed time.</summary>
    public bool Matches(Secret password)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ReadOnlySpan<byte> bytes = _bytes;
        Compute(password, bytes[..IdSource.SaltLength], hash);
        return CryptographicOperations.FixedTimeEquals(hash, bytes[IdSource.SaltLength..]);
    }

    /// <summary>Whether salt and hash are the same, in fixed time: the same password under another salt is not.</summary>
    public bool Equals(PasswordHash other) => CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);

    public override bool Equals(object? obj) => obj is PasswordHash other && Equals(other);

    public static bool operator ==(PasswordHash left, PasswordHash right) => left.Equals(right);

    public static bool operator !=(PasswordHash left, PasswordHash right) => !left.Equals(right);

    // The salt is random: it tells hashes apart and says nothing of the password.
    public override int GetHashCode() => BitConverter.ToInt32(_bytes);

    /// <summary><c>sha256:&lt;salt&gt;:&lt;hash&gt;</c>, both in base64.</summary>
    public string Write()
    {
        ReadOnlySpan<byte> bytes = _bytes;
        Span<char> salt = stackalloc char[Base64Length(IdSource.SaltLength)];
        Span<char> hash = stackalloc char[Base64Length(SHA256.HashSizeInBytes)];
        Convert.TryToBase64Chars(bytes[..IdSource.SaltLength], salt, out _);
        Convert.TryToBase64Chars(bytes[IdSource.SaltLength..], hash, out _);
        return $"{Prefix}{salt}:{hash}";
    }

    private static int Base64Length(int bytes) => (bytes + 2) / 3 * 4;

    public static bool TryRead(string text, [NotNullWhen(true)] out PasswordHash? read)
    {
        read = null;
        Span<byte> salt = stackalloc byte[IdSource.SaltLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length..].Split(':') is not [var saltText, var hashText]
            || !Convert.TryFromBase64String(saltText, salt, out var saltLength) || saltLength != IdSource.SaltLength
            || !Convert.TryFromBase64String(hashText, hash, out var hashLength) || hashLength != SHA256.HashSizeInBytes)
        {
            return false;
        }

        read = new PasswordHash(salt, hash);
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

    // In place, for an account to be one object: there may be a million of them.
    [InlineArray(IdSource.SaltLength + SHA256.HashSizeInBytes)]
    private struct SaltAndHash
    {
        private byte _first;
    }
}
