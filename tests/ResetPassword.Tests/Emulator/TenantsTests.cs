using ResetPassword.Emulator;
using ResetPassword.Store;

namespace ResetPassword.Tests.Emulator;

public sealed class TenantsTests
{
    private readonly HeldClock _clock = new();
    private readonly InstanceStore _store = new();

    [Theory]
    [InlineData("test-", false)]
    [InlineData("test-a", true)]
    [InlineData("test-Job_42-b", true)]
    [InlineData("test-job.reader", false)]
    [InlineData("test-a b", false)]
    [InlineData("Test-a", false)]
    [InlineData("test-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", true)]
    [InlineData("test-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", false)]
    public void A_key_that_begins_with_test_exists_by_itself(string accessKeyId, bool exists)
    {
        var tenants = NewTenants();

        var key = tenants.FindKey(accessKeyId);

        Assert.Equal(exists, key is not null);
        Assert.Null(tenants.FindTenant(accessKeyId));
    }

    [Fact]
    public void Each_key_has_an_account_of_16_digits_of_its_own()
    {
        var tenants = NewTenants();

        var owners = new[] { "test-a", "test-b", "test-a" }.Select(id => tenants.FindKey(id)!.Caller.OwnerId).ToArray();

        Assert.All(owners, owner => Assert.Matches("^[1-9][0-9]{15}$", owner));
        Assert.Equal(owners[0], owners[2]);
        Assert.NotEqual(owners[0], owners[1]);
    }

    [Fact]
    public void A_full_emulator_makes_room_of_a_tenant_that_is_idle_and_unchanged()
    {
        var tenants = NewTenants(maxTenants: 2);
        Enter(tenants, "test-idle");
        _clock.Advance(TimeSpan.FromMinutes(60));

        var entered = Enter(tenants, "test-new");

        Assert.NotNull(entered);
        Assert.Null(tenants.FindTenant("test-idle"));
    }

    [Fact]
    public void A_full_emulator_refuses_while_nobody_is_idle_for_an_hour()
    {
        var tenants = NewTenants(maxTenants: 2);
        Enter(tenants, "test-busy");
        _clock.Advance(TimeSpan.FromMinutes(59));

        var entered = Enter(tenants, "test-new");

        Assert.Null(entered);
        Assert.NotNull(tenants.FindTenant("test-busy"));
    }

    [Fact]
    public async Task A_changed_tenant_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 2);
        var key = new InstanceKey(Enter(tenants, "test-changed")!.OwnerId, "rm-running");
        var seen = await _store.FindAsync(key);
        await _store.TryCommitAsync(key, seen!.Revision, seen.Value with { Status = "Stopped" }, []);
        _clock.Advance(TimeSpan.FromDays(1));

        var entered = Enter(tenants, "test-new");

        Assert.Null(entered);
        Assert.Equal("Stopped", (await _store.FindAsync(key))!.Value.Status);
    }

    [Fact]
    public void A_tenant_with_an_armed_fault_or_a_seed_of_its_own_is_never_dropped()
    {
        var tenants = NewTenants(maxTenants: 3);
        Enter(tenants, "test-fault")!.Faults.TryArm(new("id", new("Rds", "ResetAccountPassword", null, null), null, FaultMoment.Before, default, ConnectionFate.Reset, new()));
        tenants.Enter(tenants.FindKey("test-seed")!, []);
        _clock.Advance(TimeSpan.FromDays(1));

        var entered = Enter(tenants, "test-new");

        Assert.Null(entered);
    }

    [Fact]
    public void Parallel_first_calls_make_one_tenant()
    {
        var tenants = NewTenants();

        var entered = new Tenant?[100];
        Parallel.For(0, entered.Length, i => entered[i] = Enter(tenants, "test-one"));

        Assert.Single(entered.Distinct());
    }

    [Fact]
    public async Task A_full_emulator_says_so_on_the_wire()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("MaxTenants", "1"));

        var answer = await emulator.ResetRdsAsync(accessKeyId: "test-one");

        Assert.Equal(
            (403, "QuotaExceeded.Tenants", "The emulator holds its limit of tenants, and none of them is idle and unchanged. Drop one, or raise ResetPassword:MaxTenants."),
            answer.Error);
    }

    [Fact]
    public async Task A_wrong_signature_makes_no_tenant()
    {
        await using var emulator = EmulatorUnderTest.Start();

        await emulator.CallAsync("Rds", r => r with { AccessKeyId = "test-forged", AccessKeySecret = new("wrong") }, SomeReset.Of("Rds").Parameters);

        Assert.Single((await emulator.GetAsync("tenants")).Json.AsArray());
    }

    private Tenants NewTenants(int maxTenants = 10_000) =>
        new(ResetPassword.CommandLine.SeedFile.Load(null, TextWriter.Null)!, _store, _clock, new EmulatorOptions { MaxTenants = maxTenants });

    private static Tenant? Enter(Tenants tenants, string accessKeyId) => tenants.Enter(tenants.FindKey(accessKeyId)!);
}
