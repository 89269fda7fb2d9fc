using Npgsql;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Postgres;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>What becomes of calls when connections break and the server goes away: each test has a server of its own.</summary>
public sealed class PostgresFailuresTests : IAsyncLifetime
{
    private const int Clients = 16;

    private static readonly Seed Seed = SomeSeed.Of(
        [.. Enumerable.Range(0, 4).Select(n => InstancesTests.SomeInstance($"rm-{n}").With(CallsTests.SomeAccount("app")))]);

    private static readonly KeyRing Keys = new(Seed);

    private readonly PostgresServer _server = new();
    private readonly PostgresStores _stores;

    public PostgresFailuresTests() => _stores = new(_server);

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_server_crashed_under_load()
    {
        var database = await _server.NewDatabaseAsync();
        PostgresStore[] stores = [await OpenAsync(database), await OpenAsync(database)];
        var (acknowledged, unknown, crashing) = (0, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        async Task ResetManyAsync(int client)
        {
            for (var n = 0; n < 60; n++)
            {
                try
                {
                    await ResetAsync(await stores[client % 2].EnterAsync(Keys, "testid", $"rm-{client % 4}"), $"rm-{client % 4}");
                    if (Interlocked.Increment(ref acknowledged) == Clients * 10)
                        crashing.SetResult();
                }
                catch (StoreUnavailableException)
                {
                    Interlocked.Increment(ref unknown);
                }
            }
        }

        var load = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => ResetManyAsync(client))));
        await crashing.Task;
        await _server.CrashAndRestartAsync();
        await load;

        var versions = (await (await stores[0].EnterAsync(Keys)).ListAsync(SomeTime.Noon)).Sum(instance => instance.FindAccount("app")!.PasswordVersion - 1);
        Assert.Equal(Clients * 60, acknowledged + unknown);
        Assert.InRange(versions, acknowledged, acknowledged + unknown);
        Assert.InRange(acknowledged, Clients * 10, Clients * 60);
    }

    [Fact]
    public async Task While_the_server_is_away_a_call_fails_with_the_reason_and_afterwards_all_is_well()
    {
        var store = await OpenAsync(await _server.NewDatabaseAsync());
        var known = (await Keys.FindAsync("testid", store))!.Value;
        await _server.StopAsync();

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.IsCurrentAsync(known.Tenant));
        var trouble = store.Database.Trouble;
        await _server.StartServerAsync();
        var isCurrent = await store.IsCurrentAsync(known.Tenant);

        Assert.StartsWith("PostgreSQL at 127.0.0.1:", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(trouble);
        Assert.Equal((true, null), (isCurrent, store.Database.Trouble));
    }

    // 1: in the batch with others'.
    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_made_once()
    {
        var (store, proxy) = await OpenBehindProxyAsync();
        await using var _ = proxy;
        var tenant = await store.EnterAsync(Keys, "testid", "rm-0");
        var entry = SomeCall.Entry();
        proxy.CutAfter(entry.RequestId, answer: 1);

        var committed = await tenant.TryCommitAsync(await ChangeAsync(tenant, entry));

        Assert.Equal((true, 1, 2L), (committed.IsDone, proxy.Cuts, await VersionOfAsync(store, "rm-0")));
        Assert.Single(await tenant.Journal.FindAsync(JournalFilter.All));
    }

    // Of a transaction of its own the first answer is that of its last statement, the second one that of its commit.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_commit_in_a_transaction_of_its_own_whose_answer_is_lost_is_made_once(int answer)
    {
        var (store, proxy) = await OpenBehindProxyAsync();
        await using var _ = proxy;
        var rule = SomeCall.Rule(FaultMoment.After, new(First: 1));
        await (await store.EnterAsync(Keys)).ChangeAsync(state => state with { Faults = [rule] });
        var tenant = await store.EnterAsync(Keys, "testid", "rm-0");
        var entry = SomeCall.Entry();
        proxy.CutAfter(entry.RequestId, answer);

        var committed = await tenant.TryCommitAsync(await ChangeAsync(tenant, entry));

        Assert.Equal((true, rule.Id, 1, 2L), (committed.IsDone, committed.Fault?.Id, proxy.Cuts, await VersionOfAsync(store, "rm-0")));
        Assert.Equal(new FaultCounts(1, 1), (await tenant.CountFaultsAsync())[rule.Id]);
    }

    [Fact]
    public async Task A_call_whose_entrance_is_sent_again_does_not_find_its_own_nonce()
    {
        var (store, proxy) = await OpenBehindProxyAsync();
        await using var _ = proxy;
        proxy.CutAfter("rm-0", answer: 1);

        var entrance = await store.TryEnterAsync(Keys, "testid", "n", "rm-0");
        var replay = await store.TryEnterAsync(Keys, "testid", "n", "rm-0");

        Assert.Equal((EntranceVerdict.Entered, 1, EntranceVerdict.NonceUsed), (entrance.Verdict, proxy.Cuts, replay.Verdict));
    }

    [Fact]
    public async Task A_rule_that_is_armed_while_the_answer_is_lost_is_armed_once()
    {
        var (store, proxy) = await OpenBehindProxyAsync();
        await using var _ = proxy;
        var tenant = await store.EnterAsync(Keys);
        var rule = SomeCall.Rule(FaultMoment.Before, new());
        proxy.CutAfter(rule.Id, answer: 1);

        await tenant.ChangeAsync(state => state with { Faults = state.Faults.Add(rule) });

        Assert.Equal((1, rule.Id), (proxy.Cuts, Assert.Single(tenant.State.Faults).Id));
    }

    private static async Task<Commit> ChangeAsync(Tenant tenant, JournalEntry entry)
    {
        var found = (await tenant.FindAsync("rm-0", SomeTime.Noon))!;
        var call = new CommittingCall(entry.RequestId, SomeCall.Query with { Moment = FaultMoment.After }, fault => entry with { FaultId = fault?.Id });
        return new Commit([new("rm-0", found, NextOf(found.Value), [])], SomeTime.Noon) { Call = call };
    }

    private static Task<(Instance? Instance, JournalEntry Entry, int Tries)> ResetAsync(Tenant tenant, string instanceId) =>
        tenant.ChangeAsync(instanceId, NextOf);

    private static Instance NextOf(Instance found)
    {
        var account = found.FindAccount("app")!;
        return found.With(account with { PasswordVersion = account.PasswordVersion + 1 });
    }

    private static async Task<long?> VersionOfAsync(IStore store, string instanceId) =>
        (await (await store.EnterAsync(Keys)).FindAsync(instanceId, SomeTime.Noon))?.Value.FindAccount("app")?.PasswordVersion;

    private Task<PostgresStore> OpenAsync(string database) => _stores.OpenAsync(database, Seed, TimeProvider.System, new EmulatorOptions().Limits);

    private async Task<(PostgresStore Store, CuttingProxy Proxy)> OpenBehindProxyAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(await _server.NewDatabaseAsync());
        var proxy = new CuttingProxy(database.Port);
        database.Port = proxy.Port;
        return (await OpenAsync(database.ConnectionString), proxy);
    }
}
