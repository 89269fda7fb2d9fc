using ResetPassword.Model;
using ResetPassword.Store;

namespace ResetPassword.Tests.Store;

public sealed class InstanceStoreTests
{
    private static readonly DateTimeOffset Now = SomeTime.Noon;

    private const string Owner = "1000000000000001";

    private static readonly InstanceKey Key = new(Owner, "rm-1");

    [Fact]
    public async Task A_commit_at_the_revision_that_was_seen_replaces_the_instance()
    {
        var store = NewStore(SomeInstance("rm-1"));
        var seen = await store.FindAsync(Key, Now);

        var committed = await store.TryCommitAsync(Key, seen!.Revision, SomeInstance("rm-1", "Rebooting"), [], Now);

        var now = await store.FindAsync(Key, Now);
        Assert.True(committed);
        Assert.Equal("Rebooting", now!.Value.Status);
        Assert.NotEqual(seen.Revision, now.Revision);
    }

    [Fact]
    public async Task A_commit_at_an_older_revision_changes_nothing()
    {
        var store = NewStore(SomeInstance("rm-1"));
        var seen = await store.FindAsync(Key, Now);
        await store.TryCommitAsync(Key, seen!.Revision, SomeInstance("rm-1", "Rebooting"), [], Now);

        var late = await store.TryCommitAsync(Key, seen.Revision, SomeInstance("rm-1", "Deleting"), [], Now);

        Assert.False(late);
        Assert.Equal("Rebooting", (await store.FindAsync(Key, Now))!.Value.Status);
    }

    [Fact]
    public async Task Without_a_revision_an_instance_is_created_once()
    {
        var store = NewStore();

        var first = await store.TryCommitAsync(Key, null, SomeInstance("rm-1"), [], Now);
        var second = await store.TryCommitAsync(Key, null, SomeInstance("rm-1", "Deleting"), [], Now);

        Assert.Equal((true, false), (first, second));
        Assert.Equal("Running", (await store.FindAsync(Key, Now))!.Value.Status);
    }

    [Fact]
    public async Task With_a_revision_an_instance_that_is_gone_is_not_created_again()
    {
        var store = NewStore(SomeInstance("rm-1"));
        var seen = await store.FindAsync(Key, Now);
        await store.TryCommitAsync(Key, seen!.Revision, null, [], Now);

        var late = await store.TryCommitAsync(Key, seen.Revision, SomeInstance("rm-1"), [], Now);

        Assert.False(late);
        Assert.Null(await store.FindAsync(Key, Now));
    }

