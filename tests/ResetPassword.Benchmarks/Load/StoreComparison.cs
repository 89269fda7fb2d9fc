using System.Globalization;

namespace ResetPassword.Benchmarks.Load;

/// <summary>
/// The native emulator with each of its stores, in turn: 64 clients reset passwords of accounts in 1,000 instances. Instances are as many with few accounts
/// as with many, so that as many calls race for one.
/// </summary>
/// <param name="start">Starts a program with what it is given besides.</param>
/// <param name="sign">Makes a file of requests for targets: how many, and its name.</param>
internal sealed class StoreComparison(
    string folder, Published native, Func<string, (string, string)[], string[], Application> start, Func<(string, string)[], int, string, string> sign)
{
    private const string Memory = "memory";
    private const string Sqlite = "SQLite";
    private const string SqliteFull = "SQLite, `SqliteSynchronous=Full`";
    private const string OnePostgres = "PostgreSQL, one emulator";
    private const string ThreePostgres = "PostgreSQL, three emulators";

    private const int WarmUps = 3;
    private const int Rounds = 5;
    private const int PairedRounds = 15;

    private const string Head = """
        | store | accounts | resets per second | ratio to 1,000 accounts | processor time per reset, µs | PostgreSQL's, µs | 99th percentile, ms |
        |---|---|---|---|---|---|---|

        """;

    // By then each connection has told what it has done.
    private static readonly TimeSpan UntilCounted = TimeSpan.FromSeconds(11);

    private readonly Seeded _few = Seeded.Write(Path.Combine(folder, "stores-few.json"), accountsEach: 1);
    private readonly Seeded _many = Seeded.Write(Path.Combine(folder, "stores-many.json"), accountsEach: 1000);

    /// <summary>Prints a table of the stores, and gives what is asked of them.</summary>
    /// <param name="earlier">The commit whose store in memory this one is compared with.</param>
    public IEnumerable<Figure> Measure(string earlier)
    {
        var programs = DatabaseServer.FindPrograms();
        var before = CompareWithEarlier(earlier);
        var (inProcess, inDatabase) = (CompareInProcess(), CompareInDatabase(programs));
        Console.WriteLine();
        Console.WriteLine(Head + string.Concat(inProcess.Stores.Concat(inDatabase.Stores)));
        return [.. before, .. inProcess.Figures, .. inDatabase.Figures];
    }

    // The difference is smaller than what a machine's speed wanders by: each pair of rounds gives one ratio, and there are many.
    private Figure[] CompareWithEarlier(string commit)
    {
        Note($"memory, beside that of {commit}");
        if (Published.PublishEarlier(commit, folder, native.Build) is not { } program)
        {
            Note($"  This repository has no commit {commit} (is it a shallow clone?): memory is not compared with what it was.");
            return [];
        }

        using var earlier = Started($"memory at {commit}", _few, program);
        using var now = Started(Memory, _few, native.Emulator);
        Alternate(PairedRounds, earlier, now);
        var (was, has) = (MediansOf(earlier), MediansOf(now));
        return
        [
            new($"memory: resets per second, ratio to {commit}, before there were other stores", MedianRatio(now, earlier), 0.97, null,
                Invariant($"median of {PairedRounds} pairs of rounds; {has.PerSecond:F0}/s, {has.Microseconds:F1} µs, 99th percentile ")
                + Invariant($"{has.Percentile99:F1} ms against {was.PerSecond:F0}/s, {was.Microseconds:F1} µs, {was.Percentile99:F1} ms"), IsMore: true),
        ];
    }

    private (Figure[] Figures, string[] Stores) CompareInProcess()
    {
        Note("memory and SQLite");
        using var memory = Started(Memory, _few, native.Emulator);
        using var sqlite = Started(Sqlite, _few, native.Emulator, InFile("few"));
        using var full = Started(SqliteFull, _few, native.Emulator, [.. InFile("few-full"), .. Full]);
        using var manyInMemory = Started(Memory, _many, native.Emulator);
        using var manyInSqlite = Started(Sqlite, _many, native.Emulator, InFile("many"));
        using var manyInFull = Started(SqliteFull, _many, native.Emulator, [.. InFile("many-full"), .. Full]);
        Alternate(Rounds, memory, manyInMemory, sqlite, manyInSqlite, full, manyInFull);
        return (
            [Compared(Sqlite, sqlite, Memory, memory, 0.2), Compared(SqliteFull, full, Memory, memory, null)],
            [.. RowsOf(memory, manyInMemory), .. RowsOf(sqlite, manyInSqlite), .. RowsOf(full, manyInFull)]);
    }

    private (Figure[] Figures, string[] Stores) CompareInDatabase(string programs)
    {
        Note("PostgreSQL");
        using var server = DatabaseServer.Start(programs);
        using var one = StartedOn(server, OnePostgres, _few, 1);
        using var three = StartedOn(server, ThreePostgres, _few, 3);
        using var manyInOne = StartedOn(server, OnePostgres, _many, 1);
        using var manyInThree = StartedOn(server, ThreePostgres, _many, 3);
        Alternate(Rounds, one, manyInOne, three, manyInThree);
        Thread.Sleep(UntilCounted);
        return (
            [Compared(ThreePostgres, three, "one", one, 0.9), .. WorkOf(one), .. WorkOf(three)],
            [.. RowsOf(one, manyInOne), .. RowsOf(three, manyInThree)]);
    }

    private static string[] Full => ["--ResetPassword:SqliteSynchronous=Full"];

    private string[] InFile(string name) => ["--store", $"sqlite:{Path.Combine(folder, name)}.db"];

    private StoreContender Started(string store, Seeded seeded, string program, params string[] arguments) => Held(
        new StoreContender(store, seeded.Accounts, seeded.Targets, sign),
        contender => contender.With(targets => start(program, targets, ["--seed", seeded.Path, .. arguments])));

    private StoreContender StartedOn(DatabaseServer server, string store, Seeded seeded, int emulators) => Held(
        new StoreContender(store, seeded.Accounts, seeded.Targets, sign),
        contender => contender.With(server, emulators, (targets, database) =>
            start(native.Emulator, targets, ["--seed", seeded.Path, "--store", $"postgres:{database}"])));

    // What has started ends where another did not.
    private static StoreContender Held(StoreContender contender, Func<StoreContender, StoreContender> startAll)
    {
        try
        {
            return startAll(contender);
        }
        catch
        {
            contender.Dispose();
            throw;
        }
    }

    private static void Alternate(int rounds, params StoreContender[] contenders)
    {
        for (var i = 0; i < WarmUps + rounds; i++)
        {
            Note(i < WarmUps ? "  warm-up" : "  round");
            foreach (var contender in contenders)
            {
                var round = contender.Run();
                Note(Invariant($"    {round.PerSecond,7:F0}/s, 99th percentile {round.Percentile99,6:F1} ms: ")
                    + Invariant($"{contender.Store}, {contender.Accounts:N0} accounts"));
            }
        }
    }

    private static IReadOnlyList<StoreRound> CountedOf(StoreContender contender) => [.. contender.Rounds.Skip(WarmUps)];

    private static StoreRound MediansOf(StoreContender contender) => StoreRound.Of(CountedOf(contender));

    private static double MedianRatio(StoreContender one, StoreContender other) =>
        Median.Of(CountedOf(one).Zip(CountedOf(other)), pair => pair.First.PerSecond / pair.Second.PerSecond);

    private static Figure Compared(string name, StoreContender one, string otherName, StoreContender other, double? asked) => new(
        $"{name}: resets per second, ratio to {otherName}", MedianRatio(one, other), asked, null,
        Invariant($"{MediansOf(one).PerSecond:F0}/s against {MediansOf(other).PerSecond:F0}/s"), IsMore: true);

    private static IEnumerable<Figure> WorkOf(StoreContender contender)
    {
        if (contender.WorkOfReset() is not var (transactions, rows, work))
            yield break;
        yield return new(
            $"{contender.Store}: transactions per reset", transactions, null, null,
            Invariant($"{work.Committed} committed, {work.RolledBack} rolled back, {work.Deadlocks} deadlocks; {rows:F1} rows written or deleted per reset"));
    }

    private static IEnumerable<string> RowsOf(StoreContender few, StoreContender many) => [RowOf(few, ""), RowOf(many, Text(MedianRatio(many, few), "0.0#"))];

    private static string RowOf(StoreContender contender, string ratio)
    {
        var medians = MediansOf(contender);
        var server = medians.ServerMicroseconds > 0 ? Text(medians.ServerMicroseconds, "0.0") : "";
        return Invariant($"| {contender.Store} | {contender.Accounts:N0} | {medians.PerSecond:F0} | {ratio} | {medians.Microseconds:F1} | {server} ")
            + Invariant($"| {medians.Percentile99:F1} |\n");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Note(string text) => Console.Error.WriteLine(text);

    private sealed record Seeded(string Path, int Accounts, (string, string)[] Targets)
    {
        private const int Instances = 1000;

        public static Seeded Write(string path, int accountsEach) => new(path, Instances * accountsEach, LargeSeed.Write(path, Instances, accountsEach));
    }
}
