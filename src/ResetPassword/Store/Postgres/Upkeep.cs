namespace ResetPassword.Store.Postgres;

/// <summary>
/// What is done beside the calls: it shows that the process lives, notices and logs when the database cannot be used and when it is back, and deletes what
/// nobody needs any more.
/// </summary>
internal sealed partial class Upkeep(
    Database database, Membership membership, TenantMaking making, JournalTable journals, NonceTable nonces, RemainsTable remains, ILogger log)
    : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>What shows that the process lives does not wait for what it deletes.</summary>
    public void Start() => _running = Task.WhenAll(Task.Run(LiveAsync), Task.Run(TrimAsync));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        await TryAsync(making.WriteUsesAsync);
        await TryAsync(membership.LeaveAsync);
    }

    private async Task LiveAsync()
    {
        using var timer = new PeriodicTimer(Step);
        string? logged = null;
        for (var step = 1; await NextAsync(timer); step++)
        {
            var trouble = database.Trouble;
            if (trouble is not null && logged is null)
                LogTrouble(log, trouble);
            else if (trouble is null && logged is not null)
                LogBack(log, database.Name);
            logged = trouble;
            if (step % 10 == 0 || database.Trouble is not null)
                await TryAsync(membership.BeatAsync);
            if (step % 2 == 0)
                await TryAsync(making.WriteUsesAsync);
        }
    }

    private async Task TrimAsync()
    {
        using var timer = new PeriodicTimer(Step);
        for (var step = 1; await NextAsync(timer); step++)
        {
            if (step % 4 == 0)
                await TryAsync(journals.TrimAsync);
            if (step % 20 == 0)
                await TryAsync(nonces.TrimAsync);
            if (step % 20 == 10)
                await TryAsync(remains.TrimAsync);
            if (step % 120 == 0)
                await TryAsync(nonces.CountAsync);
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // What the database does not do now is done at its next turn, and no call is worse off for it; why it does not is said elsewhere.
    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (StoreUnavailableException)
        {
        }
        catch (Exception bug)
        {
            LogBug(log, bug);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store cannot be used. {Reason}")]
    private static partial void LogTrouble(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store can be used again: {Store}")]
    private static partial void LogBack(ILogger log, string store);

    [LoggerMessage(Level = LogLevel.Error, Message = "The upkeep of the store failed: this is a bug in the emulator.")]
    private static partial void LogBug(ILogger log, Exception bug);
}
