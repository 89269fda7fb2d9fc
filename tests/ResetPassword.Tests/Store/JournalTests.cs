using ResetPassword.Hosting;
using ResetPassword.Store;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store;

/// <summary>The journal of a tenant, in whatever store.</summary>
public abstract class JournalTests : StoreTests
{
    private static readonly CancellationToken AtOnce = new(canceled: true);

    [Fact]
    public async Task Calls_are_found_in_the_order_in_which_they_came()
    {
        var journal = await OpenJournalAsync(size: 10);
        JournalEntry[] calls = [SomeCall.Entry("Rds"), SomeCall.Entry("MongoDb"), SomeCall.Entry("Rds", Stage.Authenticate), SomeCall.Entry("Rds")];

        foreach (var call in calls)
            await journal.AddAsync(call);

        Assert.Equal(calls.Select(call => call.RequestId), (await journal.FindAsync(JournalFilter.All)).Select(call => call.RequestId));
        Assert.Equal(3, (await journal.FindAsync(JournalFilter.All with { Product = "Rds" })).Count);
    }

    [Fact]
    public async Task Unsigned_calls_and_others_do_not_push_each_other_out()
    {
        var journal = await OpenJournalAsync(size: 2);
        var signed = SomeCall.Entry();

        await journal.AddAsync(signed);
        await journal.AddAsync(SomeCall.Entry("MongoDb", Stage.Authenticate));
        await journal.AddAsync(SomeCall.Entry("Rds", Stage.Authenticate));
        await journal.AddAsync(SomeCall.Entry("PolarDb", Stage.Authenticate));

        Assert.Equal([signed.Product, "Rds", "PolarDb"], (await journal.FindAsync(JournalFilter.All)).Select(call => call.Product));
    }

    [Fact]
    public async Task Long_calls_push_out_more_than_short_ones_and_the_last_one_stays()
    {
        var journal = await OpenJournalAsync(size: 4);
        var longest = SomeCall.Entry("PolarDb") with { Parameters = [new("AccountName", new('x', 4 * IJournal.BytesPerCall))] };

        await journal.AddAsync(SomeCall.Entry());
        await journal.AddAsync(longest);

        Assert.Equal(longest.RequestId, Assert.Single(await journal.FindAsync(JournalFilter.All)).RequestId);
    }

    [Fact]
    public async Task A_cleared_journal_is_empty_and_takes_calls()
    {
        var journal = await OpenJournalAsync(size: 10);
        await journal.AddAsync(SomeCall.Entry("Rds"));

        await journal.ClearAsync();
        await journal.AddAsync(SomeCall.Entry("MongoDb"));

        Assert.Equal("MongoDb", Assert.Single(await journal.FindAsync(JournalFilter.All)).Product);
    }

    [Fact]
    public async Task Who_waits_is_told_when_there_are_as_many_calls_as_it_wants()
    {
        var journal = await OpenJournalAsync(size: 10);
        var waiting = journal.WaitAsync(JournalFilter.All, 2, TestContext.Current.CancellationToken);

        await journal.AddAsync(SomeCall.Entry());
        await journal.AddAsync(SomeCall.Entry());

        Assert.Equal(2, await waiting);
    }

    [Fact]
    public async Task Who_gives_up_is_told_how_many_there_are()
    {
        var journal = await OpenJournalAsync(size: 10);
        await journal.AddAsync(SomeCall.Entry());

        Assert.Equal(1, await journal.WaitAsync(JournalFilter.All, 2, AtOnce));
    }

    [Fact]
    public async Task Calls_of_nobody_are_apart_from_those_of_a_tenant()
    {
        var store = await OpenAsync();
        var tenant = (await store.FindTenantAsync("testid"))!;

        await store.Unattributed.AddAsync(SomeCall.Entry("MongoDb"));
        await tenant.Journal.AddAsync(SomeCall.Entry("Rds"));

        Assert.Equal("MongoDb", Assert.Single(await store.Unattributed.FindAsync(JournalFilter.All)).Product);
        Assert.Equal("Rds", Assert.Single(await tenant.Journal.FindAsync(JournalFilter.All)).Product);
    }

    [Fact]
    public async Task A_journal_of_size_0_keeps_nothing_and_changes_are_made_all_the_same()
    {
        var limits = new EmulatorOptions().Limits with { JournalSize = 0 };
        var store = await OpenAsync(SomeSeed.Of(InstancesTests.SomeInstance("rm-1")), TimeProvider.System, limits);
        var tenant = (await store.FindTenantAsync("testid"))!;

        var committed = await tenant.TryCommitAsync("rm-1", await tenant.FindAsync("rm-1", SomeTime.Noon), InstancesTests.SomeInstance("rm-1", "Rebooting"));

        Assert.Equal((false, true), (tenant.Journal.IsKept, committed));
        Assert.Empty(await tenant.Journal.FindAsync(JournalFilter.All));
        Assert.Equal("Rebooting", (await tenant.FindAsync("rm-1", SomeTime.Noon))!.Value.Status);
    }

    private async Task<IJournal> OpenJournalAsync(int size)
    {
        var store = await OpenAsync(SomeSeed.Of(), TimeProvider.System, new EmulatorOptions().Limits with { JournalSize = size });
        return (await store.FindTenantAsync("testid"))!.Journal;
    }
}
