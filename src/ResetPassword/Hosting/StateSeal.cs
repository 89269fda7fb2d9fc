using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Hosting;

/// <summary>
/// The end of a state document: <c>,"sha256":"…"}</c>, the hash of all that stands before it. A file that is overwritten in place, by a process that is killed
/// meanwhile, may be JSON all the same, half old and half new.
/// </summary>
internal static class StateSeal
{
    public const string Name = "sha256";

    private const int BufferSize = 64 * 1024;

    private static readonly byte[] Start = Encoding.ASCII.GetBytes($",\"{Name}\":\"");
    private static readonly int Length = Of(new byte[SHA256.HashSizeInBytes]).Length;

    /// <summary>What a document of this hash ends with.</summary>
    public static byte[] Of(ReadOnlySpan<byte> hash) => [.. Start, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)), .. "\"}"u8];

    /// <summary>
    /// The line of a seal that is not that of what stands before it; null when it is, or where there is none, as in a document that somebody wrote.
    /// </summary>
    public static int? FindBrokenLine(Stream document)
    {
        var end = FindEnd(document);
        if (end < Length)
            return null;
        var seal = new byte[Length];
        document.Position = end - Length;
        document.ReadExactly(seal);
        if (!seal.AsSpan().StartsWith(Start))
            return null;

        document.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = 1;
        var buffer = new byte[BufferSize];
        for (var left = end - Length; left > 0;)
        {
            var read = document.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                break;
            hash.AppendData(buffer, 0, read);
            line += buffer.AsSpan(0, read).Count((byte)'\n');
            left -= read;
        }

        return seal.AsSpan().SequenceEqual(Of(hash.GetHashAndReset())) ? null : line;
    }

    // Where the last byte is that is not a blank.
    private static long FindEnd(Stream document)
    {
        var buffer = new byte[BufferSize];
        for (var end = document.Length; end > 0;)
        {
            var start = Math.Max(0, end - buffer.Length);
            var part = buffer.AsSpan(0, (int)(end - start));
            document.Position = start;
            document.ReadExactly(part);
            if (part.LastIndexOfAnyExcept(" \t\r\n"u8) is >= 0 and var last)
                return start + last + 1;
            end = start;
        }

        return 0;
    }
}
