using Npgsql;
using ResetPassword.Hosting;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Postgres;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>Which processes may share a database, and how it is found.</summary>
public sealed class PostgresMembershipTests(PostgresServer server) : IAsyncDisposable
{
    private static readonly Seed Seed = SomeSeed.Of(InstancesTests.SomeInstance("rm-1"), InstancesTests.SomeInstance("rm-2")) with { ReadAt = SomeTime.Noon };

    private static readonly Seed OtherSeed = SomeSeed.Of(InstancesTests.SomeInstance("rm-1"), InstancesTests.SomeInstance("rm-3"));

    private static readonly KeyRing Keys = new(Seed);

    private readonly PostgresStores _stores = new(server);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    [Fact]
    public async Task Another_seed_is_refused_while_a_process_lives_with_the_first_one()
    {
        var database = await server.NewDatabaseAsync();
        await OpenAsync(database, Seed, "one", "1.0");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(database, OtherSeed, "other", "1.0"));

        Assert.Contains("another seed (one), and this one's is other", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_is_refused_while_a_process_lives_with_the_first_one()
    {
        var database = await server.NewDatabaseAsync();
        await OpenAsync(database, Seed, "one", "1.0");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(database, Seed, "one", "2.0"));

        Assert.Contains("version 1.0, and this is version 2.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alone_it_adopts_what_was_changed_and_says_so()
    {
        var database = await server.NewDatabaseAsync();
        var before = await OpenAsync(database, Seed, "one", "1.0");
        await (await before.EnterAsync(Keys)).UpdateAsync("rm-1", instance => instance! with { Status = "Rebooting" });
        await before.DisposeAsync();

        var store = await OpenAsync(database, OtherSeed, "other", "1.0");

        var instances = await (await store.EnterAsync(Keys)).ListAsync(SomeTime.Noon);
        Assert.Equal([("rm-1", "Rebooting"), ("rm-3", "Running")], instances.Select(instance => (instance.Id, instance.Status)));
        Assert.Contains("was used with another seed (one)", store.Notice, StringComparison.Ordinal);
        Assert.Null(before.Notice);
    }

    [Fact]
    public async Task What_was_there_before_is_there_after_another_start()
    {
        var database = await server.NewDatabaseAsync();
        var before = await OpenAsync(database, Seed, "one", "1.0");
        await (await before.EnterAsync(Keys, "test-a", "rm-1")).ChangeAsync("rm-1", found => found.With(CallsTests.SomeAccount("app")));
        await before.DisposeAsync();

        var store = await OpenAsync(database, Seed, "one", "1.0");

        var found = await (await store.EnterAsync(Keys, "test-a", "rm-1")).FindAsync("rm-1", SomeTime.Noon);
        Assert.NotNull(found?.Value.FindAccount("app"));
        Assert.Null(store.Notice);
    }

    [Fact]
    public async Task When_the_seed_was_read_first_is_known_before_it_is_read_again()
    {
        var database = await server.NewDatabaseAsync();
        await using var one = Database.Of(database);
        await using var another = Database.Of(database);

        var first = await Membership.AgreeOnSeededAtAsync(one, SomeTime.Noon);
        var second = await Membership.AgreeOnSeededAtAsync(another, SomeTime.Noon.AddHours(1));
        var store = await OpenAsync(database, Seed, "one", "1.0");

        Assert.Equal((SomeTime.Noon, SomeTime.Noon, SomeTime.Noon), (first, second, store.SeededAt));
    }

    [Fact]
    public async Task Tables_of_a_newer_program_are_refused()
    {
        var database = await server.NewDatabaseAsync();
        await (await OpenAsync(database, Seed, "one", "1.0")).DisposeAsync();
        await PostgresServer.RunSqlAsync(database, "update resetpassword.meta set value = '999' where name = 'schema'");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(database, Seed, "one", "1.0"));

        Assert.Contains("schema 999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_without_rights_is_refused()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresServer.RunSqlAsync(database, "create role nobody_special login");
        var limited = new NpgsqlConnectionStringBuilder(database) { Username = "nobody_special" };

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(limited.ConnectionString, Seed, "one", "1.0"));

        Assert.Contains("permission denied", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Minimum Pool Size=50", "The connection string of the PostgreSQL store cannot be used: ")]
    [InlineData("Target Session Attributes=standby", "The connection string of the PostgreSQL store cannot be used: ")]
    [InlineData("Client Encoding=nonsense", " cannot be used: invalid value for parameter \"client_encoding\"")]
    [InlineData("Timezone=nonsense", " cannot be used: invalid value for parameter \"TimeZone\"")]
    public async Task A_connection_string_with_which_nobody_can_connect_is_refused(string setting, string reason)
    {
        var database = await server.NewDatabaseAsync();

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync($"{database};{setting}", Seed, "one", "1.0"));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_hold_all_names_is_refused()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresServer.RunSqlAsync(database, "create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
        var latin = new NpgsqlConnectionStringBuilder(database) { Database = "latin" };

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(latin.ConnectionString, Seed, "one", "1.0"));

        Assert.EndsWith("/latin cannot be used: its encoding is LATIN1, and names of any language need UTF8.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_was_not_seen_has_no_part_in_what_another_seed_took_over()
    {
        var database = await server.NewDatabaseAsync();
        var stopped = await OpenAsync(database, Seed, "one", "1.0");
        await PostgresServer.RunSqlAsync(database, "update resetpassword.processes set seen = now() - interval '20 seconds'");
        await OpenAsync(database, SomeSeed.Of(InstancesTests.SomeInstance("rm-other")), "other", "1.0");

        await stopped.Membership.BeatAsync();

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => stopped.EnterAsync(Keys));
        Assert.Contains("has been taken over with another seed (other), and this one's is one", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, await stopped.FindTroubleAsync());
    }

    [Fact]
    public async Task Who_is_not_let_in_any_more_says_so_and_goes_on_when_it_is()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresServer.RunSqlAsync(database, "create role sometimes login superuser");
        var store = await OpenAsync(new NpgsqlConnectionStringBuilder(database) { Username = "sometimes" }.ConnectionString, Seed, "one", "1.0");
        await PostgresServer.RunSqlAsync(database, """
            alter role sometimes nologin; select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sometimes'
            """);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.EnterAsync(Keys));
        var trouble = await store.FindTroubleAsync();
        await PostgresServer.RunSqlAsync(database, "alter role sometimes login");

        Assert.EndsWith("is not permitted to log in", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, trouble);
        Assert.Null(await store.FindTroubleAsync());
        Assert.NotNull(await store.EnterAsync(Keys));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_refused()
    {
        var database = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync()) { Database = "nowhere" };

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(database.ConnectionString, Seed, "one", "1.0"));

        Assert.Contains("database \"nowhere\" does not exist", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=localhost;Password=geheim;word two=x")]
    [InlineData("postgres://user:geheim@localhost/app")]
    [InlineData("Host=localhost;Port=geheim")]
    public async Task A_connection_string_that_cannot_be_read_is_refused_and_not_repeated(string text)
    {
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(text, Seed, "one", "1.0"));

        Assert.DoesNotContain("geheim", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("word two", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_and_no_secret_of_the_seed_is_in_a_table_or_in_the_servers_log()
    {
        var store = await OpenAsync(await server.NewDatabaseAsync(logsStatements: true), Seed, "one", "1.0");
        var tenant = await store.EnterAsync(Keys, "test-a", "rm-1");
        var issued = ResetPassword.Ram.TemporaryKey.Of(
            new("rotator", "session", null), tenant.Keys[0].Caller, SomeTime.Noon.AddYears(1), ResetPassword.Model.IdSource.System);

        await tenant.TryAddKeyAsync(issued);
        await tenant.ChangeAsync("rm-1", found => found.With(CallsTests.SomeAccount("app")));
        await store.FindTokenAsync(issued.Token);

        var log = await server.ReadLogAsync();
        Assert.Contains(issued.Secret.Reveal(), log, StringComparison.Ordinal);
        Assert.DoesNotContain(issued.Token, log, StringComparison.Ordinal);
        Assert.DoesNotContain("testsecret", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Initial_pass1", log, StringComparison.Ordinal);
    }

    private Task<PostgresStore> OpenAsync(string database, Seed seed, string seedHash, string programVersion) =>
        _stores.OpenAsync(database, seed, TimeProvider.System, new EmulatorOptions().Limits, seedHash, programVersion);
}
