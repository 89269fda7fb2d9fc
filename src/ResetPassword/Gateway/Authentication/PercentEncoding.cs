using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ResetPassword.Gateway.Authentication;

/// <summary>The canonical percent-encoding of both signature generations: RFC 3986 over UTF-8, upper-case hexadecimal digits.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    public static void Append(ByteBuffer to, string text)
    {
        Span<byte> small = stackalloc byte[256];
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = size <= small.Length ? small : new byte[size];
        Append(to, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public static void Append(ByteBuffer to, ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            var reserved = utf8.IndexOfAnyExcept(Unreserved);
            if (reserved < 0)
            {
                to.Append(utf8);
                return;
            }

            to.Append(utf8[..reserved]);
            AppendEscaped(to, utf8[reserved]);
            utf8 = utf8[(reserved + 1)..];
        }
    }

    private static void AppendEscaped(ByteBuffer to, byte value)
    {
        var escaped = to.Reserve(3);
        escaped[0] = (byte)'%';
        Utf8Formatter.TryFormat(value, escaped[1..], out _, new StandardFormat('X', 2));
    }
}
