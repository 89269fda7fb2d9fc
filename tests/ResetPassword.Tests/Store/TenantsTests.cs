using Microsoft.Extensions.Time.Testing;
using ResetPassword.CommandLine;
using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

public sealed class TenantsTests
{
    private static readonly DateTimeOffset Now = SomeTime.Noon;

    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new(SomeTime.Noon);
    private readonly InstanceStore _store = new();
    private readonly TemporaryKeys _temporaryKeys = new(limit: 10);

    [Theory]
    [InlineData("test-job42")]
    [InlineData("test-A_b-9")]
    [InlineData("test-x")]
    public void A_key_that_begins_with_test_exists_with_the_published_secret(string accessKeyId)
    {
        var key = NewTenants().FindKey(accessKeyId);

        Assert.Equal((accessKeyId, "cn-hangzhou", true), (key!.Caller.AccessKeyId, key.Caller.Region, key.IsActive));
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
    public void Any_other_unknown_key_does_not_exist(string accessKeyId) => Assert.Null(NewTenants().FindKey(accessKeyId));

    [Fact]
    public void A_keys_account_id_is_always_the_same_and_another_keys_is_another()
    {
        var first = NewTenants().FindKey("test-a")!.Caller.OwnerId;
        var again = NewTenants().FindKey("test-a")!.Caller.OwnerId;
        var other = NewTenants().FindKey("test-b")!.Caller.OwnerId;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Looking_up_a_key_makes_nothing_and_entering_makes_its_instances()
    {
        var tenants = NewTenants();
        var key = tenants.FindKey("test-a")!;
        var before = await _store.ListAsync(key.Caller.OwnerId, Now);

        var tenant = tenants.Enter(key);

        Assert.Empty(before);
        Assert.Equal(tenant, tenants.FindTenant("test-a"));
        Assert.Equal((await _store.ListAsync("1000000000000001", Now)).Select(i => i.Id), (await _store.ListAsync(key.Caller.OwnerId, Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task First_calls_in_parallel_enter_one_tenant()
    {
        var tenants = NewTenants();
        var key = tenants.FindKey("test-a")!;

        var entered = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => tenants.Enter(key))));

        Assert.NotNull(Assert.Single(entered.Distinct()));
    }

    [Fact]
    public async Task The_limit_holds_for_first_calls_in_parallel()
    {
        var tenants = NewTenants(maxTenants: 11);

        var entered = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => tenants.Enter(tenants.FindKey($"test-{n}")!))));

        Assert.Equal((10, 11), (entered.Count(tenant => tenant is not null), tenants.All.Count()));
    }

    [Fact]
    public void One_that_is_idle_for_an_hour_and_unchanged_makes_room()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.Enter(tenants.FindKey("test-old")!);
        _clock.Advance(Idle);

        var made = tenants.Enter(tenants.FindKey("test-new")!);

