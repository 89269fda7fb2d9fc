using Npgsql;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Postgres;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>A change whose answer is lost is sent again, and is made once whatever others do meanwhile. Between store and server is what cuts.</summary>
public sealed class PostgresOnceTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly Seed Seed = SomeSeed.Of(InstancesTests.SomeInstance("rm-0").With(CallsTests.SomeAccount("app")));

    private static readonly KeyRing Keys = new(Seed);

    private readonly PostgresStores _stores = new(server);
    private CuttingProxy? _proxy;
    private PostgresStore? _store;
    private PostgresStore? _other;

    private CuttingProxy Proxy => _proxy ?? throw new InvalidOperationException();

    private PostgresStore Store => _store ?? throw new InvalidOperationException();

    private PostgresStore Other => _other ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync());
        _other = await OpenAsync(database);
        _proxy = new(database.Port);
        database.Port = _proxy.Port;
        _store = await OpenAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_is_made_once_though_the_journal_is_emptied_meanwhile()
    {
        var (tenant, entry) = (await Store.EnterAsync(Keys, "testid", "rm-0"), SomeCall.Entry());
        var found = (await tenant.FindAsync("rm-0", SomeTime.Noon))!;
        var commit = new Commit([new("rm-0", found, NextOf(found.Value), [])], SomeTime.Noon)
        {
            Call = new(entry.RequestId, SomeCall.Query with { Moment = FaultMoment.After }, _ => entry),
        };
        Proxy.CutAfter(entry.RequestId, answer: 1, async () => await (await Other.EnterAsync(Keys)).Journal.ClearAsync());

        var committed = await tenant.TryCommitAsync(commit);

        Assert.Equal((true, 1), (committed.IsDone, Proxy.Cuts));
        Assert.Empty(await tenant.Journal.FindAsync(JournalFilter.All));
    }

    // The answers are those of the count, of the hit, of the mark and of the commit.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_rule_counts_a_call_once(int answer)
    {
        var rule = SomeCall.Rule(FaultMoment.Before, new(First: 2));
        await (await Store.EnterAsync(Keys)).ChangeAsync(state => state with { Faults = [rule] });
        var tenant = await Store.EnterAsync(Keys);
        Proxy.CutAfter(rule.Id, answer);

        var first = await tenant.HitAsync(SomeCall.Query);
        var second = await tenant.HitAsync(SomeCall.Query);
        var third = await tenant.HitAsync(SomeCall.Query);

        Assert.Equal((1, rule.Id, rule.Id, null), (Proxy.Cuts, first?.Id, second?.Id, third?.Id));
        Assert.Equal(new FaultCounts(3, 2), (await tenant.CountFaultsAsync())[rule.Id]);
    }

    [Fact]
    public async Task A_rule_is_armed_once_though_another_control_comes_meanwhile()
    {
        var (tenant, rule) = (await Store.EnterAsync(Keys), SomeCall.Rule(FaultMoment.Before, new()));
        Proxy.CutAfter(rule.Id, answer: 1, async () => await (await Other.EnterAsync(Keys)).ChangeAsync(AtAnotherTime));

        await tenant.ChangeAsync(state => state with { Faults = state.Faults.Add(rule) });

        var now = (await Other.EnterAsync(Keys)).State;
        Assert.Equal((1, rule.Id, TimeSpan.FromDays(1)), (Proxy.Cuts, Assert.Single(now.Faults).Id, now.Clock.Offset));
    }

    [Fact]
    public async Task A_tenant_is_reset_once_though_a_call_changes_it_meanwhile()
    {
        var tenant = await Store.EnterAsync(Keys);
        Proxy.CutAtCommitAfter("mark-", ChangeByOtherAsync);

        await tenant.ResetAsync();

        Assert.Equal((1, 2L), (Proxy.Cuts, await VersionAsync()));
    }

    [Fact]
    public async Task Instances_are_replaced_once_though_a_call_changes_one_meanwhile()
    {
        var tenant = await Store.EnterAsync(Keys);
        Proxy.CutAtCommitAfter("mark-", ChangeByOtherAsync);

        await tenant.ReplaceAsync([InstancesTests.SomeInstance("rm-0").With(CallsTests.SomeAccount("app"))]);

        Assert.Equal((1, 2L), (Proxy.Cuts, await VersionAsync()));
    }

    [Fact]
    public async Task A_tenant_that_is_not_there_is_not_dropped_though_it_is_asked_twice()
    {
        await Store.EnterAsync(Keys.NewKey("test-a"));
        Proxy.CutAfter("test-none", answer: 1);
        var none = await Store.DropAsync("test-none");
        Proxy.CutAfter("test-a", answer: 1);
        var dropped = await Store.DropAsync("test-a");

        Assert.Equal((2, false, true), (Proxy.Cuts, none, dropped));
    }

    private static TenantState AtAnotherTime(TenantState state) => state with { Clock = new(TimeSpan.FromDays(1), null, false) };

    private static Instance NextOf(Instance found)
    {
        var account = found.FindAccount("app")!;
        return found.With(account with { PasswordVersion = account.PasswordVersion + 1 });
    }

    private async Task ChangeByOtherAsync() => await (await Other.EnterAsync(Keys, "testid", "rm-0")).ChangeAsync("rm-0", NextOf);

    private async Task<long?> VersionAsync() =>
        (await (await Other.EnterAsync(Keys)).FindAsync("rm-0", SomeTime.Noon))?.Value.FindAccount("app")?.PasswordVersion;

    private Task<PostgresStore> OpenAsync(NpgsqlConnectionStringBuilder database) =>
        _stores.OpenAsync(database.ConnectionString, Seed, TimeProvider.System, new EmulatorOptions().Limits);
}
