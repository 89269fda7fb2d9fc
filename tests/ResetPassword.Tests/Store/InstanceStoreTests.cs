using ResetPassword.Store;

namespace ResetPassword.Tests.Store;

public sealed class InstanceStoreTests
{
    private static readonly InstanceKey Key = new("owner", "rm-1");

    [Fact]
    public async Task A_commit_at_the_revision_that_was_seen_replaces_the_instance()
    {
        var store = NewStore();
        var seen = await store.FindAsync(Key);

        var committed = await store.TryCommitAsync(Key, seen!.Revision, SomeInstance("rm-1") with { Status = "Rebooting" }, []);

        Assert.True(committed);
        Assert.Equal("Rebooting", (await store.FindAsync(Key))!.Value.Status);
    }

    [Fact]
    public async Task A_commit_at_an_older_revision_is_refused()
    {
        var store = NewStore();
        var seen = await store.FindAsync(Key);
        await store.TryCommitAsync(Key, seen!.Revision, seen.Value with { Status = "Rebooting" }, []);

        var committed = await store.TryCommitAsync(Key, seen.Revision, seen.Value with { Status = "Stopped" }, []);

        Assert.False(committed);
        Assert.Equal("Rebooting", (await store.FindAsync(Key))!.Value.Status);
    }

    [Fact]
    public async Task An_absent_revision_creates_only_what_is_absent()
    {
        var store = NewStore();

        var created = await store.TryCommitAsync(new("owner", "rm-2"), null, SomeInstance("rm-2"), []);
        var again = await store.TryCommitAsync(new("owner", "rm-2"), null, SomeInstance("rm-2"), []);

        Assert.Equal((true, false), (created, again));
    }

    [Fact]
    public async Task An_absent_next_removes_the_instance()
    {
        var store = NewStore();
        var seen = await store.FindAsync(Key);

        var removed = await store.TryCommitAsync(Key, seen!.Revision, null, []);

        Assert.True(removed);
        Assert.Null(await store.FindAsync(Key));
    }

    [Fact]
    public async Task A_commit_on_instances_that_were_replaced_is_refused()
    {
        var store = NewStore();
        var seen = await store.FindAsync(Key);
        store.ReplaceTenant("owner", [SomeInstance("rm-1")], isChange: false);

        var committed = await store.TryCommitAsync(Key, seen!.Revision, seen.Value with { Status = "Rebooting" }, []);

        Assert.False(committed);
        Assert.Equal("Running", (await store.FindAsync(Key))!.Value.Status);
    }

    [Fact]
    public async Task A_list_has_the_tenants_instances_of_a_product_by_id()
    {
        var store = NewStore();
        store.ReplaceTenant("owner", [SomeInstance("rm-2"), SomeInstance("rm-1"), SomeInstance("pc-1") with { Product = "PolarDb" }], isChange: true);
        store.TryCreateTenant("other", [SomeInstance("rm-9")]);

        var listed = await store.ListAsync("owner", "Rds");

        Assert.Equal(["rm-1", "rm-2"], listed.Select(instance => instance.Id));
    }

    [Fact]
    public async Task A_tenant_is_unchanged_until_a_commit()
    {
        var store = NewStore();
        var before = store.IsUnchanged("owner");

        await store.TryCommitAsync(Key, (await store.FindAsync(Key))!.Revision, SomeInstance("rm-1"), []);

        Assert.Equal((true, false), (before, store.IsUnchanged("owner")));
    }

    private static InstanceStore NewStore()
    {
        var store = new InstanceStore();
        store.TryCreateTenant("owner", [SomeInstance("rm-1")]);
        return store;
    }

    private static Instance SomeInstance(string id) => new() { Product = "Rds", Id = id, Region = "cn-hangzhou", Status = "Running", LockMode = "Unlock" };
}
