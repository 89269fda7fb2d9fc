namespace ResetPassword.Store.Postgres;

/// <summary>
/// What is done beside the calls: it shows that the process lives, notices when the database is back, and deletes what nobody needs any more.
/// </summary>
internal sealed class Upkeep(Database database, Membership membership, TenantMaking making, JournalTable journals, NonceTable nonces, RemainsTable remains)
    : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        await TryAsync(making.WriteUsesAsync);
        await TryAsync(membership.LeaveAsync);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Step);
        for (var step = 1; await NextAsync(timer); step++)
        {
            if (step % 10 == 0 || database.Trouble is not null)
                await TryAsync(membership.BeatAsync);
            if (step % 2 == 0)
                await TryAsync(making.WriteUsesAsync);
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

    // Whatever fails is tried again at its next turn, and no call is worse off for it; why the database cannot be reached is said elsewhere.
    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception)
        {
        }
    }
}
