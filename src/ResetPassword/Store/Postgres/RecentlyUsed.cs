using System.Collections.Concurrent;

namespace ResetPassword.Store.Postgres;

/// <summary>What was read and may be needed again: at least the last of it, and about twice as much at the most. Thread-safe.</summary>
/// <param name="room">How much is kept at least.</param>
/// <param name="weightOf">How much of it one takes; null: each takes 1.</param>
internal sealed class RecentlyUsed<TKey, TValue>(long room, Func<TValue, long>? weightOf = null)
    where TKey : notnull
    where TValue : class
{
    private volatile ConcurrentDictionary<TKey, TValue> _last = new();
    private volatile ConcurrentDictionary<TKey, TValue> _before = new();
    private long _weight;

    public TValue? Find(TKey key)
    {
        if (_last.TryGetValue(key, out var value))
            return value;
        if (_before.TryGetValue(key, out value) && _last.TryAdd(key, value))
            Weigh(value);
        return value;
    }

    public void Put(TKey key, TValue value)
    {
        if (!_last.ContainsKey(key))
        {
            if (Volatile.Read(ref _weight) >= room)
            {
                _before = _last;
                _last = new();
                Volatile.Write(ref _weight, 0);
            }

            Weigh(value);
        }

        _last[key] = value;
    }

    public void Remove(TKey key)
    {
        _last.TryRemove(key, out _);
        _before.TryRemove(key, out _);
    }

    private void Weigh(TValue value) => Interlocked.Add(ref _weight, weightOf?.Invoke(value) ?? 1);
}
