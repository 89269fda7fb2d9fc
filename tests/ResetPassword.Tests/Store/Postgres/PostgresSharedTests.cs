using Microsoft.Extensions.Time.Testing;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Postgres;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>Several stores on one database, as several processes have them, are one.</summary>
public sealed class PostgresSharedTests(PostgresServer server) : IAsyncDisposable
{
    private static readonly Seed Seed = SomeSeed.Of(InstancesTests.SomeInstance("rm-1").With(CallsTests.SomeAccount("app")));

    private static readonly KeyRing Keys = new(Seed);

    private readonly PostgresStores _stores = new(server);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    [Fact]
    public async Task What_one_commits_the_other_finds()
    {
        var (one, other) = await OpenTwoAsync();
        var reader = await other.EnterAsync(Keys, "testid", "rm-1");
        await reader.FindAsync("rm-1", SomeTime.Noon);

        await ResetAsync(await one.EnterAsync(Keys));
        await (await one.EnterAsync(Keys)).ChangeAsync("rm-1", found => found with { Status = "Rebooting" });

        var found = await (await other.EnterAsync(Keys, "testid", "rm-1")).FindAsync("rm-1", SomeTime.Noon);
        Assert.Equal(("Rebooting", 2L), (found?.Value.Status, found?.Value.FindAccount("app")?.PasswordVersion));
        Assert.Equal("Rebooting", Assert.Single(await reader.ListAsync(SomeTime.Noon)).Status);
    }

    [Fact]
    public async Task What_one_commits_calls_and_controls_find_at_the_other_which_knew_what_was_before()
    {
        var (one, other) = await OpenTwoAsync();
        await (await other.EnterAsync(Keys)).UpdateAsync("rm-1", found => found! with { Status = "Rebooting" });

        await (await one.EnterAsync(Keys)).UpdateAsync("rm-1", found => found! with { Status = "Stopped" });
        var seenByCall = await (await other.EnterAsync(Keys, "testid", "rm-1")).FindAsync("rm-1", SomeTime.Noon);
        await (await one.EnterAsync(Keys)).UpdateAsync("rm-1", found => found! with { Status = "Running" });
        var seenByControl = await (await other.EnterAsync(Keys)).FindAsync("rm-1", SomeTime.Noon);

        Assert.Equal(("Stopped", "Running"), (seenByCall?.Value.Status, seenByControl?.Value.Status));
    }

    [Fact]
    public async Task A_nonce_that_one_has_seen_the_other_refuses()
    {
        var (one, other) = await OpenTwoAsync();

        var first = await one.TryEnterAsync(Keys, "testid", "n");
        var replay = await other.TryEnterAsync(Keys, "testid", "n");

        Assert.Equal((EntranceVerdict.Entered, EntranceVerdict.NonceUsed), (first.Verdict, replay.Verdict));
    }

    [Fact]
    public async Task A_call_that_is_judged_again_does_not_find_its_own_nonce()
    {
        var (one, other) = await OpenTwoAsync();
        await other.EnterAsync(Keys);
        await (await one.EnterAsync(Keys)).ChangeAsync(state => state with { Clock = new(TimeSpan.FromDays(1), null, false) });

        var changed = await other.TryEnterAsync(Keys, "testid", "n");
        var again = await other.TryEnterAsync(Keys, "testid", "n");

        Assert.Equal((EntranceVerdict.Changed, EntranceVerdict.Entered), (changed.Verdict, again.Verdict));
        Assert.Equal(TimeSpan.FromDays(1), again.Tenant!.State.Clock.Offset);
    }

