using Microsoft.Extensions.Time.Testing;
using ResetPassword.CommandLine;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

/// <summary>Tenants and their keys, in whatever store.</summary>
public abstract class TenantsTests : StoreTests
{
    private static readonly DateTimeOffset Now = SomeTime.Noon;

    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private static readonly Seed DefaultSeed = SeedFile.Load(path: null, TextWriter.Null)!;

    private readonly FakeTimeProvider _clock = new(SomeTime.Noon);

    [Theory]
    [InlineData("test-job42")]
    [InlineData("test-A_b-9")]
    [InlineData("test-x")]
    public async Task A_key_that_begins_with_test_exists_with_the_published_secret(string accessKeyId)
    {
        var key = await KeyOfAsync(await OpenAsync(), accessKeyId);

        Assert.Equal((accessKeyId, "cn-hangzhou", true), (key.Caller.AccessKeyId, key.Caller.Region, key.IsActive));
        Assert.Matches("^[1-9][0-9]{15}$", key.Caller.OwnerId);
    }

    [Theory]
    [InlineData("test-")]
    [InlineData("test")]
    [InlineData("Test-job42")]
    [InlineData("TEST-job42")]
    [InlineData("testid2")]
    [InlineData("LTAIabcdefgh")]
    [InlineData("test-job 42")]
    [InlineData("test-job/42")]
    [InlineData("test-jöb")]
    [InlineData("test-0123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("")]
    public async Task Any_other_unknown_key_does_not_exist(string accessKeyId) => Assert.Null(await TenantsOf(await OpenAsync()).FindAsync(accessKeyId));

    [Fact]
    public async Task A_keys_account_id_is_always_the_same_and_another_keys_is_another()
    {
        var first = (await KeyOfAsync(await OpenAsync(), "test-a")).Caller.OwnerId;
        var again = (await KeyOfAsync(await OpenAsync(), "test-a")).Caller.OwnerId;
        var other = (await KeyOfAsync(await OpenAsync(), "test-b")).Caller.OwnerId;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Looking_up_a_key_makes_nothing_and_entering_makes_its_instances()
    {
        var store = await OpenAsync();
        await KeyOfAsync(store, "test-a");
        var before = await store.ListTenantsAsync();

        var tenant = await EnterAsync(store, "test-a");

        Assert.Single(before);
        Assert.Equal(tenant!.OwnerId, (await TenantOfAsync(store, "test-a"))!.OwnerId);
        Assert.Equal((await (await EnterAsync(store, "testid"))!.ListAsync(Now)).Select(i => i.Id), (await tenant.ListAsync(Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task First_calls_in_parallel_enter_one_tenant()
    {
        var store = await OpenAsync();

        var entered = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => EnterAsync(store, "test-a"))));

        Assert.NotNull(Assert.Single(entered.Select(tenant => tenant?.OwnerId).Distinct()));
        Assert.Equal(2, (await store.ListTenantsAsync()).Count);
    }

    [Fact]
    public async Task The_limit_holds_for_first_calls_in_parallel()
    {
        var store = await OpenAsync(maxTenants: 11);

        var entered = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => EnterAsync(store, $"test-{n}"))));

        Assert.Equal((10, 11), (entered.Count(tenant => tenant is not null), (await store.ListTenantsAsync()).Count));
    }

    [Fact]
    public async Task One_that_is_idle_for_an_hour_and_unchanged_makes_room()
    {
        var store = await OpenAsync(maxTenants: 2);
        await EnterAsync(store, "test-old");
        _clock.Advance(Idle);

        var made = await EnterAsync(store, "test-new");

        Assert.NotNull(made);
        Assert.Null(await TenantOfAsync(store, "test-old"));
    }

    [Fact]
    public async Task One_that_is_idle_for_less_than_an_hour_stays()
    {
        var store = await OpenAsync(maxTenants: 2);
        await EnterAsync(store, "test-old");
        _clock.Advance(Idle - TimeSpan.FromTicks(1));

        var made = await EnterAsync(store, "test-new");

        Assert.Null(made);
        Assert.NotNull(await TenantOfAsync(store, "test-old"));
    }

    [Fact]
    public async Task A_call_ends_the_idle_time()
    {
        var store = await OpenAsync(maxTenants: 2);
        await EnterAsync(store, "test-old");
        _clock.Advance(Idle);
        await EnterAsync(store, "test-old");

        var made = await EnterAsync(store, "test-new");

        Assert.Null(made);
        Assert.NotNull(await TenantOfAsync(store, "test-old"));
    }

    [Fact]
    public async Task One_whose_instances_were_changed_is_never_dropped()
    {
        var store = await OpenAsync(maxTenants: 2);
        var old = (await EnterAsync(store, "test-old"))!;
        await old.UpdateAsync("rm-running", instance => instance! with { Status = "Rebooting" });

        await AssertIsKeptAsync(store);

        Assert.Equal("Rebooting", (await (await EnterAsync(store, "test-old"))!.FindAsync("rm-running", Now))!.Value.Status);
    }

    [Fact]
    public async Task One_with_another_clock_is_never_dropped()
    {
        var store = await OpenAsync(maxTenants: 2);
        await (await EnterAsync(store, "test-old"))!.ChangeAsync(state => state with { Clock = new(TimeSpan.FromDays(1), null, false) });

        await AssertIsKeptAsync(store);
    }

    [Fact]
    public async Task One_with_an_armed_fault_is_never_dropped()
    {
        var store = await OpenAsync(maxTenants: 2);
        var rule = new FaultRule("id", new("Rds", "ResetAccountPassword", null, null), null, FaultMoment.Before, default, ConnectionFate.Reset, new());
        await (await EnterAsync(store, "test-old"))!.ChangeAsync(state => state with { Faults = [rule] });

        await AssertIsKeptAsync(store);
    }

    [Fact]
    public async Task One_with_instances_of_its_own_is_never_dropped()
    {
        var store = await OpenAsync(maxTenants: 2);
        await store.MakeAsync(await KeyOfAsync(store, "test-old"), []);

        await AssertIsKeptAsync(store);

        Assert.Empty(await (await EnterAsync(store, "test-old"))!.ListAsync(Now));
    }

    [Fact]
    public async Task One_whose_users_were_changed_is_never_dropped()
    {
        var store = await OpenAsync(maxTenants: 2);
        await (await EnterAsync(store, "test-old"))!.ChangeRamAsync(account => account with { Users = account.Users.SetItem("alice", new("alice", [])) });

        await AssertIsKeptAsync(store);

        Assert.NotNull((await EnterAsync(store, "test-old"))!.Ram.FindUser("alice"));
    }

    [Fact]
    public async Task One_whose_roles_were_changed_is_never_dropped()
    {
        var store = await OpenAsync(maxTenants: 2);
        await (await EnterAsync(store, "test-old"))!.ChangeRamAsync(account => account with { Roles = account.Roles.Clear() });

        await AssertIsKeptAsync(store);
    }

    [Fact]
    public async Task One_whose_users_and_roles_were_only_looked_at_makes_room()
    {
        var store = await OpenAsync(maxTenants: 2);
        _ = (await EnterAsync(store, "test-old"))!.Ram;
        _clock.Advance(Idle);

        Assert.NotNull(await EnterAsync(store, "test-new"));
    }

    [Fact]
    public async Task One_with_a_live_temporary_key_is_never_dropped()
    {
        var store = await OpenAsync(maxTenants: 2);
        await IssueAsync(store, "test-old", TimeSpan.FromHours(2));
        _clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));

