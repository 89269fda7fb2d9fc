using System.Text;

namespace ResetPassword.Model;

/// <summary>Fills a span with random bytes: the system's generator, or a test's own.</summary>
internal delegate void RandomBytes(Span<byte> destination);

/// <summary>The randomness of calls and controls: request ids, salts, and what else nobody should guess, such as temporary keys.</summary>
internal sealed class IdSource(RandomBytes fill)
{
    public const int SaltLength = 16;

    public static readonly IdSource System = new(BufferedRandom.Fill);

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
