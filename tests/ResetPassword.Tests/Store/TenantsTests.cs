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
        var key = KeyOf(NewTenants(), accessKeyId);

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
    public void Any_other_unknown_key_does_not_exist(string accessKeyId) => Assert.Null(NewTenants().FindAsync(accessKeyId).AtOnce());

    [Fact]
    public void A_keys_account_id_is_always_the_same_and_another_keys_is_another()
    {
        var first = KeyOf(NewTenants(), "test-a").Caller.OwnerId;
        var again = KeyOf(NewTenants(), "test-a").Caller.OwnerId;
        var other = KeyOf(NewTenants(), "test-b").Caller.OwnerId;

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Looking_up_a_key_makes_nothing_and_entering_makes_its_instances()
    {
        var tenants = NewTenants();
        var key = KeyOf(tenants, "test-a");
        var before = await _store.ListAsync(key.Caller.OwnerId, Now);

        var tenant = tenants.EnterAsync(key).AtOnce();

        Assert.Empty(before);
        Assert.Equal(tenant, TenantOf(tenants, "test-a"));
        Assert.Equal((await _store.ListAsync("1000000000000001", Now)).Select(i => i.Id), (await _store.ListAsync(key.Caller.OwnerId, Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task First_calls_in_parallel_enter_one_tenant()
    {
        var tenants = NewTenants();
        var key = KeyOf(tenants, "test-a");

        var entered = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => tenants.EnterAsync(key).AtOnce())));

        Assert.NotNull(Assert.Single(entered.Distinct()));
    }

    [Fact]
    public async Task The_limit_holds_for_first_calls_in_parallel()
    {
        var tenants = NewTenants(maxTenants: 11);

        var entered = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => tenants.EnterAsync(KeyOf(tenants, $"test-{n}")).AtOnce())));

        Assert.Equal((10, 11), (entered.Count(tenant => tenant is not null), tenants.ListAsync().AtOnce().Count));
    }

    [Fact]
    public void One_that_is_idle_for_an_hour_and_unchanged_makes_room()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce();
        _clock.Advance(Idle);

        var made = tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce();

        Assert.NotNull(made);
        Assert.Null(TenantOf(tenants, "test-old"));
        Assert.False(_store.IsUnchanged(old!.OwnerId));
    }

    [Fact]
    public void One_that_is_idle_for_less_than_an_hour_stays()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce();
        _clock.Advance(Idle - TimeSpan.FromTicks(1));

        var made = tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce();

        Assert.Null(made);
        Assert.NotNull(TenantOf(tenants, "test-old"));
    }

    [Fact]
    public void A_call_ends_the_idle_time()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce();
        _clock.Advance(Idle);
        tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce();

        var made = tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce();

        Assert.Null(made);
        Assert.NotNull(TenantOf(tenants, "test-old"));
    }

    [Fact]
    public async Task One_whose_instances_were_changed_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!;
        var key = new InstanceKey(old.OwnerId, "rm-running");
        var seen = (await _store.FindAsync(key, Now))!;
        await _store.TryCommitAsync(key, seen.Revision, seen.Value with { Status = "Rebooting" }, [], Now);
        _clock.Advance(TimeSpan.FromDays(365));

        var made = tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce();

        Assert.Null(made);
        Assert.Equal("Rebooting", (await _store.FindAsync(key, Now))!.Value.Status);
    }

    [Fact]
    public void One_with_another_clock_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!.Clock.SetAsync(new(TimeSpan.FromDays(1), null, false)).AtOnce();
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public void One_with_an_armed_fault_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        var faults = tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!.Faults;
        faults.TryArmAsync(new("id", new("Rds", "ResetAccountPassword", null, null), null, FaultMoment.Before, default, ConnectionFate.Reset, new())).AtOnce();
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public void One_with_instances_of_its_own_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.EnterAsync(KeyOf(tenants, "test-old"), []).AtOnce();
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public void One_whose_users_were_changed_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.EnterAsync(KeyOf(tenants, "test-old"))
            .AtOnce()!.ChangeRamAsync(account => account with { Users = account.Users.SetItem("alice", new("alice", [])) }).AtOnce();
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
        Assert.NotNull(TenantOf(tenants, "test-old")!.Ram.FindUser("alice"));
    }

    [Fact]
    public void One_whose_roles_were_changed_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!.ChangeRamAsync(account => account with { Roles = account.Roles.Clear() }).AtOnce();
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Null(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public void One_whose_users_and_roles_were_only_looked_at_makes_room()
    {
        var tenants = NewTenants(maxTenants: 2);
        _ = tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!.Ram;
        _clock.Advance(Idle);

        Assert.NotNull(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public void One_with_a_live_temporary_key_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        _temporaryKeys.TryAddAsync(TemporaryKeyOf(tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!, TimeSpan.FromHours(2))).AtOnce();
        _clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));

        Assert.Null(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public void One_whose_temporary_keys_have_expired_makes_room_and_its_keys_go_with_it()
    {
        var tenants = NewTenants(maxTenants: 2);
        var key = TemporaryKeyOf(tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!, TimeSpan.FromHours(2));
        _temporaryKeys.TryAddAsync(key).AtOnce();
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.NotNull(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
        Assert.Null(_temporaryKeys.Find(key.Key.Caller.AccessKeyId));
    }

    [Fact]
    public void One_whose_users_were_changed_and_that_is_reset_makes_room()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!;
        old.ChangeRamAsync(account => account with { Users = account.Users.Clear() }).AtOnce();
        tenants.ResetAsync(old).AtOnce();
        _clock.Advance(Idle);

        Assert.NotNull(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public async Task One_that_is_reset_counts_as_unchanged_again()
    {
        var tenants = NewTenants(maxTenants: 2);
        var old = tenants.EnterAsync(KeyOf(tenants, "test-old")).AtOnce()!;
        var key = new InstanceKey(old.OwnerId, "rm-running");
        await _store.TryCommitAsync(key, (await _store.FindAsync(key, Now))!.Revision, null, [], Now);
        tenants.ResetAsync(old).AtOnce();
        _clock.Advance(Idle);

        Assert.NotNull(tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce());
    }

    [Fact]
    public void The_configured_tenant_never_makes_room()
    {
        var tenants = NewTenants(maxTenants: 1);
        _clock.Advance(TimeSpan.FromDays(365));

        var made = tenants.EnterAsync(KeyOf(tenants, "test-new")).AtOnce();

        Assert.Null(made);
        Assert.NotNull(TenantOf(tenants, "testid"));
    }

    [Fact]
    public void Keys_of_one_account_are_one_tenant()
    {
        var seed = new Seed([SomeKey("a", "1000000000000001"), SomeKey("b", "1000000000000001"), SomeKey("c", "2000000000000002")], [], "cn-hangzhou");
        var tenants = new Tenants(seed, _store, new(limit: 10), _clock, new EmulatorOptions().Limits);

        Assert.Same(TenantOf(tenants, "a"), TenantOf(tenants, "b"));
        Assert.NotSame(TenantOf(tenants, "a"), TenantOf(tenants, "c"));
    }

    private static AccessKey SomeKey(string accessKeyId, string ownerId) => new(accessKeyId, new("secret"), ownerId, "cn-hangzhou");

    private static TemporaryKey TemporaryKeyOf(Tenant tenant, TimeSpan duration) => TemporaryKey.Of(
        new("rotator", "session", null), tenant.Keys[0].Caller, tenant.Clock.Now + duration, IdSource.System, () => tenant.Clock.Now);

    private static AccessKey KeyOf(Tenants tenants, string accessKeyId) => tenants.FindAsync(accessKeyId).AtOnce()!.Value.Key;

    private static Tenant? TenantOf(Tenants tenants, string accessKeyId) => tenants.FindAsync(accessKeyId).AtOnce()?.Tenant;

    private Tenants NewTenants(int maxTenants = 10_000) =>
        new(SeedFile.Load(path: null, TextWriter.Null)!, _store, _temporaryKeys, _clock, new EmulatorOptions().Limits with { MaxTenants = maxTenants });
}
