using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ResetPassword.Store.Postgres;

/// <summary>This process among those that share the database: all have the same seed and the same version.</summary>
internal sealed class Membership
{
    /// <summary>How often a process shows that it lives; one that was not seen for three times as long does not.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    // A process that was not seen for so long asks first whether it is one of them still.
    private static readonly TimeSpan Doubt = 2 * Beat;

    private const string Encoding = "UTF8";

    private const string LiveOthers = """
        select seed, program from resetpassword.processes
        where id <> $1 and seen > now() - interval '15 seconds' and (seed <> $2 or program <> $3) limit 1
        """;

    private const string Appear = """
        insert into resetpassword.processes (id, seed, program, seen) values ($1, $2, $3, now()) on conflict (id) do update set seen = excluded.seen
        """;

    private const string Disappear = "delete from resetpassword.processes where id = $1 or seen < now() - interval '1 hour'";

    private const string Find = "select value from resetpassword.meta where name = $1";

    private const string Set = "insert into resetpassword.meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";

    private const string SetFirst = "insert into resetpassword.meta (name, value) values ($1, $2) on conflict (name) do nothing";

    private readonly Database _database;
    private readonly string _id;
    private readonly string _seedHash;
    private readonly string _program;
    private long _seen = Stopwatch.GetTimestamp();

    private Membership(Database database, string id, string seedHash, string program) =>
        (_database, _id, _seedHash, _program) = (database, id, seedHash, program);

    public DateTimeOffset SeededAt { get; private set; }

    /// <summary>That it has adopted what another seed or version left; null where there is nothing to say.</summary>
    public string? Notice { get; private set; }

    /// <summary>When the first process read the seed, which is now if there was none.</summary>
    public static Task<DateTimeOffset> AgreeOnSeededAtAsync(Database database, DateTimeOffset now) => StartAsync(database, async connection =>
    {
        await Schema.EnsureAsync(connection);
        await database.ReadAsync(connection, reader => reader.ReadAsync(), SeededAtFirst(now));
        return TimeOf(await FindAsync(database, connection, "seededAt")) ?? now;
    });

    /// <summary>Joins the others, or is refused.</summary>
    /// <param name="readAt">When the seed was read: the first process says it for all.</param>
    public static Task<Membership> JoinAsync(
        Database database, string seedHash, string program, DateTimeOffset readAt, CancellationToken cancellation) => StartAsync(
        database,
        async connection =>
        {
            cancellation.ThrowIfCancellationRequested();
            await Schema.EnsureAsync(connection);
            var membership = new Membership(database, Guid.NewGuid().ToString(), seedHash, program);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await membership.JoinAsync(connection, readAt);
            await database.CommitAsync(transaction);
            return membership;
        });

    /// <summary>Shows that it lives. Where another seed or version has taken the database over meanwhile, this process has no part in it any more.</summary>
    public async Task BeatAsync()
    {
        var now = Stopwatch.GetTimestamp();
        var (seed, program) = await _database.RunInTransactionAsync(
            async reader =>
            {
                await reader.NextResultAsync();
                var seed = await reader.ReadAsync() ? reader.GetString(0) : null;
                await reader.NextResultAsync();
                return (seed, await reader.ReadAsync() ? reader.GetString(0) : null);
            },
            () => new Statement(Statements.Lock).With("lock of processes"),
            () => new Statement(Appear).With(_id).With(_seedHash).With(_program),
            () => new Statement(Find).With("seed"),
            () => new Statement(Find).With("program"));
        if (seed is not null && program is not null && (seed, program) != (_seedHash, _program))
        {
            _database.Refuse(
                $"{_database.Name} has been taken over with {DifferenceOf(seed, program)}, while this process was not seen for 15 seconds; restart it");
        }

        Volatile.Write(ref _seen, now);
    }

    /// <summary>Before anything is asked or changed: a process that was stopped for a while may have no part in it any more.</summary>
    public async ValueTask EnsureAsync()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _seen)) > Doubt)
            await BeatAsync();
    }

    public Task LeaveAsync() => _database.RunAsync(() => new Statement(Disappear).With(_id));

    private async Task JoinAsync(NpgsqlConnection connection, DateTimeOffset readAt)
    {
        await _database.ReadAsync(connection, reader => reader.ReadAsync(), new Statement(Statements.Lock).With("lock of processes"));
        if (await FindOtherAsync(connection) is var (seed, program))
        {
            throw new StoreRefusedException(
                $"Another process uses {_database.Name} with {DifferenceOf(seed, program)}. All that share a store have the same; stop the other ones first.");
        }

        var before = (Seed: await FindAsync(_database, connection, "seed"), Program: await FindAsync(_database, connection, "program"));
        if (before is ({ } otherSeed, { } otherProgram) && (otherSeed, otherProgram) != (_seedHash, _program))
        {
            Notice = $"{_database.Name} was used with {DifferenceOf(otherSeed, otherProgram)}. "
                + "What was changed in it stays; everything else is as this seed says.";
        }

        await _database.ReadAsync(connection, _ => Task.FromResult(true),
            new Statement(Appear).With(_id).With(_seedHash).With(_program),
            new Statement(Set).With("seed").With(_seedHash),
            new Statement(Set).With("program").With(_program),
            SeededAtFirst(readAt));
        SeededAt = TimeOf(await FindAsync(_database, connection, "seededAt")) ?? readAt;
    }

    private static Statement SeededAtFirst(DateTimeOffset time) =>
        new Statement(SetFirst).With("seededAt").With(time.ToString("O", CultureInfo.InvariantCulture));

    private string DifferenceOf(string seed, string program) => (seed == _seedHash, program == _program) switch
    {
        (true, _) => $"version {program}, and this is version {_program}",
        (_, true) => $"another seed ({seed}), and this one's is {_seedHash}",
        _ => $"another seed ({seed}) and version {program}, and this is version {_program} with the seed {_seedHash}",
    };

    private Task<(string Seed, string Program)?> FindOtherAsync(NpgsqlConnection connection) => _database.ReadAsync<(string, string)?>(
        connection,
        async reader => await reader.ReadAsync() ? (reader.GetString(0), reader.GetString(1)) : null,
        new Statement(LiveOthers).With(_id).With(_seedHash).With(_program));

    private static Task<string?> FindAsync(Database database, NpgsqlConnection connection, string name) => database.ReadAsync(
        connection, async reader => await reader.ReadAsync() ? reader.GetString(0) : null, new Statement(Find).With(name));

    private static DateTimeOffset? TimeOf(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    // What no second start would change is said in one line.
    private static Task<T> StartAsync<T>(Database database, Func<NpgsqlConnection, Task<T>> start) => database.RunAsync(async (bool _) =>
    {
        try
        {
            await using var connection = await database.OpenAsync();
            if (connection.PostgresParameters.GetValueOrDefault("server_encoding", Encoding) is var encoding and not Encoding)
                throw new StoreRefusedException($"{database.Name} cannot be used: its encoding is {encoding}, and names of any language need {Encoding}.");
            return await start(connection);
        }
        catch (PostgresException refused) when (!Database.IsPassing(refused) || Database.IsRefusal(refused))
        {
            throw new StoreRefusedException($"{database.Name} cannot be used: {refused.MessageText}", refused);
        }
    });
}
