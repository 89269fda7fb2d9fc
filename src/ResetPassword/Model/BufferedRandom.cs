using System.Security.Cryptography;

namespace ResetPassword.Model;

/// <summary>The system's cryptographic generator, asked for many bytes at once: most of what a call of it costs does not depend on their number.</summary>
internal static class BufferedRandom
{
    private const int BufferSize = 1024;

    [ThreadStatic]
    private static byte[]? t_buffer;

    [ThreadStatic]
    private static int t_unused;

    public static void Fill(Span<byte> destination)
    {
        if (destination.Length > BufferSize)
        {
            RandomNumberGenerator.Fill(destination);
            return;
        }

        var buffer = t_buffer ??= new byte[BufferSize];
        if (t_unused < destination.Length)
        {
            RandomNumberGenerator.Fill(buffer);
            t_unused = BufferSize;
        }

        // Each byte is given once and then wiped.
        t_unused -= destination.Length;
        var taken = buffer.AsSpan(t_unused, destination.Length);
        taken.CopyTo(destination);
        taken.Clear();
    }
}
