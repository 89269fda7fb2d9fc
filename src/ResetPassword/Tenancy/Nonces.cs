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

/// <summary>
/// The nonces of the last 15 minutes, per AccessKey: 128 bits of a hash and an expiry each, so that a nonce costs at most 80 bytes. Thread-safe.
/// </summary>
internal sealed class Nonces(int maxCount)
{
    /// <summary>How far a timestamp may be from now, and so how long a nonce is remembered after it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    // How often a shard looks for what has expired: often enough for flat memory, rarely enough to cost nothing.
    private static readonly long SweepSeconds = (long)TimeSpan.FromMinutes(1).TotalSeconds;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, 16).Select(_ => new Shard())];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Remembers a nonce until 15 minutes after the later of its timestamp and <paramref name="now"/>.</summary>
    /// <param name="now">The time that signatures are judged by.</param>
    /// <param name="realNow">The real time, by which even a tenant whose time stands still does not fill the memory.</param>
    public ValueTask<NonceVerdict> UseAsync(string accessKeyId, string nonce, DateTimeOffset timestamp, DateTimeOffset now, DateTimeOffset realNow)
    {
        var id = IdOf(accessKeyId, nonce);
        var lifetime = (timestamp > now ? timestamp - now : TimeSpan.Zero) + Lifetime;
        var expiry = new Expiry((uint)(now + lifetime).ToUnixTimeSeconds(), (uint)(realNow + lifetime).ToUnixTimeSeconds());
        var shard = _shards[id.High & 15];
        lock (shard)
            return ValueTask.FromResult(Use(shard, id, expiry, now.ToUnixTimeSeconds(), realNow.ToUnixTimeSeconds()));
    }

    private NonceVerdict Use(Shard shard, NonceId id, Expiry expiry, long now, long realNow)
    {
        if (realNow >= shard.NextSweep)
        {
            Interlocked.Add(ref _count, -shard.RemoveExpired(realNow));
            shard.NextSweep = realNow + SweepSeconds;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(shard.Expiries, id, out var isKnown);
        if (isKnown && known.Judged >= now)
            return NonceVerdict.Used;
        if (!isKnown && Interlocked.Increment(ref _count) > maxCount)
        {
            Interlocked.Decrement(ref _count);
            shard.Expiries.Remove(id);
            return NonceVerdict.Full;
        }

        known = expiry;
        return NonceVerdict.Fresh;
    }

    // An AccessKeyId cannot hold a line break that would make two pairs look alike: only known ones come here.
    private static NonceId IdOf(string accessKeyId, string nonce)
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

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct NonceId(ulong High, ulong Low);

    // Unix seconds; unsigned 32 bits last until 2106.
    private readonly record struct Expiry(uint Judged, uint Real);

    private sealed class Shard
    {
        public Dictionary<NonceId, Expiry> Expiries { get; } = [];

        public long NextSweep { get; set; }

        public int RemoveExpired(long realNow)
        {
            var removed = 0;
            foreach (var (id, expiry) in Expiries)
            {
                if (expiry.Real < realNow && Expiries.Remove(id))
                    removed++;
            }

            if (Expiries.Count < Expiries.EnsureCapacity(0) / 4)
                Expiries.TrimExcess();
            return removed;
        }
    }
}
