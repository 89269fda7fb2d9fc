using System.Globalization;
using System.Net;

namespace ResetPassword.Tests.Http.Controls;

/// <summary>The journal as server-sent events.</summary>
public sealed class RequestStreamTests
{
    [Fact]
    public async Task It_begins_with_the_calls_that_are_there_and_goes_on_with_those_that_come()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var first = await emulator.ResetRdsAsync();
        await using var stream = await ServerSentEvents.OpenAsync(emulator);
        var seen = await stream.NextAsync();

        var second = await emulator.ResetRdsAsync();
        var next = await stream.NextAsync();

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (stream.Status, stream.ContentType));
        Assert.Equal(
            [("call", IdOf(first), IdOf(first)), ("call", IdOf(second), IdOf(second))],
            new[] { seen!, next! }.Select(each => (each.Name, each.Id, (string)each.Json["requestId"]!)));
    }

    [Fact]
    public async Task An_event_is_an_element_of_the_list()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.CallAsync("Rds", ("DBInstanceId", "rm-none"), ("AccountName", "test1"), ("AccountPassword", "New_pass1"));
        await using var stream = await ServerSentEvents.OpenAsync(emulator);

        var seen = await stream.NextAsync();

        Assert.Equal((await emulator.GetAsync("requests")).Json[0]!.ToJsonString(), seen!.Json.ToJsonString());
    }

    [Fact]
    public async Task It_is_narrowed_as_the_list_is()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await using var stream = await ServerSentEvents.OpenAsync(emulator, "product=polardb&code=OK");
        await emulator.ResetRdsAsync();

        var reset = await SomeReset.Of("PolarDb").SendAsync(emulator);

        Assert.Equal(IdOf(reset), (await stream.NextAsync())!.Id);
    }

    [Fact]
    public async Task One_that_resumes_goes_on_after_the_last_event_of_before()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var calls = new[] { await emulator.ResetRdsAsync(), await emulator.ResetRdsAsync(), await emulator.ResetRdsAsync() };

        await using var stream = await ServerSentEvents.OpenAsync(emulator, lastEventId: IdOf(calls[1]));
        var events = await stream.TakeAsync(StoreUnderTest.IsShared ? 3 : 1);

        // With a store that others write to as well, it may show again what came before.
        Assert.Equal((IdOf(calls[2]), false), (events[^1].Id, events.Any(each => each.Name == "gap")));
    }

    [Fact]
    public async Task Where_the_last_event_of_before_is_gone_a_gap_is_said()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var call = await emulator.ResetRdsAsync();

        await using var stream = await ServerSentEvents.OpenAsync(emulator, lastEventId: "never");

        Assert.Equal([("gap", "{}"), ("call", IdOf(call))], (await stream.TakeAsync(2)).Select(each => (each.Name, each.Id == "" ? each.Data! : each.Id)));
    }

    [Fact]
    public async Task Where_a_journal_was_emptied_in_between_a_gap_is_said()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await using var stream = await ServerSentEvents.OpenAsync(emulator);
        await stream.NextAsync();
        await emulator.DeleteAsync("requests");

        var next = await emulator.ResetRdsAsync();

        Assert.Equal(["gap", "call"], (await stream.TakeAsync(2)).Select(each => each.Name));
        Assert.Equal(200, next.Status);
    }

    [Fact]
    public async Task Many_calls_at_once_are_all_shown_each_once_while_the_journal_has_room_for_them()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await using var stream = await ServerSentEvents.OpenAsync(emulator);

        var calls = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => emulator.ResetRdsAsync()));
        var events = await stream.TakeAsync(300);

        Assert.Equal(calls.Select(IdOf).Order(StringComparer.Ordinal), events.Select(each => each.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_begins_with_as_many_of_the_last_calls_as_are_asked_for()
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        var last = await emulator.ResetRdsAsync();
        await using var stream = await ServerSentEvents.OpenAsync(emulator, "last=1");
        var seen = await stream.NextAsync();

        var next = await emulator.ResetRdsAsync();

        Assert.Equal([("call", IdOf(last)), ("call", IdOf(next))], new[] { seen!, (await stream.NextAsync())! }.Select(each => (each.Name, each.Id)));
    }

    [Fact]
    public async Task One_that_resumes_does_not_bring_back_a_tenant_that_was_dropped()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var key = (string)(await emulator.PostAsync("tenants", "")).Json["accessKeyId"]!;
        await emulator.DeleteAsync($"tenants/{key}");

        // The id that a reader has before its first call.
        await using var stream = await ServerSentEvents.OpenAsync(emulator, $"tenant={key}", lastEventId: "0");

        Assert.Equal(HttpStatusCode.NotFound, stream.Status);
        Assert.DoesNotContain(key, (await emulator.GetAsync("tenants")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_its_tenant()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var key = (string)(await emulator.PostAsync("tenants", "")).Json["accessKeyId"]!;
        await using var stream = await ServerSentEvents.OpenAsync(emulator, $"tenant={key}");

        Assert.Equal(204, (await emulator.DeleteAsync($"tenants/{key}")).Status);

        Assert.Null(await stream.NextAsync());
    }

    [Theory]
    [InlineData("product=nothing", "product: expected one of ")]
    [InlineData("action=ResetAcountPassword", "action: no product has such an action. Did you mean ResetAccountPassword?")]
    [InlineData("since=now", "The query: expected no parameters but ")]
    public async Task What_narrows_nothing_is_refused(string query, string detail)
    {
        await using var emulator = EmulatorUnderTest.Start();

        var answer = await emulator.GetAsync($"requests/stream?{query}");

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(detail, (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_journal_there_is_none()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("JournalSize", "0"));

        var answer = await emulator.GetAsync("requests/stream");

        Assert.Equal((400, "The journal is off (JournalSize is 0): no call would ever be seen."), (answer.Status, (string?)answer.Json["detail"]));
    }

    [Fact]
    public async Task So_many_can_be_open_and_whoever_leaves_makes_room()
    {
        var waiters = new ResetPassword.Http.Controls.Waiters();
        await using var emulator = EmulatorUnderTest.Start(waiters);
        Assert.All(Enumerable.Range(0, ResetPassword.Http.Controls.Waiters.Limit), _ => Assert.True(waiters.TryEnter()));

        var refused = await emulator.GetAsync("requests/stream");
        waiters.Leave();
        await using var stream = await ServerSentEvents.OpenAsync(emulator);

        Assert.Equal((429, HttpStatusCode.OK), (refused.Status, stream.Status));
    }

    [Fact]
    public async Task A_journal_that_more_calls_come_to_than_it_holds_says_that_some_are_missing()
    {
        await using var emulator = EmulatorUnderTest.Start(null, ("JournalSize", "2"));
        var last = await emulator.ResetRdsAsync();
        await using var stream = await ServerSentEvents.OpenAsync(emulator);
        await stream.NextAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => emulator.ResetRdsAsync()));
        var lastId = (string)(await emulator.GetAsync("requests")).Json.AsArray()[^1]!["requestId"]!;
        var events = new List<ServerSentEvent>();
        await foreach (var each in UntilAsync(stream, lastId))
            events.Add(each);

        Assert.Equal(200, last.Status);
        Assert.True(events.Count(each => each.Name == "call") == 100 || events.Any(each => each.Name == "gap"),
            string.Create(CultureInfo.InvariantCulture, $"{events.Count} events without a gap"));
    }

    private static async IAsyncEnumerable<ServerSentEvent> UntilAsync(ServerSentEvents stream, string id)
    {
        while (await stream.NextAsync() is { } next)
        {
            yield return next;
            if (next.Id == id)
                yield break;
        }
    }

    private static string IdOf(Answer answer) => answer.Headers["x-acs-request-id"];
}
