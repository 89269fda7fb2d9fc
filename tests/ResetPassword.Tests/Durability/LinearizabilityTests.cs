using System.Collections.Concurrent;
using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.Durability;

/// <summary>Three emulators on one PostgreSQL are one: what clients see of a few accounts can have happened one after the other.</summary>
public sealed class LinearizabilityTests(PostgresServer server)
{
    private const int Accounts = 16;

    private static long s_clock;

    // Many clients race for the same; of few, most calls have ended before the next begins, which must see what they did.
    [Theory]
    [InlineData(64, 10)]
    [InlineData(2, 300)]
    public async Task What_clients_of_three_emulators_see_can_have_happened_one_after_the_other(int clients, int callsOfAClient)
    {
        var store = ("Store", $"postgres:{await server.NewDatabaseAsync()}");
        await using var first = EmulatorUnderTest.Start(null, store);
        await using var second = EmulatorUnderTest.Start(null, store);
        await using var third = EmulatorUnderTest.Start(null, store);
        EmulatorUnderTest[] emulators = [first, second, third];
        ConcurrentBag<Event>[] histories = [.. Enumerable.Range(0, Accounts).Select(_ => new ConcurrentBag<Event>())];

        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            for (var call = 0; call < callsOfAClient; call++)
            {
                var account = (client + (call * 7)) % Accounts;
                var deed = (Deed)random.Next(4);
                histories[account].Add(await DoAsync(emulators[random.Next(3)], deed, $"account{account}", $"Done_by{client}_{call}"));
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(clients * callsOfAClient, histories.Sum(history => history.Count));
        Assert.Contains(histories, history => history.Any(done => done is { Deed: Deed.Reset, IsDone: true }));
        Assert.All(histories, history => Assert.True(new History([.. history.OrderBy(done => done.Began)]).IsLinearizable()));
    }

    [Theory]
    [InlineData(3, 4, true)]
    [InlineData(1, 2, false)]
    public void A_reset_that_was_acknowledged_is_seen_by_what_begins_later(long began, long ended, bool seesTheReset)
    {
        Event[] events =
        [
            new(Deed.Create, "one", -2, -1, true),
            new(Deed.Reset, "two", 0, 0, true),
            new(Deed.Verify, "two", began, ended, true, (seesTheReset, seesTheReset ? 2 : 1)),
        ];

        Assert.Equal(seesTheReset, new History(events).IsLinearizable());
    }

    [Fact]
    public void What_nobody_knows_may_have_happened_or_not()
    {
        Event[] before = [new(Deed.Create, "one", 0, 1, true), new(Deed.Reset, "two", 2, 3, null)];

        Assert.True(new History([.. before, new(Deed.Verify, "two", 4, 5, true, (true, 2))]).IsLinearizable());
        Assert.True(new History([.. before, new(Deed.Verify, "one", 4, 5, true, (true, 1))]).IsLinearizable());
        Assert.False(new History([.. before, new(Deed.Verify, "one", 4, 5, true, (true, 2))]).IsLinearizable());
    }

    private static async Task<Event> DoAsync(EmulatorUnderTest emulator, Deed deed, string account, string password)
    {
        var began = Interlocked.Increment(ref s_clock);
        var answer = deed == Deed.Verify
            ? await emulator.PostAsync($"instances/rm-running/accounts/{account}/verify-password", $$"""{"password":"{{password}}"}""")
            : await emulator.CallAsync("Rds", call => call with { Action = ActionOf(deed) },
                [("DBInstanceId", "rm-running"), ("AccountName", account), .. deed == Deed.Delete ? Array.Empty<(string, string)>() : [("AccountPassword", password)]]);
        var ended = Interlocked.Increment(ref s_clock);
        Assert.Contains(answer.Status, new[] { 200, 400, 403, 404, 503 });
        return new(deed, password, began, ended, answer.Status == 503 ? null : answer.Status == 200,
            deed == Deed.Verify && answer.Status == 200 ? ((bool)answer.Json["matches"]!, (long)answer.Json["passwordVersion"]!) : null);
    }

    private static string ActionOf(Deed deed) => deed switch
    {
        Deed.Create => "CreateAccount",
        Deed.Reset => "ResetAccountPassword",
        _ => "DeleteAccount",
    };
}
