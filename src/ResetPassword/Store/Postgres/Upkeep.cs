namespace ResetPassword.Store.Postgres;

/// <summary>What is done beside the calls: it shows that the process lives, notices when the database is back, and deletes what nobody needs any more.</summary>
internal sealed class Upkeep(Database database, Membership membership, TenantMaking making, JournalTable journals, NonceTable nonces) : IAsyncDisposable
{
    private const int DeleteAtMost = 1000;

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
                await TryAsync(DeleteRemainsAsync);
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

    private async Task DeleteRemainsAsync()
    {
        var found = await database.RunAsync(
            async reader => await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetBoolean(1)) : ((long Id, bool IsTenant)?)null,
            () => new Statement(Remains.Find));
        if (found is not { } remains)
            return;
        foreach (var table in remains.IsTenant ? Remains.OfTenant : Remains.OfGeneration)
            await database.RunAsync(() => new Statement(table).With(remains.Id).With(DeleteAtMost));
        await database.RunAsync(() => new Statement(remains.IsTenant ? Remains.TenantDone : Remains.GenerationDone).With(remains.Id));
    }

    // What fails is tried again at the next turn; why the database cannot be reached is said elsewhere.
    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure) when (failure is StoreUnavailableException or Npgsql.NpgsqlException or ObjectDisposedException)
        {
        }
    }
}

/// <summary>The statements that delete what is left of generations and tenants, a bounded piece at a time.</summary>
internal static class Remains
{
    /// <summary>A call that began before has ended.</summary>
    public const string Find = "select id, is_tenant from resetpassword.remains where since < now() - interval '1 minute' order by since limit 1";

    /// <summary>1 generation, 2 how many.</summary>
    public static readonly IReadOnlyList<string> OfGeneration =
    [
        """
        delete from resetpassword.accounts where generation = $1 and (instance, name, character_type) in (
            select instance, name, character_type from resetpassword.accounts where generation = $1 limit $2)
        """,
        "delete from resetpassword.instances where generation = $1 and id in (select id from resetpassword.instances where generation = $1 limit $2)",
    ];

    /// <summary>1 tenant, 2 how many.</summary>
    public static readonly IReadOnlyList<string> OfTenant =
    [
        """
        delete from resetpassword.journal where tenant = $1 and (kind, number) in (
            select kind, number from resetpassword.journal where tenant = $1 limit $2)
        """,
        "delete from resetpassword.fault_counts where tenant = $1 and rule in (select rule from resetpassword.fault_counts where tenant = $1 limit $2)",
        "delete from resetpassword.temporary_keys where tenant = $1 and id in (select id from resetpassword.temporary_keys where tenant = $1 limit $2)",
        "delete from resetpassword.own_seeds where made = $1 and $2 > 0",
    ];

    public const string GenerationDone = """
        delete from resetpassword.remains where id = $1 and not is_tenant
            and not exists (select 1 from resetpassword.accounts where generation = $1) and not exists (select 1 from resetpassword.instances where generation = $1)
        """;

    public const string TenantDone = """
        delete from resetpassword.remains where id = $1 and is_tenant
            and not exists (select 1 from resetpassword.journal where tenant = $1) and not exists (select 1 from resetpassword.fault_counts where tenant = $1)
            and not exists (select 1 from resetpassword.temporary_keys where tenant = $1)
        """;
}