    [Fact]
    public async Task Without_a_next_instance_it_is_removed_if_nobody_changed_it()
    {
        var store = NewStore(SomeInstance("rm-1"), SomeInstance("rm-2"));
        var old = await store.FindAsync(Key, Now);
        await store.TryCommitAsync(Key, old!.Revision, SomeInstance("rm-1", "Rebooting"), [], Now);

        var late = await store.TryCommitAsync(Key, old.Revision, null, [], Now);
        var removed = await store.TryCommitAsync(Key, (await store.FindAsync(Key, Now))!.Revision, null, [], Now);

        Assert.Equal((false, true), (late, removed));
        Assert.Equal(["rm-2"], (await store.ListAsync(Owner, Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task A_commit_that_began_before_its_tenant_got_other_instances_is_refused()
    {
        var store = NewStore(SomeInstance("rm-1"));
        var seen = await store.FindAsync(Key, Now);
        store.ReplaceTenantAsync(Owner, [SomeInstance("rm-1", "Stopped")], isChange: false).AtOnce();

        var late = await store.TryCommitAsync(Key, seen!.Revision, SomeInstance("rm-1", "Rebooting"), [], Now);

        Assert.False(late);
        Assert.Equal("Stopped", (await store.FindAsync(Key, Now))!.Value.Status);
    }

    [Fact]
    public async Task In_a_tenant_that_was_dropped_nothing_changes_and_what_is_created_is_gone_at_once()
    {
        var store = NewStore(SomeInstance("rm-1"));
        var seen = await store.FindAsync(Key, Now);

        var dropped = store.RemoveTenant(Owner);

        Assert.True(dropped);
        Assert.False(await store.TryCommitAsync(Key, seen!.Revision, SomeInstance("rm-1"), [], Now));
        Assert.True(await store.TryCommitAsync(Key, null, SomeInstance("rm-1"), [], Now));
        store.ReplaceTenantAsync(Owner, [SomeInstance("rm-1")], isChange: true).AtOnce();
        Assert.Null(await store.FindAsync(Key, Now));
        Assert.Empty(await store.ListAsync(Owner, Now));
    }

    [Fact]
    public async Task A_tenant_gets_its_instances_once()
    {
        var store = NewStore(SomeInstance("rm-1"));

        var again = store.TryCreateTenant(Owner, [SomeInstance("rm-2")]);

        Assert.False(again);
        Assert.Equal(["rm-1"], (await store.ListAsync(Owner, Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task A_list_has_the_tenants_instances_of_the_product_by_id()
    {
        var store = NewStore(SomeInstance("rm-2"), SomeInstance("rm-1"), SomeInstance("dds-1") with { Product = "MongoDb" });
        store.TryCreateTenant("2000000000000002", [SomeInstance("rm-9")]);

        var rds = await store.ListAsync(Owner, Now, "Rds");
        var all = await store.ListAsync(Owner, Now);

        Assert.Equal(["rm-1", "rm-2"], rds.Select(i => i.Id));
        Assert.Equal(["dds-1", "rm-1", "rm-2"], all.Select(i => i.Id));
    }

    [Fact]
    public async Task Only_a_commit_that_succeeded_counts_as_a_change()
    {
        var store = NewStore(SomeInstance("rm-1"));
        await store.TryCommitAsync(Key, null, SomeInstance("rm-1"), [], Now);
        var afterRefusal = store.IsUnchanged(Owner);

        await store.TryCommitAsync(Key, (await store.FindAsync(Key, Now))!.Revision, SomeInstance("rm-1"), [], Now);

        Assert.Equal((true, false), (afterRefusal, store.IsUnchanged(Owner)));
    }

    [Fact]
    public async Task Of_many_commits_at_one_revision_one_succeeds()
    {
        var store = NewStore(SomeInstance("rm-1"));
        var seen = await store.FindAsync(Key, Now);

        var commits = await Task.WhenAll(Enumerable.Range(0, 100).Select(n =>
            Task.Run(async () => await store.TryCommitAsync(Key, seen!.Revision, SomeInstance("rm-1") with { EngineVersion = $"{n}" }, [], Now))));

        Assert.Single(commits, committed => committed);
    }

    [Fact]
    public async Task What_differs_from_how_the_tenant_was_made_is_what_was_committed_removed_or_has_gone_by_itself()
    {
        Instance[] made = [SomeInstance("rm-1"), SomeInstance("rm-2"), SomeInstance("rm-3"), SomeInstance("rm-4")];
        var store = NewStore(made);
        await CommitAsync("rm-1", SomeInstance("rm-1", "Rebooting"));
        await CommitAsync("rm-2", null);
        await CommitAsync("rm-3", SomeInstance("rm-3") with { Pending = new(null, Now.AddSeconds(1)) });
        await CommitAsync("rm-5", SomeInstance("rm-5"));

        var (before, after) = (store.ListChanges(Owner, made, Now), store.ListChanges(Owner, made, Now.AddSeconds(1)));

        Assert.Equal(["rm-1", "rm-3", "rm-5", "without", "rm-2"], [.. before.Instances.Select(i => i.Id), "without", .. before.Removed]);
        Assert.Equal(["rm-1", "rm-5", "without", "rm-2", "rm-3"], [.. after.Instances.Select(i => i.Id), "without", .. after.Removed]);
        Assert.Equal(["rm-1", "rm-3", "rm-4", "rm-5"], before.ApplyTo(made).Select(i => i.Id).Order(StringComparer.Ordinal));

        async Task CommitAsync(string id, Instance? next)
        {
            var key = new InstanceKey(Owner, id);
            Assert.True(await store.TryCommitAsync(key, (await store.FindAsync(key, Now))?.Revision, next, [], Now));
        }
    }

    [Fact]
    public async Task Every_change_is_counted_and_no_refusal_is()
    {
        var store = NewStore(SomeInstance("rm-1"));
        var counts = new List<long> { store.Changes.Value };
        var seen = await store.FindAsync(Key, Now);

        await store.TryCommitAsync(Key, seen!.Revision, SomeInstance("rm-1", "Rebooting"), [], Now);
        counts.Add(store.Changes.Value);
        await store.TryCommitAsync(Key, seen.Revision, null, [], Now);
        counts.Add(store.Changes.Value);
        store.ReplaceTenantAsync(Owner, [], isChange: false).AtOnce();
        counts.Add(store.Changes.Value);
        store.RemoveTenant(Owner);
        counts.Add(store.Changes.Value);
        store.RemoveTenant(Owner);
        counts.Add(store.Changes.Value);

        Assert.Equal([0, 1, 1, 2, 3, 3], counts);
    }

    [Fact]
    public async Task Instances_are_counted_by_product_and_what_is_gone_by_then_is_not()
    {
        var store = NewStore(SomeInstance("rm-1"), SomeInstance("rm-2") with { Pending = new(null, Now) }, SomeInstance("dds-1") with { Product = "MongoDb" });

        Assert.Equal((1, 2, 0),
            (await store.CountAsync(Owner, Now, "Rds"), await store.CountAsync(Owner, Now.AddTicks(-1), "Rds"), await store.CountAsync("2", Now, "Rds")));
    }

    private static InstanceStore NewStore(params Instance[] instances)
    {
        var store = new InstanceStore();
        store.TryCreateTenant(Owner, instances);
        return store;
    }

    private static Instance SomeInstance(string id, string status = "Running") =>
        new() { Product = "Rds", Id = id, Region = "cn-hangzhou", Status = status, CreatedAt = Now, LockMode = "Unlock" };
}