        Assert.NotNull(made);
        Assert.Null(tenants.FindTenant("test-old"));
        Assert.False(_store.IsUnchanged(old!.OwnerId));
    }

    [Fact]
    public void One_that_is_idle_for_less_than_an_hour_stays()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.Enter(tenants.FindKey("test-old")!);
        _clock.Advance(Idle - TimeSpan.FromTicks(1));

        var made = tenants.Enter(tenants.FindKey("test-new")!);

        Assert.Null(made);
        Assert.NotNull(tenants.FindTenant("test-old"));
    }

    [Fact]
    public void A_call_ends_the_idle_time()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.Enter(tenants.FindKey("test-old")!);
        _clock.Advance(Idle);
        tenants.Enter(tenants.FindKey("test-old")!);

        var made = tenants.Enter(tenants.FindKey("test-new")!);

        Assert.Null(made);
        Assert.NotNull(tenants.FindTenant("test-old"));
    }

    [Fact]
    public async Task One_whose_instances_were_changed_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.Enter(tenants.FindKey("test-old")!)!;
        var key = new InstanceKey(old.OwnerId, "rm-running");
        var seen = (await _store.FindAsync(key, Now))!;
        await _store.TryCommitAsync(key, seen.Revision, seen.Value with { Status = "Rebooting" }, [], Now);
        _clock.Advance(TimeSpan.FromDays(365));

        var made = tenants.Enter(tenants.FindKey("test-new")!);

        Assert.Null(made);
        Assert.Equal("Rebooting", (await _store.FindAsync(key, Now))!.Value.Status);
    }

    [Fact]
    public void One_with_another_clock_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.Enter(tenants.FindKey("test-old")!)!.Clock.Setting = new(TimeSpan.FromDays(1), null, false);
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public void One_with_an_armed_fault_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        var faults = tenants.Enter(tenants.FindKey("test-old")!)!.Faults;
        faults.TryArm(new("id", new("Rds", "ResetAccountPassword", null, null), null, FaultMoment.Before, default, ConnectionFate.Reset, new()));
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public void One_with_instances_of_its_own_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.Enter(tenants.FindKey("test-old")!, []);
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public void One_whose_users_were_changed_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.Enter(tenants.FindKey("test-old")!)!.ChangeRam(account => account with { Users = account.Users.SetItem("alice", new("alice", [])) });
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.Enter(tenants.FindKey("test-new")!));
        Assert.NotNull(tenants.FindTenant("test-old")!.Ram.FindUser("alice"));
    }

    [Fact]
    public void One_whose_roles_were_changed_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.Enter(tenants.FindKey("test-old")!)!.ChangeRam(account => account with { Roles = account.Roles.Clear() });
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public void One_whose_users_and_roles_were_only_looked_at_makes_room()
    {
        var tenants = NewTenants(maxTenants: 2);
        _ = tenants.Enter(tenants.FindKey("test-old")!)!.Ram;
        _clock.Advance(Idle);

        Assert.NotNull(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public void One_with_a_live_temporary_key_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        _temporaryKeys.TryAdd(TemporaryKeyOf(tenants.Enter(tenants.FindKey("test-old")!)!, TimeSpan.FromHours(2)));
        _clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));

        Assert.Null(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public void One_whose_temporary_keys_have_expired_makes_room_and_its_keys_go_with_it()
    {
        var tenants = NewTenants(maxTenants: 2);
        var key = TemporaryKeyOf(tenants.Enter(tenants.FindKey("test-old")!)!, TimeSpan.FromHours(2));
        _temporaryKeys.TryAdd(key);
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.NotNull(tenants.Enter(tenants.FindKey("test-new")!));
        Assert.Null(_temporaryKeys.Find(key.Key.Caller.AccessKeyId));
    }

    [Fact]
    public void One_whose_users_were_changed_and_that_is_reset_makes_room()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.Enter(tenants.FindKey("test-old")!)!;
        old.ChangeRam(account => account with { Users = account.Users.Clear() });
        tenants.Reset(old);
        _clock.Advance(Idle);

        Assert.NotNull(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public async Task One_that_is_reset_counts_as_unchanged_again()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.Enter(tenants.FindKey("test-old")!)!;
        var key = new InstanceKey(old.OwnerId, "rm-running");
        await _store.TryCommitAsync(key, (await _store.FindAsync(key, Now))!.Revision, null, [], Now);
        tenants.Reset(old);
        _clock.Advance(Idle);

        Assert.NotNull(tenants.Enter(tenants.FindKey("test-new")!));
    }

    [Fact]
    public void The_configured_tenant_never_makes_room()
    {
        var tenants = NewTenants(maxTenants: 1);
        _clock.Advance(TimeSpan.FromDays(365));

        var made = tenants.Enter(tenants.FindKey("test-new")!);

        Assert.Null(made);
        Assert.NotNull(tenants.FindTenant("testid"));
    }

    [Fact]
    public void Keys_of_one_account_are_one_tenant()
    {
        var seed = new Seed([SomeKey("a", "1000000000000001"), SomeKey("b", "1000000000000001"), SomeKey("c", "2000000000000002")], [], "cn-hangzhou");
        var tenants = new Tenants(seed, _store, new(limit: 10), _clock, new EmulatorOptions().Limits);

        Assert.Same(tenants.FindTenant("a"), tenants.FindTenant("b"));
        Assert.NotSame(tenants.FindTenant("a"), tenants.FindTenant("c"));
    }

    private static AccessKey SomeKey(string accessKeyId, string ownerId) => new(accessKeyId, new("secret"), ownerId, "cn-hangzhou");

    private static TemporaryKey TemporaryKeyOf(Tenant tenant, TimeSpan duration) => TemporaryKey.Of(
        new("rotator", "session", null), tenant.Keys[0].Caller, tenant.Clock.Now + duration, IdSource.System, () => tenant.Clock.Now);

    private Tenants NewTenants(int maxTenants = 10_000) =>
        new(SeedFile.Load(path: null, TextWriter.Null)!, _store, _temporaryKeys, _clock, new EmulatorOptions().Limits with { MaxTenants = maxTenants });
}
