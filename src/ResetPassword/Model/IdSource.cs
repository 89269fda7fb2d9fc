using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Model;

/// <summary>Fills a span with random bytes: the system's generator, or a test's own.</summary>
internal delegate void RandomBytes(Span<byte> destination);

/// <summary>The randomness of calls and controls: request ids, salts, and what else nobody should guess, such as temporary keys.</summary>
/// <param name="fill">What everything is made of that nobody should guess.</param>
/// <param name="fillIds">What ids are made of; the same when null.</param>
internal sealed class IdSource(RandomBytes fill, RandomBytes? fillIds = null)
{
    public const int SaltLength = 16;

    private readonly RandomBytes _fillIds = fillIds ?? fill;

    public static readonly IdSource System = new(BufferedRandom.Fill);

    /// <summary>
    /// Gives the same, one after the other, for the same text: for salts that several processes are to have alike. Not for what nobody should guess.
    /// </summary>
    public static IdSource Of(string text) => new(SequenceOf(text));

    /// <summary>Gives the same ids, one after the other, for the same text; what nobody should guess is random all the same.</summary>
    public static IdSource WithIdsOf(string text) => new(BufferedRandom.Fill, SequenceOf(text));

    /// <summary>An upper-case UUID of 36 characters whose third group starts with 5, as the gateway's do since 2021.</summary>
    public string NextRequestId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _fillIds(bytes);
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
        _fillIds(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>32 lower-case hexadecimal digits that nobody should guess.</summary>
    public string NextSecret() => Convert.ToHexStringLower(NextSalt());

    public byte[] NextSalt()
    {
        var salt = new byte[SaltLength];
        fill(salt);
        return salt;
    }

    private static RandomBytes SequenceOf(string text)
    {
        var number = -1L;
        return destination =>
        {
            for (var rest = destination; rest.Length > 0;)
            {
                var next = string.Create(CultureInfo.InvariantCulture, $"{text}\n{Interlocked.Increment(ref number)}");
                var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(next));
                var part = bytes.AsSpan(0, Math.Min(bytes.Length, rest.Length));
                part.CopyTo(rest);
                rest = rest[part.Length..];
            }
        };
    }
}
