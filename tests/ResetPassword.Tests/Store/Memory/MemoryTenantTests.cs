using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Store;
using ResetPassword.Store.Memory;

namespace ResetPassword.Tests.Store.Memory;

public sealed class MemoryTenantTests
{
    private static readonly DateTimeOffset Now = SomeTime.Noon;

    private const string Id = "rm-1";

    [Fact]
    public async Task Only_a_commit_that_succeeded_counts_as_a_change()
    {
        var tenant = NewTenant(SomeInstance("rm-1"));
        await tenant.TryCommitAsync(Id, null, SomeInstance("rm-1"));
        var afterRefusal = tenant.IsAsSeeded;

        await tenant.TryCommitAsync(Id, await tenant.FindAsync(Id, Now), SomeInstance("rm-1"));

        Assert.Equal((true, false), (afterRefusal, tenant.IsAsSeeded));
    }

    [Fact]
    public async Task What_differs_from_how_the_tenant_was_made_is_what_was_committed_removed_or_has_gone_by_itself()
    {
        Instance[] made = [SomeInstance("rm-1"), SomeInstance("rm-2"), SomeInstance("rm-3"), SomeInstance("rm-4")];
        var tenant = NewTenant(made);
        await CommitAsync("rm-1", SomeInstance("rm-1", "Rebooting"));
        await CommitAsync("rm-2", null);
        await CommitAsync("rm-3", SomeInstance("rm-3") with { Pending = new(null, Now.AddSeconds(1)) });
        await CommitAsync("rm-5", SomeInstance("rm-5"));

        var (before, after) = (tenant.ListChanges(Now), tenant.ListChanges(Now.AddSeconds(1)));

        Assert.Equal(["rm-1", "rm-3", "rm-5", "without", "rm-2"], [.. before.Instances.Select(i => i.Id), "without", .. before.Removed]);
        Assert.Equal(["rm-1", "rm-5", "without", "rm-2", "rm-3"], [.. after.Instances.Select(i => i.Id), "without", .. after.Removed]);
        Assert.Equal(["rm-1", "rm-3", "rm-4", "rm-5"], before.ApplyTo(made).Select(i => i.Id).Order(StringComparer.Ordinal));

        async Task CommitAsync(string id, Instance? next)
        {
            Assert.True(await tenant.TryCommitAsync(id, await tenant.FindAsync(id, Now), next));
        }
    }

    [Fact]
    public async Task Every_change_is_counted_and_no_refusal_is()
    {
        var store = NewStore(SomeInstance(Id));
        var tenant = (await store.EnterAsync(new KeyRing(SomeSeed.Of()).NewKey("test-a")))!;
        var counts = new List<long> { store.Changes.Value };
        var seen = await tenant.FindAsync(Id, Now);

        await tenant.TryCommitAsync(Id, seen, SomeInstance(Id, "Rebooting"));
        counts.Add(store.Changes.Value);
        await tenant.TryCommitAsync(Id, seen, null);
        counts.Add(store.Changes.Value);
        await tenant.ReplaceAsync([]);
        counts.Add(store.Changes.Value);
        await store.DropAsync("test-a");
        counts.Add(store.Changes.Value);
        await store.DropAsync("test-a");
        counts.Add(store.Changes.Value);

        Assert.Equal([0, 1, 1, 2, 3, 3], counts);
    }

    [Fact]
    public async Task A_key_that_a_tenant_issues_while_it_is_dropped_leaves_those_of_the_one_that_is_made_again()
    {
        var (store, key) = (NewStore(), new KeyRing(SomeSeed.Of()).NewKey("test-a"));
        var dropped = (await store.EnterAsync(key))!;
        await store.DropAsync("test-a");
        var again = (await store.EnterAsync(key))!;
        var (live, late) = (SomeKeyOf(again), SomeKeyOf(dropped));
        await again.TryAddKeyAsync(live);

        await dropped.TryAddKeyAsync(late);

        Assert.NotNull(await store.FindTemporaryKeyAsync(live.Key.Caller.AccessKeyId));
        Assert.NotNull(await store.FindTokenAsync(live.Token));
        Assert.Null(await store.FindTemporaryKeyAsync(late.Key.Caller.AccessKeyId));
    }

    internal static TemporaryKey SomeKeyOf(Tenant tenant) =>
        TemporaryKey.Of(new("rotator", "session", null), tenant.Keys[0].Caller, tenant.Clock.Now.AddHours(1), IdSource.System);

    private static MemoryTenant NewTenant(params Instance[] instances) => (MemoryTenant)NewStore(instances).FindTenantAsync("testid").AtOnce()!;

    private static MemoryStore NewStore(params Instance[] instances) => SomeStore.InMemory(SomeSeed.Of(instances));

    private static Instance SomeInstance(string id, string status = "Running") =>
        new() { Product = "Rds", Id = id, Region = "cn-hangzhou", Status = status, CreatedAt = Now, LockMode = "Unlock" };
}
