using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Postgres;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>What becomes of rows beside the calls: tenants that give way, what nobody needs any more, what was set back.</summary>
public sealed class PostgresRowsTests(PostgresServer server) : IAsyncDisposable
{
    private static readonly Seed Seed = SomeSeed.Of(InstancesTests.SomeInstance("rm-0").With(CallsTests.SomeAccount("app")));

    private static readonly KeyRing Keys = new(Seed);

    private static readonly TenantLimits TwoTenants = new EmulatorOptions().Limits with { MaxTenants = 2 };

    private readonly PostgresStores _stores = new(server);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    [Fact]
    public async Task A_tenant_does_not_give_way_while_its_first_change_is_being_committed()
    {
        var (database, store, other) = await OpenTwoAsync(TwoTenants);
        var tenant = (PostgresTenant)await store.EnterAsync(Keys, "test-a", "rm-0");
        var found = (await tenant.FindAsync("rm-0", SomeTime.Noon))!;
        await MakeIdleAsync(database);
        var change = WrittenChange.Of(new("rm-0", found, found.Value with { Status = "Rebooting" }, []), 0);
        await using var connection = await store.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var isDone = await store.Database.ReadAsync(
            connection, async reader => await reader.ReadAsync() && reader.GetInt64(0) > 0, JournalRow.Nothing.AddTo(change.ToStatement(tenant.Known)));

        var entering = other.EnterAsync(Keys.NewKey("test-b")).AsTask();
        await UntilSomebodyWaitsAsync(database);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((true, null, 1L), (isDone, await entering, await CountAsync(database, "tenants where key = 'test-a'")));
    }

    [Fact]
    public async Task A_tenant_does_not_give_way_once_a_call_has_entered_it()
    {
        var (database, store, other) = await OpenTwoAsync(TwoTenants);
        await store.EnterAsync(Keys, "test-a");
        await MakeIdleAsync(database);
        store.Tenants.Forget(Keys.NewKey("test-a").Caller.OwnerId);
        var tenant = await store.EnterAsync(Keys, "test-a", "rm-0");

        var another = await other.EnterAsync(Keys.NewKey("test-b"));

        Assert.Null(another);
        Assert.Equal(1, (await tenant.ChangeAsync("rm-0", found => found with { Status = "Rebooting" })).Tries);
    }

    [Fact]
    public async Task Marks_are_deleted_when_nobody_looks_for_them_any_more()
    {
        var (database, store, _) = await OpenTwoAsync(new EmulatorOptions().Limits with { JournalSize = 0 });
        for (var n = 0; n < 3; n++)
            await (await store.EnterAsync(Keys, "testid", "rm-0")).ChangeAsync("rm-0", NextOf);
        await PostgresServer.RunSqlAsync(database, """
            update resetpassword.journal set written = now() - interval '2 minutes' where number < (select max(number) from resetpassword.journal)
            """);

        await store.Journals.TrimAsync();

        Assert.Equal(1, await CountAsync(database, "journal"));
    }

    [Fact]
    public async Task A_journal_that_is_too_long_is_shortened_but_for_what_is_seconds_old()
    {
        var (database, store, _) = await OpenTwoAsync(new EmulatorOptions().Limits with { JournalSize = 3 });
        var journal = (await store.EnterAsync(Keys)).Journal;
        for (var n = 0; n < 8; n++)
            await journal.AddAsync(SomeCall.Entry());
        await PostgresServer.RunSqlAsync(database, """
            update resetpassword.journal set written = now() - interval '1 minute' where number < (select max(number) - 4 from resetpassword.journal)
            """);

        await store.Journals.TrimAsync();

        Assert.Equal(5, await CountAsync(database, "journal"));
        Assert.Equal(3, (await journal.FindAsync(JournalFilter.All)).Count);
    }

    [Fact]
    public async Task What_another_process_began_to_delete_is_deleted_to_its_end()
    {
        var (database, store, _) = await OpenTwoAsync(new EmulatorOptions().Limits);
        await PostgresServer.RunSqlAsync(database, """
            insert into resetpassword.accounts select 777, 'i', 'n' || n, '', 1, 'x' from generate_series(1, 3000) n;
            insert into resetpassword.remains values (777, false, now() - interval '1 hour');
            """);
        await using var connection = await store.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await store.Database.ReadAsync(connection, _ => Task.FromResult(true), new Statement("delete from resetpassword.accounts where name like 'n1%'"));

        var trimming = new RemainsTable(store.Database).TrimAsync();
        await UntilSomebodyWaitsAsync(database);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await trimming;
        await new RemainsTable(store.Database).TrimAsync();

        Assert.Equal((0L, 0L), (await CountAsync(database, "accounts where generation = 777"), await CountAsync(database, "remains where id = 777")));
    }

    [Fact]
    public async Task Instances_of_a_tenant_that_was_dropped_meanwhile_are_not_left_behind()
    {
        var (database, store, other) = await OpenTwoAsync(new EmulatorOptions().Limits);
        var tenant = await store.EnterAsync(Keys, "test-a");
        await other.DropAsync("test-a");

        await tenant.ReplaceAsync([InstancesTests.SomeInstance("rm-9").With(CallsTests.SomeAccount("app"))]);
        await tenant.Journal.AddAsync(SomeCall.Entry());

        Assert.Equal((0L, 0L), (await CountAsync(database, "instances"), await CountAsync(database, "journal where kind < 2")));
    }

