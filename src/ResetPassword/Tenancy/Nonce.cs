using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Tenancy;

internal enum NonceVerdict
{
    Fresh,
    Used,

    /// <summary>No more can be remembered.</summary>
    Full,
}

/// <summary>What a nonce of an AccessKey is remembered by: 128 bits of a hash.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NonceId(ulong High, ulong Low)
{
    // An AccessKeyId cannot hold a line break that would make two pairs look alike: only known ones come here.
    public static NonceId Of(string accessKeyId, string nonce)
    {
        Span<byte> small = stackalloc byte[512];
        var size = Encoding.UTF8.GetMaxByteCount(accessKeyId.Length + nonce.Length + 1);
        var text = size <= small.Length ? small : new byte[size];
        var length = Encoding.UTF8.GetBytes(accessKeyId, text);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(nonce, text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return MemoryMarshal.Read<NonceId>(hash);
    }
}

/// <summary>Until when a nonce is remembered, in Unix seconds; unsigned 32 bits last until 2106.</summary>
/// <param name="Judged">By the time that signatures are judged by.</param>
/// <param name="Real">By the real time, by which even a tenant whose time stands still does not fill the memory.</param>
internal readonly record struct NonceExpiry(uint Judged, uint Real)
{
    /// <summary>How far a timestamp may be from now, and so how long a nonce is remembered after it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>15 minutes after the later of its timestamp and <paramref name="now"/>.</summary>
    public static NonceExpiry Of(DateTimeOffset timestamp, DateTimeOffset now, DateTimeOffset realNow)
    {
        var lifetime = (timestamp > now ? timestamp - now : TimeSpan.Zero) + Lifetime;
        return new((uint)(now + lifetime).ToUnixTimeSeconds(), (uint)(realNow + lifetime).ToUnixTimeSeconds());
    }
}
