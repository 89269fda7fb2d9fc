using System.Collections.Concurrent;

namespace ResetPassword.Store.Postgres;

/// <summary>What was read and may be needed again: at least the last of it, and at most twice as much. Thread-safe.</summary>
/// <param name="size">How many are kept at least.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int size)
    where TKey : notnull
    where TValue : class
{
    private volatile ConcurrentDictionary<TKey, TValue> _last = new();
    private volatile ConcurrentDictionary<TKey, TValue> _before = new();

    public TValue? Find(TKey key)
    {
        if (_last.TryGetValue(key, out var value))
            return value;
        if (_before.TryGetValue(key, out value))
            _last.TryAdd(key, value);
        return value;
    }

    /// <summary>Keeps it in the place of what is not as new.</summary>
    public void Put(TKey key, TValue value, Func<TValue, TValue, bool> isNewer)
    {
        if (Find(key) is null && _last.Count >= size)
        {
            _before = _last;
            _last = new();
        }

        _last.AddOrUpdate(key, value, (_, known) => isNewer(known, value) ? known : value);
    }

    public void Remove(TKey key)
    {
        _last.TryRemove(key, out _);
        _before.TryRemove(key, out _);
    }
}