    [Fact]
    public async Task What_was_set_back_is_as_it_is_now()
    {
        var (database, store, _) = await OpenTwoAsync(new EmulatorOptions().Limits);
        await (await store.EnterAsync(Keys)).ChangeAsync(state => state with { Faults = [SomeCall.Rule(FaultMoment.Before, new())] });
        await (await store.EnterAsync(Keys, "testid", "rm-0")).ChangeAsync("rm-0", found => found with { Status = "Rebooting" });
        await (await store.EnterAsync(Keys, "testid", "rm-0")).ChangeAsync("rm-0", found => found with { Status = "Stopped" });
        await PostgresServer.RunSqlAsync(database, """
            update resetpassword.tenants set version = version - 1, state = '';
            update resetpassword.instances set revision = revision - 1, document = replace(document, 'Stopped', 'Rebooting');
            """);

        var tenant = await store.EnterAsync(Keys, "testid", "rm-0");

        Assert.Empty(tenant.State.Faults);
        Assert.Equal("Rebooting", (await tenant.FindAsync("rm-0", SomeTime.Noon))?.Value.Status);
        Assert.Equal("Rebooting", Assert.Single(await tenant.ListAsync(SomeTime.Noon)).Status);
    }

    [Fact]
    public async Task What_a_process_holds_that_does_not_go_on_is_soon_free()
    {
        var (_, store, other) = await OpenTwoAsync(new EmulatorOptions().Limits);
        var rule = SomeCall.Rule(FaultMoment.Before, new());
        await (await store.EnterAsync(Keys)).ChangeAsync(state => state with { Faults = [rule] });
        var known = ((PostgresTenant)await store.EnterAsync(Keys)).Known;
        await using var connection = await store.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await store.Faults.HitAsync(connection, known, [rule]);

        var hit = await (await other.EnterAsync(Keys)).HitAsync(SomeCall.Query);

        Assert.Equal((rule.Id, null), (hit?.Id, other.Database.Trouble));
    }

    [Fact]
    public async Task A_call_that_a_rule_delays_decides_on_what_is_there_then()
    {
        var (_, store, other) = await OpenTwoAsync(new EmulatorOptions().Limits);
        var rule = SomeCall.Rule(FaultMoment.Before, new());
        await (await store.EnterAsync(Keys)).ChangeAsync(state => state with { Faults = [rule] });
        var call = await store.EnterAsync(Keys, "testid", "rm-0");

        await call.HitAsync(SomeCall.Query);
        await (await other.EnterAsync(Keys)).UpdateAsync("rm-0", found => found! with { Status = "Rebooting" });

        Assert.Equal("Rebooting", (await call.FindAsync("rm-0", SomeTime.Noon))?.Value.Status);
    }

    [Fact]
    public async Task All_who_wait_for_a_call_read_the_journal_together()
    {
        const int Waiters = 60;
        var (_, store, _) = await OpenTwoAsync(new EmulatorOptions().Limits);
        var tenant = await store.EnterAsync(Keys);
        var before = store.Database.Trips;
        var waiting = Enumerable.Range(0, Waiters).Select(_ => tenant.Journal.WaitAsync(JournalFilter.All, 1, TestContext.Current.CancellationToken)).ToArray();
        while (store.Database.Trips < before + Waiters)
            await Task.Yield();
        before = store.Database.Trips;

        await tenant.Journal.AddAsync(SomeCall.Entry());

        Assert.All(await Task.WhenAll(waiting), found => Assert.Equal(1, found));
        Assert.InRange(store.Database.Trips - before, 2, Waiters / 2);
    }

    // Triggers write down what each step's own transaction allows.
    [Fact]
    public async Task Between_the_steps_of_a_replacement_a_process_may_take_longer_than_in_a_call()
    {
        var (database, store, _) = await OpenTwoAsync(new EmulatorOptions().Limits);
        await PostgresServer.RunSqlAsync(database, """
            create table seen (step text, allowed interval);
            create function see() returns trigger language plpgsql as $$
            begin
                insert into seen values (tg_table_name, current_setting('idle_in_transaction_session_timeout')::interval);
                return null;
            end $$;
            create trigger see after insert on resetpassword.instances execute function see();
            create trigger see after insert on resetpassword.accounts execute function see();
            create trigger see after update on resetpassword.tenants execute function see();
            """);
        const string Allowed = "select string_agg(step || ' ' || extract(epoch from allowed)::int, ', ') from seen";

        await (await store.EnterAsync(Keys)).ReplaceAsync([InstancesTests.SomeInstance("rm-9").With(CallsTests.SomeAccount("app"))]);
        var replacing = await PostgresServer.RunSqlAsync(database, Allowed);
        await PostgresServer.RunSqlAsync(database, "truncate seen");
        await (await store.EnterAsync(Keys, "testid", "rm-9")).ChangeAsync("rm-9", NextOf);

        Assert.Equal(("instances 120, accounts 120, tenants 120", "accounts 2"), (replacing, await PostgresServer.RunSqlAsync(database, Allowed)));
    }

    private static Instance NextOf(Instance found)
    {
        var account = found.FindAccount("app")!;
        return found.With(account with { PasswordVersion = account.PasswordVersion + 1 });
    }

    private static async Task MakeIdleAsync(string database) =>
        await PostgresServer.RunSqlAsync(database, "update resetpassword.tenants set last_used = 0 where key is not null");

    private static async Task<long?> CountAsync(string database, string rows) =>
        (long?)await PostgresServer.RunSqlAsync(database, $"select count(*) from resetpassword.{rows}");

    private static async Task UntilSomebodyWaitsAsync(string database)
    {
        while (await PostgresServer.RunSqlAsync(
            database, "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") is null)
        {
            await Task.Yield();
        }
    }

    private async Task<(string Database, PostgresStore Store, PostgresStore Other)> OpenTwoAsync(TenantLimits limits)
    {
        var database = await server.NewDatabaseAsync();
        return (
            database,
            await _stores.OpenAsync(database, Seed, TimeProvider.System, limits),
            await _stores.OpenAsync(database, Seed, TimeProvider.System, limits));
    }
}
