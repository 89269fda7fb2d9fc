using System.Runtime.InteropServices;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Memory;

/// <summary>
/// The nonces of the last 15 minutes, per AccessKey: 128 bits of a hash and an expiry each, so that a nonce costs at most 80 bytes. Thread-safe.
/// </summary>
/// <param name="log">Is told of each.</param>
internal sealed class Nonces(int maxCount, IChangeLog? log = null)
{
    // How often a shard looks for what has expired: often enough for flat memory, rarely enough to cost nothing.
    private static readonly long SweepSeconds = (long)TimeSpan.FromMinutes(1).TotalSeconds;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, 16).Select(_ => new Shard())];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Remembers a nonce until 15 minutes after the later of its timestamp and <paramref name="now"/>.</summary>
    /// <param name="now">The time that signatures are judged by.</param>
    /// <param name="realNow">The real time, by which even a tenant whose time stands still does not fill the memory.</param>
    public NonceVerdict Use(string accessKeyId, string nonce, DateTimeOffset timestamp, DateTimeOffset now, DateTimeOffset realNow)
    {
        var id = NonceId.Of(accessKeyId, nonce);
        var expiry = NonceExpiry.Of(timestamp, now, realNow);
        var shard = _shards[id.High & 15];
        lock (shard)
            return Use(shard, id, expiry, now.ToUnixTimeSeconds(), realNow.ToUnixTimeSeconds());
    }

    /// <summary>Remembers one of before.</summary>
    public void Restore(in NonceId id, in NonceExpiry expiry)
    {
        var expiries = _shards[id.High & 15].Expiries;
        if (!expiries.ContainsKey(id))
            _count++;
        expiries[id] = expiry;
    }

    private NonceVerdict Use(Shard shard, in NonceId id, in NonceExpiry expiry, long now, long realNow)
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
        log?.Add(new StoreChange.NonceUsed(id, expiry));
        return NonceVerdict.Fresh;
    }

    private sealed class Shard
    {
        public Dictionary<NonceId, NonceExpiry> Expiries { get; } = [];

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
