using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ResetPassword.Gateway.Authentication;

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
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    // How often a shard looks for what has expired: often enough for flat memory, rarely enough to cost nothing.
    private static readonly long SweepSeconds = (long)TimeSpan.FromMinutes(1).TotalSeconds;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, 16).Select(_ => new Shard())];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Remembers a nonce until 15 minutes after the later of its timestamp and <paramref name="now"/>.</summary>
    public NonceVerdict Use(string accessKeyId, string nonce, DateTimeOffset timestamp, DateTimeOffset now)
    {
        var id = IdOf(accessKeyId, nonce);
        var expires = (timestamp > now ? timestamp : now) + Lifetime;
        var shard = _shards[id.High & 15];
        lock (shard)
            return Use(shard, id, now.ToUnixTimeSeconds(), expires.ToUnixTimeSeconds());
    }

    private NonceVerdict Use(Shard shard, NonceId id, long now, long expires)
    {
        if (now >= shard.NextSweep)
        {
            Interlocked.Add(ref _count, -shard.RemoveExpired(now));
            shard.NextSweep = now + SweepSeconds;
        }

        ref var expiry = ref CollectionsMarshal.GetValueRefOrAddDefault(shard.Expiries, id, out var isKnown);
        if (isKnown && expiry >= now)
            return NonceVerdict.Used;
        if (!isKnown && Interlocked.Increment(ref _count) > maxCount)
        {
            Interlocked.Decrement(ref _count);
            shard.Expiries.Remove(id);
            return NonceVerdict.Full;
        }

        expiry = (uint)expires;
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

    private sealed class Shard
    {
        // Unix seconds; unsigned 32 bits last until 2106.
        public Dictionary<NonceId, uint> Expiries { get; } = [];

        public long NextSweep { get; set; }

        public int RemoveExpired(long now)
        {
            var removed = 0;
            foreach (var (id, expiry) in Expiries)
            {
                if (expiry < now && Expiries.Remove(id))
                    removed++;
            }

            if (Expiries.Count < Expiries.EnsureCapacity(0) / 4)
                Expiries.TrimExcess();
            return removed;
        }
    }
}