        Assert.Null(await EnterAsync(store, "test-new"));
    }

    [Fact]
    public async Task One_whose_temporary_keys_have_expired_makes_room_and_its_keys_go_with_it()
    {
        var store = await OpenAsync(maxTenants: 2);
        var key = await IssueAsync(store, "test-old", TimeSpan.FromHours(2));
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.NotNull(await EnterAsync(store, "test-new"));
        Assert.Null(await store.FindTemporaryKeyAsync(key.Key.Caller.AccessKeyId));
        Assert.Null(await store.FindTokenAsync(key.Token));
    }

    [Fact]
    public async Task One_whose_users_were_changed_and_that_is_reset_makes_room()
    {
        var store = await OpenAsync(maxTenants: 2);
        var old = (await EnterAsync(store, "test-old"))!;
        await old.ChangeRamAsync(account => account with { Users = account.Users.Clear() });
        await old.ResetAsync();
        _clock.Advance(Idle);

        Assert.NotNull(await EnterAsync(store, "test-new"));
    }

    [Fact]
    public async Task One_that_is_reset_counts_as_unchanged_again()
    {
        var store = await OpenAsync(maxTenants: 2);
        var old = (await EnterAsync(store, "test-old"))!;
        await old.UpdateAsync("rm-running", _ => null);
        await old.ResetAsync();
        _clock.Advance(Idle);

        Assert.NotNull(await EnterAsync(store, "test-new"));
    }

    [Fact]
    public async Task The_configured_tenant_never_makes_room()
    {
        var store = await OpenAsync(maxTenants: 1);
        _clock.Advance(TimeSpan.FromDays(365));

        var made = await EnterAsync(store, "test-new");

        Assert.Null(made);
        Assert.NotNull(await TenantOfAsync(store, "testid"));
    }

    [Fact]
    public async Task Keys_of_one_account_are_one_tenant()
    {
        var seed = new Seed([SomeKey("a", "1000000000000001"), SomeKey("b", "1000000000000001"), SomeKey("c", "2000000000000002")], [], "cn-hangzhou");
        var store = await OpenAsync(seed, _clock, new EmulatorOptions().Limits);

        Assert.Equal("1000000000000001", (await store.FindTenantAsync("a"))!.OwnerId);
        Assert.Equal("1000000000000001", (await store.FindTenantAsync("b"))!.OwnerId);
        Assert.Equal("2000000000000002", (await store.FindTenantAsync("c"))!.OwnerId);
    }

    // However long it is idle.
    private async Task AssertIsKeptAsync(IStore store)
    {
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(await EnterAsync(store, "test-new"));
        Assert.NotNull(await TenantOfAsync(store, "test-old"));
    }

    private static AccessKey SomeKey(string accessKeyId, string ownerId) => new(accessKeyId, new("secret"), ownerId, "cn-hangzhou");

    private static async Task<TemporaryKey> IssueAsync(IStore store, string accessKeyId, TimeSpan duration)
    {
        var tenant = (await EnterAsync(store, accessKeyId))!;
        var key = TemporaryKey.Of(new("rotator", "session", null), tenant.Keys[0].Caller, tenant.Clock.Now + duration, IdSource.System);
        Assert.True(await tenant.TryAddKeyAsync(key));
        return key;
    }

    private static Tenants TenantsOf(IStore store) => new(new(DefaultSeed), store);

    private static async Task<AccessKey> KeyOfAsync(IStore store, string accessKeyId) => (await TenantsOf(store).FindAsync(accessKeyId))!.Value.Key;

    private static async Task<Tenant?> TenantOfAsync(IStore store, string accessKeyId) => (await TenantsOf(store).FindNowAsync(accessKeyId))?.Tenant;

    private static async Task<Tenant?> EnterAsync(IStore store, string accessKeyId) => await store.EnterAsync(await KeyOfAsync(store, accessKeyId));

    private Task<IStore> OpenAsync(int maxTenants = 10_000) => OpenAsync(DefaultSeed, _clock, new EmulatorOptions().Limits with { MaxTenants = maxTenants });
}
