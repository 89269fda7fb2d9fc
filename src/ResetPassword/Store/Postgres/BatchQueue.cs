using System.Threading.Channels;
using Npgsql;

namespace ResetPassword.Store.Postgres;

/// <summary>Sends what several calls want at the same time in one batch, which is one trip and one transaction. Thread-safe.</summary>
/// <param name="mayBeLost">Whether a crash of the database's machine may take with it what was written last.</param>
internal sealed class BatchQueue : IAsyncDisposable
{
    private const int MaxRequests = 32;

    private readonly Database _database;
    private readonly bool _mayBeLost;
    private readonly Channel<BatchRequest> _waiting = Channel.CreateUnbounded<BatchRequest>();
    private readonly Task[] _senders;

    public BatchQueue(Database database, int senders, bool mayBeLost)
    {
        (_database, _mayBeLost) = (database, mayBeLost);
        _senders = [.. Enumerable.Range(0, senders).Select(_ => Task.Run(SendAllAsync))];
    }

    /// <summary>Ends when it is done; what is not settled in time is unknown.</summary>
    public async Task RunAsync(BatchRequest request)
    {
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(request), this);
        try
        {
            await request.Done.WaitAsync(Database.Patience);
        }
        catch (TimeoutException late)
        {
            request.IsAbandoned = true;
            throw _database.Unavailable(late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_senders);
    }

    private async Task SendAllAsync()
    {
        var group = new List<BatchRequest>(MaxRequests);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MaxRequests && _waiting.Reader.TryRead(out var request))
            {
                if (!request.IsAbandoned)
                    group.Add(request);
            }

            group.Sort(static (one, other) => one.Locks.CompareTo(other.Locks));
            await SendAsync(group);
        }
    }

    // Where the database refuses one of them for what it is, the others are sent without it.
    private async Task SendAsync(List<BatchRequest> group)
    {
        if (group.Count == 0)
            return;
        try
        {
            await _database.RunAsync((connection, isAgain) => SendAsync(connection, group, isAgain));
            foreach (var request in group)
                request.Complete();
        }
        catch (PostgresException) when (group.Count > 1)
        {
            foreach (var request in group)
                await SendAsync([request]);
        }
        catch (Exception failure)
        {
            foreach (var request in group)
                request.Fail(failure);
        }
    }

    private async Task<bool> SendAsync(NpgsqlConnection connection, List<BatchRequest> group, bool isAgain)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (_mayBeLost)
            batch.BatchCommands.Add(new Statement(Statements.MayBeLost));
        foreach (var request in group)
        {
            request.IsAgain |= isAgain;
            batch.BatchCommands.Add(request.ToStatement());
        }

        return await _database.ReadAsync(batch, async reader =>
        {
            if (_mayBeLost)
                await reader.NextResultAsync();
            foreach (var request in group)
            {
                await request.ReadAsync(reader);
                await reader.NextResultAsync();
            }

            return true;
        });
    }
}
