using ResetPassword.Model;
using ResetPassword.Tests.Store;
using static ResetPassword.Tests.Gateway.MadeOperations;

namespace ResetPassword.Tests.Gateway;

/// <summary>What the gateway loads for each scope and commits for each decision: the seam for lists, creates and deletes.</summary>
public sealed class ScopesTests
{
    private static readonly DateTimeOffset Now = SomeTime.Noon;

    private static readonly Instance[] Instances =
        [MadeGateway.SomeInstance("made-b"), MadeGateway.SomeInstance("made-a"), MadeGateway.SomeInstance("other-a", "Other")];

    [Theory]
    [InlineData("LookAtNothing", "made-a", "none", "")]
    [InlineData("LookAtOne", "made-a", "made-a", "")]
    [InlineData("LookAtOne", "made-z", "none", "")]
    [InlineData("LookAtOne", "", "none", "")]
    [InlineData("LookAtOne", "other-a", "none", "")]
    [InlineData("LookAtNew", "made-z", "none", "")]
    [InlineData("LookAtNew", "made-a", "made-a", "")]
    [InlineData("LookAtNew", "other-a", "other-a", "")]
    [InlineData("LookAtAll", "made-a", "none", "made-a,made-b")]
    public async Task An_operation_sees_what_its_scope_names(string action, string id, string instance, string instances)
    {
        var gateway = new MadeGateway(Instances, new LookAtNothing(), new LookAtOne(), new LookAtNew(), new LookAtAll());

        var answer = await gateway.CallAsync(action, ("Id", id));

        Assert.Equal([new("Instance", instance), new("Instances", instances)], answer.Reply);
    }

    [Fact]
    public async Task An_operation_without_a_target_sees_no_instance()
    {
        var gateway = new MadeGateway(Instances, new LookAtOne());

        var answer = await gateway.CallAsync("LookAtOne");

        Assert.Equal([new("Instance", "none"), new("Instances", "")], answer.Reply);
    }

    [Fact]
    public async Task An_answer_changes_nothing()
    {
        var gateway = new MadeGateway(Instances, new LookAtOne());

        await gateway.CallAsync("LookAtOne", ("Id", "made-a"));

        Assert.True(gateway.Tenant.IsAsSeeded);
    }

    [Fact]
    public async Task A_created_instance_is_there_and_is_created_once()
    {
        var gateway = new MadeGateway(Instances, new Create(), new LookAtAll());

        var created = await gateway.CallAsync("Create", ("Id", "made-c"));
        var again = await gateway.CallAsync("Create", ("Id", "made-c"));

        Assert.Equal((null, Taken), (created.Error, again.Error));
        Assert.Contains(new("Instances", "made-a,made-b,made-c"), (await gateway.CallAsync("LookAtAll")).Reply);
    }

    [Fact]
    public async Task An_id_that_another_product_has_is_taken()
    {
        var gateway = new MadeGateway(Instances, new Create());

        var answer = await gateway.CallAsync("Create", ("Id", "other-a"));

        Assert.Equal(Taken, answer.Error);
        Assert.Equal("Other", (await gateway.Tenant.FindAsync("other-a", Now))!.Value.Product);
    }

