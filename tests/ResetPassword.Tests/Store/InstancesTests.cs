using ResetPassword.Model;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

/// <summary>The instances of a tenant, in whatever store.</summary>
public abstract class InstancesTests : StoreTests
{
    private static readonly DateTimeOffset Now = SomeTime.Noon;

    private const string Id = "rm-1";

    [Fact]
    public async Task A_commit_at_the_revision_that_was_seen_replaces_the_instance()
    {
        var tenant = await NewTenantAsync(SomeInstance("rm-1"));
        var seen = await tenant.FindAsync(Id, Now);

        var committed = await tenant.TryCommitAsync(Id, seen, SomeInstance("rm-1", "Rebooting"));

        var now = await tenant.FindAsync(Id, Now);
        Assert.True(committed);
        Assert.Equal("Rebooting", now!.Value.Status);
        Assert.NotEqual(seen!.Revision, now.Revision);
    }

    [Fact]
    public async Task A_commit_at_an_older_revision_changes_nothing()
    {
        var tenant = await NewTenantAsync(SomeInstance("rm-1"));
        var seen = await tenant.FindAsync(Id, Now);
        await tenant.TryCommitAsync(Id, seen, SomeInstance("rm-1", "Rebooting"));

        var late = await tenant.TryCommitAsync(Id, seen, SomeInstance("rm-1", "Deleting"));

        Assert.False(late);
        Assert.Equal("Rebooting", (await tenant.FindAsync(Id, Now))!.Value.Status);
    }

    [Fact]
    public async Task Without_a_revision_an_instance_is_created_once()
    {
        var tenant = await NewTenantAsync();

        var first = await tenant.TryCommitAsync(Id, null, SomeInstance("rm-1"));
        var second = await tenant.TryCommitAsync(Id, null, SomeInstance("rm-1", "Deleting"));

        Assert.Equal((true, false), (first, second));
        Assert.Equal("Running", (await tenant.FindAsync(Id, Now))!.Value.Status);
    }

    [Fact]
    public async Task With_a_revision_an_instance_that_is_gone_is_not_created_again()
    {
        var tenant = await NewTenantAsync(SomeInstance("rm-1"));
        var seen = await tenant.FindAsync(Id, Now);
        await tenant.TryCommitAsync(Id, seen, null);

        var late = await tenant.TryCommitAsync(Id, seen, SomeInstance("rm-1"));

        Assert.False(late);
        Assert.Null(await tenant.FindAsync(Id, Now));
    }

    [Fact]
    public async Task Without_a_next_instance_it_is_removed_if_nobody_changed_it()
    {
        var tenant = await NewTenantAsync(SomeInstance("rm-1"), SomeInstance("rm-2"));
        var old = await tenant.FindAsync(Id, Now);
        await tenant.TryCommitAsync(Id, old, SomeInstance("rm-1", "Rebooting"));

        var late = await tenant.TryCommitAsync(Id, old, null);
        var removed = await tenant.TryCommitAsync(Id, await tenant.FindAsync(Id, Now), null);

        Assert.Equal((false, true), (late, removed));
        Assert.Equal(["rm-2"], (await tenant.ListAsync(Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task A_commit_that_began_before_its_tenant_got_other_instances_is_refused()
    {
        var tenant = await NewTenantAsync(SomeInstance("rm-1"));
        var seen = await tenant.FindAsync(Id, Now);
        await tenant.ReplaceAsync([SomeInstance("rm-1", "Stopped")]);

        var late = await tenant.TryCommitAsync(Id, seen, SomeInstance("rm-1", "Rebooting"));

        Assert.False(late);
        Assert.Equal("Stopped", (await tenant.FindAsync(Id, Now))!.Value.Status);
    }

    [Fact]
    public async Task In_a_tenant_that_was_dropped_nothing_is_found_and_nothing_changes()
    {
        var store = await OpenAsync(SomeInstance(Id));
        var key = new KeyRing(SomeSeed.Of()).NewKey("test-a");
        var tenant = (await store.EnterAsync(key))!;
        var seen = await tenant.FindAsync(Id, Now);

        var dropped = await store.DropAsync("test-a");

        Assert.True(dropped);
        Assert.False(await tenant.TryCommitAsync(Id, seen, SomeInstance(Id, "Rebooting")));
        Assert.Null(await tenant.FindAsync(Id, Now));
        Assert.Empty(await tenant.ListAsync(Now));
        Assert.Equal("Running", (await (await store.EnterAsync(key))!.FindAsync(Id, Now))!.Value.Status);
    }

    [Fact]
    public async Task A_list_has_the_tenants_instances_of_the_product_by_id()
    {
        var tenant = await NewTenantAsync(SomeInstance("rm-2"), SomeInstance("rm-1"), SomeInstance("dds-1") with { Product = "MongoDb" });

        var rds = await tenant.ListAsync(Now, "Rds");
        var all = await tenant.ListAsync(Now);

        Assert.Equal(["rm-1", "rm-2"], rds.Select(i => i.Id));
        Assert.Equal(["dds-1", "rm-1", "rm-2"], all.Select(i => i.Id));
    }

    [Fact]
    public async Task Of_many_commits_at_one_revision_one_succeeds()
    {
        var tenant = await NewTenantAsync(SomeInstance("rm-1"));
        var seen = await tenant.FindAsync(Id, Now);

        var commits = await Task.WhenAll(Enumerable.Range(0, 100).Select(n =>
            Task.Run(async () => await tenant.TryCommitAsync(Id, seen, SomeInstance("rm-1") with { EngineVersion = $"{n}" }))));

        Assert.Single(commits, committed => committed);
    }

    [Fact]
    public async Task Instances_are_counted_by_product_and_what_is_gone_by_then_is_not()
    {
        var tenant = await NewTenantAsync(
            SomeInstance("rm-1"), SomeInstance("rm-2") with { Pending = new(null, Now) }, SomeInstance("dds-1") with { Product = "MongoDb" });

        Assert.Equal((1, 2),
            (await tenant.CountAsync(Now, "Rds"), await tenant.CountAsync(Now.AddTicks(-1), "Rds")));
    }

    private async Task<Tenant> NewTenantAsync(params Instance[] instances) => (await (await OpenAsync(instances)).FindTenantAsync("testid"))!;

    internal static Instance SomeInstance(string id, string status = "Running") => new()
    {
        Product = "Rds",
        Id = id,
        Region = "cn-hangzhou",
        Engine = "MySQL",
        EngineVersion = "8.0",
        Status = status,
        CreatedAt = Now,
        LockMode = "Unlock",
    };
}
