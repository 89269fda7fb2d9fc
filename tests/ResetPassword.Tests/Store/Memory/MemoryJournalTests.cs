using ResetPassword.Store;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Store.Memory;

public sealed class MemoryJournalTests
{
    private static readonly JournalFilter OfRds = JournalFilter.All with { Product = "Rds" };
    private static readonly CancellationToken Forever = CancellationToken.None;
    private static readonly CancellationToken AtOnce = new(canceled: true);

    [Fact]
    public async Task Those_who_wait_for_the_same_calls_wake_each_when_there_are_as_many_as_it_wants()
    {
        var journal = new MemoryJournal(10);
        journal.AddAsync(SomeCall.Entry()).AtOnce();
        var two = journal.WaitAsync(OfRds, 2, Forever);
        var alsoTwo = journal.WaitAsync(OfRds, 2, Forever);
        var three = journal.WaitAsync(OfRds, 3, Forever);

        journal.AddAsync(SomeCall.Entry("MongoDb")).AtOnce();
        journal.AddAsync(SomeCall.Entry()).AtOnce();
        Assert.Equal((2, 2, false), (await two, await alsoTwo, three.IsCompleted));
        journal.AddAsync(SomeCall.Entry()).AtOnce();

        Assert.Equal(3, await three);
    }

    [Fact]
    public async Task What_is_there_already_needs_no_waiting()
    {
        var journal = new MemoryJournal(10);
        journal.AddAsync(SomeCall.Entry()).AtOnce();

        Assert.Equal(1, await journal.WaitAsync(OfRds, 1, Forever));
    }

