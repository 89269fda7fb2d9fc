using System.Security.Cryptography;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>How many nonces are remembered, and until when. Thread-safe.</summary>
internal sealed class NonceTable(Database database, int limit, TimeProvider clock)
{
    // How much longer than needed, so that clocks of processes a second apart do no harm.
    private const long Margin = 60;

    private static readonly TimeSpan CountEach = TimeSpan.FromSeconds(1);

    private long _count;
    private long _counted = -1;

    /// <summary>Whether another one can be remembered: as this process knows it.</summary>
    public async ValueTask<bool> HasRoomAsync()
    {
        if (Volatile.Read(ref _count) < limit)
            return true;
        await CountAsync();
        return Volatile.Read(ref _count) < limit;
    }

    public void Added() => Interlocked.Increment(ref _count);

    /// <summary>Counts them anew, without those that have expired; not more often than makes sense.</summary>
    public async Task CountAsync()
    {
        var before = Volatile.Read(ref _counted);
        if ((before >= 0 && clock.GetElapsedTime(before) < CountEach) || Interlocked.CompareExchange(ref _counted, clock.GetTimestamp(), before) != before)
            return;
        await TrimAsync();
        Volatile.Write(ref _count, await database.RunAsync(
            async reader => await reader.ReadAsync() ? reader.GetInt64(0) : 0, () => new Statement(Statements.CountNonces).With(limit)));
    }

    /// <summary>Forgets those that have expired.</summary>
    public Task TrimAsync()
    {
        var since = clock.GetUtcNow().ToUnixTimeSeconds() - Margin;
        return database.DeleteAsync(atMost => new Statement(Statements.DeleteExpiredNonces).With(since).With(atMost));
    }

    /// <summary>The parameters of a nonce's expiry; without a nonce, of none that can be remembered.</summary>
    public static Func<Statement, Statement> ParametersOf(in Entering call, bool hasRoom)
    {
        var (expiry, now) = (NonceExpiry.Of(call.Timestamp, call.Now, call.RealNow), call.Now.ToUnixTimeSeconds());
        var number = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        return statement => statement.With((long)expiry.Judged).With((long)expiry.Real).With(number).With(now).With(hasRoom);
    }
}