    [Fact]
    public async Task A_rule_for_the_first_two_hits_twice_in_all()
    {
        var (one, other) = await OpenTwoAsync();
        var rule = SomeCall.Rule(FaultMoment.Before, new(First: 2));
        await (await one.EnterAsync(Keys)).ChangeAsync(state => state with { Faults = [rule] });
        var tenants = new[] { await one.EnterAsync(Keys), await other.EnterAsync(Keys) };

        var hits = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () => await tenants[n % 2].HitAsync(SomeCall.Query))));

        Assert.Equal(2, hits.Count(hit => hit is not null));
        Assert.Equal(new FaultCounts(20, 2), (await tenants[1].CountFaultsAsync())[rule.Id]);
    }

    [Fact]
    public async Task What_two_change_of_a_tenant_at_once_both_stays()
    {
        var (one, other) = await OpenTwoAsync();
        Tenant[] tenants = [await one.EnterAsync(Keys), await other.EnterAsync(Keys)];

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
        {
            var tenant = await (n % 2 == 0 ? one : other).EnterAsync(Keys);
            await tenant.ChangeAsync(state => state with { Faults = state.Faults.Add(SomeCall.Rule(FaultMoment.Before, new(Nth: n + 1))) });
        })));

        Assert.False(await tenants[0].TryChangeAsync(tenants[0].State, TenantState.Made));
        Assert.Equal(20, tenants[0].State.Faults.Length);
    }

    [Fact]
    public async Task Who_waits_at_one_is_woken_by_a_call_at_the_other()
    {
        var (one, other) = await OpenTwoAsync();
        var waiting = (await other.EnterAsync(Keys)).Journal.WaitAsync(JournalFilter.All, 1, TestContext.Current.CancellationToken);

        await ResetAsync(await one.EnterAsync(Keys));

        Assert.Equal(1, await waiting);
    }

    [Fact]
    public async Task Who_waits_for_calls_of_a_tenant_that_the_other_drops_waits_no_longer()
    {
        var (one, other) = await OpenTwoAsync();
        var waiting = (await other.EnterAsync(Keys, "test-a")).Journal.WaitAsync(JournalFilter.All, 1, TestContext.Current.CancellationToken);

        await one.DropAsync("test-a");

        Assert.Equal(0, await waiting);
    }

    [Fact]
    public async Task A_temporary_key_works_at_both_until_one_resets_the_tenant()
    {
        var (one, other) = await OpenTwoAsync();
        var tenant = await one.EnterAsync(Keys);
        var issued = TemporaryKey.Of(new("rotator", "session", null), tenant.Keys[0].Caller, DateTimeOffset.MaxValue, IdSource.System);
        Assert.True(await tenant.TryAddKeyAsync(issued));

        var found = (await other.FindTemporaryKeyAsync(issued.Key.Caller.AccessKeyId), await other.FindTokenAsync(issued.Token));
        await tenant.ResetAsync();
        var stale = await other.IsCurrentAsync(await other.FindTenantAsync("testid"));

        Assert.Equal((issued.Secret.Reveal(), issued.Key.Caller.AccessKeyId), (found.Item1?.Secret.Reveal(), found.Item2?.Key.Caller.AccessKeyId));
        Assert.False(stale);
        Assert.Null(await other.FindTemporaryKeyAsync(issued.Key.Caller.AccessKeyId));
        Assert.Null(await other.FindTokenAsync(issued.Token));
    }

    [Fact]
    public async Task What_began_before_the_other_reset_the_tenant_is_not_committed()
    {
        var (one, other) = await OpenTwoAsync();
        await ResetAsync(await one.EnterAsync(Keys));
        var late = await other.EnterAsync(Keys, "testid", "rm-1");
        var seen = await late.FindAsync("rm-1", SomeTime.Noon);

        await (await one.EnterAsync(Keys)).ResetAsync();

        Assert.False(await late.TryCommitAsync("rm-1", seen, InstancesTests.SomeInstance("rm-1", "Rebooting")));
        Assert.Equal(("Running", 1L), (await late.FindAsync("rm-1", SomeTime.Noon))?.Value is { } now
            ? (now.Status, now.FindAccount("app")!.PasswordVersion) : default);
        await late.ReleaseAsync();
    }

    [Fact]
    public async Task Instances_that_one_puts_in_the_place_of_all_are_all_that_the_other_finds()
    {
        var (one, other) = await OpenTwoAsync();
        var tenant = await other.EnterAsync(Keys);
        await ResetAsync(tenant);

        await (await one.EnterAsync(Keys)).ReplaceAsync([InstancesTests.SomeInstance("rm-2").With(CallsTests.SomeAccount("b"))]);

        var found = Assert.Single(await tenant.ListAsync(SomeTime.Noon));
        Assert.Equal(("rm-2", "b"), (found.Id, Assert.Single(found.Accounts).Name));
        Assert.Null(await tenant.FindAsync("rm-1", SomeTime.Noon));
    }

    [Fact]
    public async Task A_user_that_one_makes_can_sign_at_the_other()
    {
        var (one, other) = await OpenTwoAsync();
        await other.EnterAsync(Keys);
        Assert.Null(await Keys.FindAsync("testid.alice", other));

        await (await one.EnterAsync(Keys)).ChangeRamAsync(account => account with { Users = account.Users.SetItem("alice", new("alice", [])) });

        Assert.NotNull(await Keys.FindAsync("testid.alice", other));
    }

    [Fact]
    public async Task A_tenant_with_instances_of_its_own_has_them_at_both()
    {
        var (one, other) = await OpenTwoAsync();
        await one.MakeAsync(Keys.NewKey("test-a"), [InstancesTests.SomeInstance("rm-own").With(CallsTests.SomeAccount("own"))]);

        var tenant = await other.EnterAsync(Keys, "test-a");
        await ResetAsync(tenant, "rm-own", "own");

        var found = (await (await one.EnterAsync(Keys, "test-a")).FindAsync("rm-own", SomeTime.Noon))?.Value;
        Assert.Equal((true, 2L), (tenant.HasOwnSeed, found?.FindAccount("own")?.PasswordVersion));
    }

    [Fact]
    public async Task The_limit_of_tenants_holds_for_both_together()
    {
        var limits = new EmulatorOptions().Limits with { MaxTenants = 6 };
        var (one, other) = await OpenTwoAsync(limits);

        var entered = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            Task.Run(async () => await (n % 2 == 0 ? one : other).EnterAsync(Keys.NewKey($"test-{n}")))));

        Assert.Equal(5, entered.Count(tenant => tenant is not null));
    }

    [Fact]
    public async Task Calls_that_change_one_instance_at_three_stores_lose_at_most_once()
    {
        var database = await server.NewDatabaseAsync();
        PostgresStore[] stores = [await OpenAsync(database), await OpenAsync(database), await OpenAsync(database)];

        var changes = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Task.Run(async () =>
            await ResetAsync(await stores[n % 3].EnterAsync(Keys, "testid", "rm-1")))));

        var found = await (await stores[0].EnterAsync(Keys, "testid", "rm-1")).FindAsync("rm-1", SomeTime.Noon);
        Assert.Equal(65, found?.Value.FindAccount("app")?.PasswordVersion);
        Assert.All(changes, change => Assert.InRange(change.Tries, 1, 2));
        Assert.Contains(changes, change => change.Tries == 2);
        Assert.Equal(64, (await (await stores[1].EnterAsync(Keys)).Journal.FindAsync(JournalFilter.All)).Count);
    }

    [Fact]
    public async Task Calls_that_change_several_instances_at_three_stores_in_different_orders_lose_at_most_once()
    {
        var database = await server.NewDatabaseAsync();
        var seed = SomeSeed.Of([.. Enumerable.Range(0, 4).Select(n => InstancesTests.SomeInstance($"rm-{n}").With(CallsTests.SomeAccount("app")))]);
        var stores = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            _stores.OpenAsync(database, seed, TimeProvider.System, new EmulatorOptions().Limits)));

        var changes = await Task.WhenAll(Enumerable.Range(0, 96).Select(n => Task.Run(async () =>
            await ResetAsync(await stores[n % 3].EnterAsync(Keys, "testid", $"rm-{n * 7 % 4}"), $"rm-{n * 7 % 4}"))));

        var versions = (await (await stores[0].EnterAsync(Keys)).ListAsync(SomeTime.Noon)).Select(instance => instance.FindAccount("app")!.PasswordVersion);
        Assert.Equal([25, 25, 25, 25], versions);
        Assert.All(changes, change => Assert.InRange(change.Tries, 1, 2));
    }

    [Fact]
    public async Task A_reset_that_lost_no_race_takes_two_trips()
    {
        var store = await _stores.OpenNewAsync(Seed, new FakeTimeProvider(SomeTime.Noon), new EmulatorOptions().Limits);
        var counts = new List<long>();

        for (var n = 0; n < 20; n++)
        {
            var before = store.Database.Trips;
            await ResetAsync(await store.EnterAsync(Keys, "testid", "rm-1"));
            counts.Add(store.Database.Trips - before);
        }

        // What is done beside the calls is counted too, now and then.
        Assert.Equal(2, counts.Min());
        Assert.InRange(counts.Count(count => count == 2), 15, 20);
        Assert.Equal(20, (await (await store.EnterAsync(Keys)).Journal.FindAsync(JournalFilter.All)).Count);
    }

    private static Task<(Instance? Instance, JournalEntry Entry, int Tries)> ResetAsync(
        Tenant tenant, string instanceId = "rm-1", string account = "app") =>
        tenant.ChangeAsync(instanceId, found =>
            found.FindAccount(account) is { } known ? found.With(known with { PasswordVersion = known.PasswordVersion + 1 }) : found);

    private Task<PostgresStore> OpenAsync(string database) => _stores.OpenAsync(database, Seed, TimeProvider.System, new EmulatorOptions().Limits);

    private async Task<(PostgresStore One, PostgresStore Other)> OpenTwoAsync(TenantLimits? limits = null)
    {
        var database = await server.NewDatabaseAsync();
        limits ??= new EmulatorOptions().Limits;
        return (await _stores.OpenAsync(database, Seed, TimeProvider.System, limits), await _stores.OpenAsync(database, Seed, TimeProvider.System, limits));
    }
}