    [Fact]
    public async Task A_call_that_made_room_counts_no_more()
    {
        var journal = new MemoryJournal(2);
        journal.AddAsync(SomeCall.Entry()).AtOnce();
        var waiting = journal.WaitAsync(OfRds, 2, Forever);

        journal.AddAsync(SomeCall.Entry("MongoDb")).AtOnce();
        journal.AddAsync(SomeCall.Entry("MongoDb")).AtOnce();
        journal.AddAsync(SomeCall.Entry()).AtOnce();

        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, await journal.WaitAsync(OfRds, 2, AtOnce));
        journal.AddAsync(SomeCall.Entry()).AtOnce();
        Assert.Equal(2, await waiting);
    }

    [Fact]
    public async Task A_cleared_journal_is_counted_from_nothing()
    {
        var journal = new MemoryJournal(10);
        journal.AddAsync(SomeCall.Entry()).AtOnce();
        var waiting = journal.WaitAsync(OfRds, 2, Forever);

        journal.ClearAsync().AtOnce();
        journal.AddAsync(SomeCall.Entry()).AtOnce();

        Assert.False(waiting.IsCompleted);
        journal.AddAsync(SomeCall.Entry()).AtOnce();
        Assert.Equal(2, await waiting);
    }

    [Fact]
    public async Task Who_gives_up_is_told_how_many_there_are_and_the_others_wait_on()
    {
        var journal = new MemoryJournal(10);
        using var patience = new CancellationTokenSource();
        var impatient = journal.WaitAsync(JournalFilter.All, 2, patience.Token);
        var patient = journal.WaitAsync(JournalFilter.All, 2, Forever);
        journal.AddAsync(SomeCall.Entry()).AtOnce();

        await patience.CancelAsync();
        Assert.Equal(1, await impatient);
        journal.AddAsync(SomeCall.Entry()).AtOnce();

        Assert.Equal(2, await patient);
    }

    [Fact]
    public async Task A_thousand_who_wait_for_other_calls_cost_a_call_no_memory()
    {
        var journal = new MemoryJournal(1000);
        var waiting = Enumerable.Range(0, 1000).Select(n => journal.WaitAsync(JournalFilter.All with { InstanceId = $"rm-{n}" }, 1, Forever)).ToArray();
        var entry = SomeCall.Entry() with { Target = new("rm-busy") };
        journal.AddAsync(entry).AtOnce();

        var before = GC.GetAllocatedBytesForCurrentThread();
        journal.AddAsync(entry).AtOnce();
        var cost = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(cost, 0, 10_000);
        Assert.DoesNotContain(waiting, one => one.IsCompleted);
        journal.AddAsync(SomeCall.Entry() with { Target = new("rm-999") }).AtOnce();
        Assert.Equal(1, await waiting[999]);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(8_000, 50)]
    [InlineData(80_000, 5)]
    public void Long_calls_push_out_more_than_short_ones(int characters, int most)
    {
        var journal = new MemoryJournal(100);

        Assert.All(Enumerable.Range(0, 200), _ => journal.AddAsync(SomeCall.Entry() with { Parameters = [new("AccountName", new('x', characters))] }).AtOnce());
        var kept = journal.FindAsync(JournalFilter.All).AtOnce();

        Assert.InRange(kept.Count, (most + 1) / 2, most);
        Assert.InRange(kept.Sum(entry => (long)entry.EstimateBytes()), 1, 100 * IJournal.BytesPerCall);
    }

    [Fact]
    public void The_last_call_is_kept_whatever_it_takes()
    {
        var journal = new MemoryJournal(1);

        journal.AddAsync(SomeCall.Entry()).AtOnce();
        journal.AddAsync(SomeCall.Entry("MongoDb") with { Parameters = [new("AccountName", new('x', 100_000))] }).AtOnce();

        Assert.Equal("MongoDb", Assert.Single(journal.FindAsync(JournalFilter.All).AtOnce()).Product);
    }

    // Two that are reached at once, and between their ends a third that wants the same calls.
    [Fact]
    public async Task A_waiter_that_enters_while_others_leave_is_woken()
    {
        var journal = new MemoryJournal(1000);
        for (var round = 0; round < 200; round++)
        {
            var first = Enumerable.Range(0, 8).Select(_ => journal.WaitAsync(JournalFilter.All, 1, TestContext.Current.CancellationToken)).ToArray();
            journal.AddAsync(SomeCall.Entry()).AtOnce();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            var second = Task.Run(() => journal.WaitAsync(JournalFilter.All, 2, patience.Token), TestContext.Current.CancellationToken);
            await Task.WhenAll(first);
            while (!second.IsCompleted)
                journal.AddAsync(SomeCall.Entry()).AtOnce();
            Assert.True(await second >= 2);
            journal.ClearAsync().AtOnce();
        }
    }

    [Fact]
    public async Task Who_watches_gets_a_large_journal_a_piece_at_a_time_and_then_what_comes()
    {
        var (journal, calls) = Filled(1000, 600);
        var watching = journal.WatchAsync(after: null, int.MaxValue, Forever).GetAsyncEnumerator(Forever);

        var pieces = new List<JournalPiece>();
        while (pieces.Sum(piece => piece.Calls.Count) < 600 && await watching.MoveNextAsync())
            pieces.Add(watching.Current);
        var next = watching.MoveNextAsync();
        Assert.False(next.IsCompleted);
        journal.AddAsync(calls[0] with { RequestId = "new" }).AtOnce();

        Assert.Equal([256, 256, 88], pieces.Select(piece => piece.Calls.Count));
        Assert.Equal(calls, pieces.SelectMany(piece => piece.Calls));
        Assert.True(await next);
        Assert.Equal("new", Assert.Single(watching.Current.Calls).RequestId);
        Assert.DoesNotContain(pieces.Append(watching.Current), piece => piece.IsGap);
    }

    /// <summary>What the journal holds and drops while nobody reads, and what is read then: with a gap, or without.</summary>
    [Theory]
    [InlineData(4, false, "2 3 4 5")]
    [InlineData(5, true, "3 4 5 6")]
    public async Task Who_has_not_read_what_is_gone_is_told_so(int more, bool isGap, string read)
    {
        var (journal, calls) = Filled(4, 2);
        var watching = journal.WatchAsync(after: null, int.MaxValue, Forever).GetAsyncEnumerator(Forever);
        await watching.MoveNextAsync();

        foreach (var number in Enumerable.Range(2, more))
            journal.AddAsync(calls[0] with { RequestId = $"{number}" }).AtOnce();

        Assert.True(await watching.MoveNextAsync());
        Assert.Equal((isGap, read), (watching.Current.IsGap, string.Join(' ', watching.Current.Calls.Select(call => call.RequestId))));
    }

    /// <summary>After which call, how many at most of a journal of five, of which every other is unsigned; and what is read.</summary>
    [Theory]
    [InlineData(null, 2, false, "3 4")]
    [InlineData(null, 9, false, "0 1 2 3 4")]
    [InlineData("1", 1, false, "2 3 4")]
    [InlineData("gone", 2, true, "3 4")]
    public async Task A_reading_begins_after_a_call_or_with_the_last_ones(string? after, int most, bool isGap, string read)
    {
        var journal = new MemoryJournal(10);
        foreach (var number in Enumerable.Range(0, 5))
            journal.AddAsync(SomeCall.Entry(stage: number % 2 == 0 ? Stage.Decide : Stage.Authenticate) with { RequestId = $"{number}" }).AtOnce();
        var pieces = new List<JournalPiece>();

        // The journal's end ends the reading.
        await foreach (var piece in journal.WatchAsync(after, most, Forever))
        {
            pieces.Add(piece);
            journal.End(new StoreChange.CallsCleared(null));
        }

        Assert.Equal(read, string.Join(' ', pieces.SelectMany(piece => piece.Calls).Select(call => call.RequestId)));
        Assert.Equal(isGap, pieces.Any(piece => piece.IsGap));
    }

    private static (MemoryJournal Journal, JournalEntry[] Calls) Filled(int size, int count)
    {
        var journal = new MemoryJournal(size);
        JournalEntry[] calls = [.. Enumerable.Range(0, count).Select(number => SomeCall.Entry() with { RequestId = $"{number}" })];
        foreach (var call in calls)
            journal.AddAsync(call).AtOnce();
        return (journal, calls);
    }
}
