using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Model;

/// <summary>Fills a span with random bytes: the system's generator, or a test's own.</summary>
internal delegate void RandomBytes(Span<byte> destination);

/// <summary>The randomness of calls and controls: request ids, salts, and what else nobody should guess, such as temporary keys.</summary>
internal sealed class IdSource(RandomBytes fill)
{
    public const int SaltLength = 16;

    public static readonly IdSource System = new(BufferedRandom.Fill);

    /// <summary>
    /// Gives the same, one after the other, for the same text: for salts that several processes are to have alike. Not for what nobody should guess.
    /// </summary>
    public static IdSource Of(string text)
    {
        var number = 0L;
        return new(destination =>
        {
            for (var rest = destination; rest.Length > 0;)
            {
                var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}\n{number++}")));
                var part = bytes.AsSpan(0, Math.Min(bytes.Length, rest.Length));
                part.CopyTo(rest);
                rest = rest[part.Length..];
            }
        });
    }

    /// <summary>An upper-case UUID of 36 characters whose third group starts with 5, as the gateway's do since 2021.</summary>
    public string NextRequestId()
    {
        Span<byte> bytes = stackalloc byte[16];
        fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return string.Create(36, new Guid(bytes, bigEndian: true), static (text, id) =>
        {
            id.TryFormat(text, out _, "D");
            Ascii.ToUpperInPlace(text, out _);
        });
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string NextHex()
    {
        Span<byte> bytes = stackalloc byte[16];
        fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    public byte[] NextSalt()
    {
        var salt = new byte[SaltLength];
        fill(salt);
        return salt;
    }
}
