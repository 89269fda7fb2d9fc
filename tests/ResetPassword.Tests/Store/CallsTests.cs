using ResetPassword.Hosting;
using ResetPassword.Model;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

/// <summary>What calls and controls do beside instances, in whatever store: nonces, faults, accounts.</summary>
public abstract class CallsTests : StoreTests
{
    private static readonly KeyRing Keys = new(SomeSeed.Of());

    [Fact]
    public async Task A_nonce_is_used_once_by_each_key()
    {
        var store = await OpenAsync();

        var first = await store.TryEnterAsync(Keys, "testid", "n");
        var again = await store.TryEnterAsync(Keys, "testid", "n");
        var other = await store.TryEnterAsync(Keys, "testid", "m");
        var ofOther = await store.TryEnterAsync(Keys, "test-a", "n");

        Assert.Equal((EntranceVerdict.Entered, EntranceVerdict.NonceUsed, EntranceVerdict.Entered, EntranceVerdict.Entered),
            (first.Verdict, again.Verdict, other.Verdict, ofOther.Verdict));
    }

    [Fact]
    public async Task Of_many_calls_with_one_nonce_one_enters()
    {
        var store = await OpenAsync();

        var entered = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.TryEnterAsync(Keys, "testid", "n"))));

        Assert.Single(entered, entrance => entrance.Verdict == EntranceVerdict.Entered);
    }

    [Fact]
    public async Task No_more_nonces_are_remembered_than_are_allowed()
    {
        var store = await OpenAsync(SomeSeed.Of(), TimeProvider.System, new EmulatorOptions().Limits with { MaxNonces = 1 });

        var entered = await store.TryEnterAsync(Keys, "testid", "n");
        var full = await store.TryEnterAsync(Keys, "testid", "m");
        var used = await store.TryEnterAsync(Keys, "testid", "n");

        Assert.Equal((EntranceVerdict.Entered, EntranceVerdict.NoncesFull, EntranceVerdict.NonceUsed), (entered.Verdict, full.Verdict, used.Verdict));
    }

    [Fact]
    public async Task A_call_without_a_nonce_enters_each_time()
    {
        var store = await OpenAsync();
        var known = (await Keys.FindAsync("testid", store))!.Value;
        var call = new Entering(known.Tenant, null, SomeTime.Noon, SomeTime.Noon, SomeTime.Noon, "rm-1");

        var entered = (await store.EnterAsync(known.Key, call), await store.EnterAsync(known.Key, call));

        Assert.Equal((EntranceVerdict.Entered, EntranceVerdict.Entered), (entered.Item1.Verdict, entered.Item2.Verdict));
    }

    [Fact]
    public async Task The_first_call_that_matches_a_rule_is_hit_and_both_are_counted()
    {
        var tenant = await NewTenantAsync();
        var rule = SomeCall.Rule(FaultMoment.Before, new(First: 1));
        await tenant.ChangeAsync(state => state with { Faults = [rule] });

        var hits = (await tenant.HitAsync(SomeCall.Query), await tenant.HitAsync(SomeCall.Query));

        Assert.Equal((rule.Id, null), (hits.Item1?.Id, hits.Item2?.Id));
        Assert.Equal(new FaultCounts(2, 1), (await tenant.CountFaultsAsync())[rule.Id]);
    }

    [Fact]
    public async Task A_rule_that_is_disarmed_loses_its_counts_and_the_others_keep_theirs()
    {
        var tenant = await NewTenantAsync();
        var (one, other) = (SomeCall.Rule(FaultMoment.Before, new(Nth: 9)), SomeCall.Rule(FaultMoment.Before, new()));
        await tenant.ChangeAsync(state => state with { Faults = [one, other] });
        await tenant.HitAsync(SomeCall.Query);

        await tenant.ChangeAsync(state => state with { Faults = [other] });

        Assert.Equal(other.Id, Assert.Single(await tenant.CountFaultsAsync()).Key);
    }

    [Fact]
    public async Task A_rule_for_after_the_change_hits_the_commit_and_is_in_the_journal()
    {
        var tenant = await NewTenantAsync();
        var rule = SomeCall.Rule(FaultMoment.After, new(First: 1));
        await tenant.ChangeAsync(state => state with { Faults = [rule] });

        var (instance, entry, _) = await tenant.ChangeAsync("rm-1", found => found with { Status = "Rebooting" });

        Assert.Equal(("Rebooting", rule.Id), (instance?.Status, entry.FaultId));
        Assert.Equal("Rebooting", (await tenant.FindAsync("rm-1", SomeTime.Noon))!.Value.Status);
        Assert.Equal(new FaultCounts(1, 1), (await tenant.CountFaultsAsync())[rule.Id]);
    }

    [Fact]
    public async Task Accounts_are_added_changed_and_removed_one_by_one()
    {
        var tenant = await NewTenantAsync();

        await tenant.ChangeAsync("rm-1", found => found.With(SomeAccount("a")).With(SomeAccount("b")).With(SomeAccount("c")));
        await tenant.ChangeAsync("rm-1", found => found.Without(SomeAccount("b")));
        await tenant.ChangeAsync("rm-1", found => found.With(SomeAccount("c") with { PasswordVersion = 7 }));

        var accounts = (await tenant.FindAsync("rm-1", SomeTime.Noon))!.Value.Accounts;
        Assert.Equal([("a", 1L), ("c", 7L)], accounts.Select(account => (account.Key.Name, account.PasswordVersion)));
    }

    [Fact]
    public async Task An_instance_that_is_made_again_has_none_of_its_former_accounts()
    {
        var tenant = await NewTenantAsync();
        await tenant.ChangeAsync("rm-1", found => found.With(SomeAccount("a")));
        await tenant.UpdateAsync("rm-1", _ => null);

        await tenant.UpdateAsync("rm-1", _ => InstancesTests.SomeInstance("rm-1").With(SomeAccount("b")));

        Assert.Equal(["b"], (await tenant.FindAsync("rm-1", SomeTime.Noon))!.Value.Accounts.Select(account => account.Key.Name));
    }

    internal static DatabaseAccount SomeAccount(string name) => new()
    {
        Name = name,
        Type = "Normal",
        Status = "Available",
        Password = PasswordHash.Of(new("Initial_pass1"), new byte[16]),
        PasswordChangedAt = SomeTime.Noon,
    };

    private async Task<Tenant> NewTenantAsync() => (await (await OpenAsync(InstancesTests.SomeInstance("rm-1"))).FindTenantAsync("testid"))!;
}