    [Fact]
    public async Task A_removed_instance_is_gone_and_its_reply_is_answered()
    {
        var gateway = new MadeGateway(Instances, new Delete());

        var removed = await gateway.CallAsync("Delete", ("Id", "made-a"));
        var again = await gateway.CallAsync("Delete", ("Id", "made-a"));

        Assert.Equal([new("Removed", "made-a")], removed.Reply);
        Assert.Equal(NotFound, again.Error);
        Assert.Equal(["made-b", "other-a"], (await gateway.Tenant.ListAsync(Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task An_operation_on_several_instances_changes_each_of_them()
    {
        var gateway = new MadeGateway(Instances, new DeleteEach());

        var removed = await gateway.CallAsync("DeleteEach", ("Id", "made-a,made-b"));

        Assert.Equal([new("Removed", "all")], removed.Reply);
        Assert.Equal(["other-a"], (await gateway.Tenant.ListAsync(Now)).Select(i => i.Id));
    }

    [Theory]
    [InlineData("made-a,other-a")]
    [InlineData("made-a,made-z")]
    [InlineData("made-z,made-a")]
    public async Task If_one_of_several_instances_is_refused_none_is_changed(string ids)
    {
        var gateway = new MadeGateway(Instances, new DeleteEach());

        var answer = await gateway.CallAsync("DeleteEach", ("Id", ids));

        Assert.Equal(NotFound, answer.Error);
        Assert.True(gateway.Tenant.IsAsSeeded);
    }

    [Fact]
    public async Task After_a_lost_race_one_of_several_instances_is_decided_on_again()
    {
        MadeGateway? gateway = null;
        var operation = new DeleteEach(async seen => await CommitAsync(gateway!, seen with { Status = "Rebooting" }));
        gateway = new(Instances, operation);

        var answer = await gateway.CallAsync("DeleteEach", ("Id", "made-a,made-b"));

        Assert.Null(answer.Error);
        Assert.Equal(["other-a"], (await gateway.Tenant.ListAsync(Now)).Select(i => i.Id));
    }

    [Fact]
    public async Task Of_a_hundred_creates_of_one_id_one_succeeds()
    {
        var gateway = new MadeGateway([], new Create());

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => gateway.CallAsync("Create", ("Id", "made-c")))));

        Assert.Single(answers, answer => answer.Error is null);
        Assert.Equal(99, answers.Count(answer => answer.Error == Taken));
    }

    [Fact]
    public async Task After_a_lost_race_the_operation_decides_again_on_what_is_there_now_with_the_hash_it_has()
    {
        MadeGateway? gateway = null;
        var operation = new AddAccount(async seen => await CommitAsync(gateway!, seen with { Status = "Rebooting" }));
        gateway = new(Instances, operation);

        var answer = await gateway.CallAsync("AddAccount", ("Id", "made-a"));

        var now = await gateway.Tenant.FindAsync("made-a", Now);
        Assert.Null(answer.Error);
        Assert.Equal(("Rebooting", 1), (now!.Value.Status, now.Value.Accounts.Count));
        Assert.Equal(2, operation.Hashes.Count);
        Assert.Single(operation.Hashes.Distinct());
    }

    [Fact]
    public async Task A_change_whose_instance_was_removed_meanwhile_is_decided_again_and_refused()
    {
        MadeGateway? gateway = null;
        var operation = new AddAccount(async seen => await CommitAsync(gateway!, null, seen.Id));
        gateway = new(Instances, operation);

        var answer = await gateway.CallAsync("AddAccount", ("Id", "made-a"));

        Assert.Equal(NotFound, answer.Error);
        Assert.Null(await gateway.Tenant.FindAsync("made-a", Now));
    }

    [Fact]
    public async Task A_change_whose_tenant_was_reset_meanwhile_is_decided_again_on_the_new_instances()
    {
        MadeGateway? gateway = null;
        var operation = new AddAccount(seen =>
        {
            gateway!.Tenant.ReplaceAsync([seen with { Region = "cn-beijing" }]).AtOnce();
            return Task.CompletedTask;
        });
        gateway = new(Instances, operation);

        var answer = await gateway.CallAsync("AddAccount", ("Id", "made-a"));

        var now = await gateway.Tenant.FindAsync("made-a", Now);
        Assert.Null(answer.Error);
        Assert.Equal(("cn-beijing", 1), (now!.Value.Region, now.Value.Accounts.Count));
    }

    private static async Task CommitAsync(MadeGateway gateway, Instance? next, string id = "made-a") =>
        Assert.True(await gateway.Tenant.TryCommitAsync(id, await gateway.Tenant.FindAsync(id, Now), next));
}
