using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using ResetPassword.Tenancy;

namespace ResetPassword.Benchmarks.Load;

/// <summary>
/// The emulator in its default configuration beside a bare minimal API: the same generator, the same bytes, the same machine, in turn. Loads go to the
/// loopback interface only.
/// </summary>
internal sealed class LoadComparison(string directory, Published readyToRun, Published native, string earlier)
{
    /// <summary>The last commit before there were stores.</summary>
    private const string BeforeTheStores = "c684606";

    private const double MegabytesOfFile = 12;
    private const int Healthchecks = 21;
    private const int Starts = 7;
    private const int WarmUps = 3;
    private const int Rounds = 5;
    private const int JournalRounds = 15;
    private const int RoundSeconds = 3;
    private const int LongSeconds = 8;
    private const int CallsPerSecond = 100_000;
    private const int BytesPerNonce = 80;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private static readonly (string InstanceId, string AccountName)[] DefaultTargets = [("rm-running", "test1")];

    private int _fileCount;

    private string Folder { get; } = directory;

    private Published[] Both { get; } = [readyToRun, native];

    /// <summary>The parts of the table, each of which can be measured alone.</summary>
    private static readonly (string Name, Func<LoadComparison, IEnumerable<Figure>> Measure)[] Parts =
    [
        ("pipeline", comparison => PipelineFigures.Measure(Path.Combine(comparison.Folder, "pipeline"))),
        ("file", comparison => comparison.OfFile()),
        ("starts", comparison => comparison.OfStarts()),
        ("first", comparison => comparison.Both.SelectMany(comparison.OfFirstSecond)),
        ("signatures", comparison => comparison.Both.SelectMany(comparison.OfLoads)),
        ("accounts", comparison => comparison.Both.SelectMany(comparison.OfAccounts)),
        ("calls", comparison => comparison.Both.SelectMany(comparison.OfCalls)),
        ("journal", comparison => comparison.OfJournal()),
        ("controls", comparison => comparison.OfControls()),
        ("documents", comparison => comparison.Both.SelectMany(comparison.OfDocuments)),
        ("kit", _ => KitFigures.OfStarts()),
        ("mocks", comparison => comparison.OfMocks()),
        ("stores", comparison => comparison.OfStores()),
    ];

    /// <summary>Prints the table, or the named parts of it; 0 when every figure is as asked.</summary>
    /// <param name="arguments">Names of parts; at the end perhaps <c>--before COMMIT</c>, with which the store in memory is compared.</param>
    public static int Run(string[] arguments)
    {
        var (parts, earlier) = arguments is [.. var names, "--before", var commit] ? (names, commit) : (arguments, BeforeTheStores);
        if (parts.Except(Parts.Select(part => part.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no part {unknown}: {string.Join(", ", Parts.Select(part => part.Name))}.");
            return 1;
        }

        var directory = Directory.CreateTempSubdirectory("resetpassword-load-").FullName;
        try
        {
            var comparison = new LoadComparison(directory, Published.To(directory, Build.ReadyToRun), Published.To(directory, Build.Native), earlier);
            Figure[] figures = [.. Parts.Where(part => parts.Length == 0 || parts.Contains(part.Name)).SelectMany(part => part.Measure(comparison))];
            Console.WriteLine();
            Console.WriteLine(Figure.TableOf(figures));
            return figures.All(figure => figure.IsMet) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private IEnumerable<Figure> OfFile()
    {
        Note("the native file");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(native.Emulator));
        yield return new("native: the file, gzipped: MB", packed.Length / 1e6, MegabytesOfFile, null,
            Invariant($"{new FileInfo(native.Emulator).Length / 1e6:F1} MB on disk"), Format: "0.0");

        using var emulator = Start(native.Emulator, DefaultTargets);
        var times = Enumerable.Range(0, Healthchecks).Select(_ => TimeOfHealthcheck(emulator)).ToArray();
        yield return new("native: `healthcheck`: ms", Median.Of(times, t => t), 20, null,
            Invariant($"median of {Healthchecks}, the slowest {times.Max():F0} ms"), Format: "0.0");
    }

    private double TimeOfHealthcheck(Application emulator)
    {
        var clock = Stopwatch.StartNew();
        Published.Run(Folder, native.Emulator, "healthcheck", "--endpoint", Invariant($"http://127.0.0.1:{emulator.Port}"));
        return clock.Elapsed.TotalMilliseconds;
    }

    private IEnumerable<Figure> OfStarts()
    {
        Note("starts");
        var starts = new[] { readyToRun.Bare, readyToRun.Emulator, native.Bare, native.Emulator }.ToDictionary(program => program, _ => new List<Idle>());
        for (var i = 0; i < Starts; i++)
        {
            foreach (var (program, idle) in starts)
                idle.Add(MeasureStart(program));
        }

        double Milliseconds(string program) => Median.Of(starts[program], s => s.Milliseconds);
        double Megabytes(string program) => Median.Of(starts[program], s => s.Megabytes);
        Figure StartOf(string prefix, string program, string bare, string kind, double? asked, double? goal) => new(
            $"{prefix}start to the first correct answer, ratio to an empty {kind}", Milliseconds(program) / Milliseconds(bare), asked, goal,
            Invariant($"{Milliseconds(program):F0} ms, empty {Milliseconds(bare):F0} ms"));
        Figure MemoryOf(string prefix, string program, string bare, string kind, double? asked, double? goal) => new(
            $"{prefix}idle memory, ratio to an empty {kind}", Megabytes(program) / Megabytes(bare), asked, goal,
            Invariant($"{Megabytes(program):F0} MB resident, empty {Megabytes(bare):F0} MB"));

        const string Application = "ASP.NET application";
        const string NativeOne = "native ASP.NET application";
        yield return StartOf("", readyToRun.Emulator, readyToRun.Bare, Application, 1.6, null);
        yield return StartOf("native: ", native.Emulator, readyToRun.Bare, Application, 0.25, 0.15);
        yield return StartOf("native: ", native.Emulator, native.Bare, NativeOne, null, null);
        yield return MemoryOf("", readyToRun.Emulator, readyToRun.Bare, Application, 1.4, null);
        yield return MemoryOf("native: ", native.Emulator, readyToRun.Bare, Application, 0.7, 0.5);
        yield return MemoryOf("native: ", native.Emulator, native.Bare, NativeOne, 2.2, 1.5);
    }

    // A test run is short: what it meets is mostly a process that has just started.
    private IEnumerable<Figure> OfFirstSecond(Published published)
    {
        Note($"the first second, {published.Build}");
        foreach (var generation in new[] { SignatureGeneration.V3, SignatureGeneration.V1 })
        {
            var rounds = Enumerable.Range(0, Rounds).Select(_ => FirstSecond(published, generation)).ToArray();
            yield return new($"{published.Prefix}signed ({generation}), in the first second: processor time per request, µs",
                Median.Of(rounds, r => r.ProcessorMicroseconds), null, null, Invariant($"{Median.Of(rounds, r => r.PerSecond):F0}/s"), Format: "0.0");
        }
    }

    private Round FirstSecond(Published published, SignatureGeneration generation)
    {
        var file = Sign(generation, DefaultTargets, CallsPerSecond);
        using var emulator = Start(published.Emulator, DefaultTargets);
        return Wrk.Run(emulator, file, 1);
    }

    private IEnumerable<Figure> OfLoads(Published published)
    {
        var isNative = published.Build == Build.Native;
        var empty = isNative ? "an empty native ASP.NET application" : "an empty ASP.NET application";
        using var bare = Start(published.Bare, DefaultTargets);
        using var emulator = Start(published.Emulator, DefaultTargets);
        foreach (var generation in new[] { SignatureGeneration.V3, SignatureGeneration.V1 })
        {
            Note($"{generation}, beside {empty}");
            var (bareRounds, emulatorRounds) = Compare((bare, DefaultTargets), (emulator, DefaultTargets), generation, isSameFile: true);
            var (barePerSecond, emulatorPerSecond) = (Median.Of(bareRounds, r => r.PerSecond), Median.Of(emulatorRounds, r => r.PerSecond));
            var (bareTime, emulatorTime) = (Median.Of(bareRounds, r => r.ProcessorMicroseconds), Median.Of(emulatorRounds, r => r.ProcessorMicroseconds));
            double? Only(double? limit) => generation == SignatureGeneration.V3 ? limit : null;
            yield return new($"{published.Prefix}signed ({generation}): requests per second, ratio to {empty}", emulatorPerSecond / barePerSecond,
                Only(isNative ? 0.6 : 0.62), Only(isNative ? 0.75 : null), Invariant($"{emulatorPerSecond:F0}/s, empty {barePerSecond:F0}/s"), IsMore: true);
            yield return new($"{published.Prefix}signed ({generation}): processor time per request, ratio to {empty}", emulatorTime / bareTime,
                Only(isNative ? 1.9 : 1.65), Only(isNative ? 1.4 : null), Invariant($"{emulatorTime:F1} µs, empty {bareTime:F1} µs"));
        }
    }

    private IEnumerable<Figure> OfAccounts(Published published)
    {
        Note($"1,000,000 accounts against 10, {published.Build}");
        var (fewSeed, manySeed) = (Path.Combine(Folder, "few.json"), Path.Combine(Folder, "many.json"));
        var fewTargets = LargeSeed.Write(fewSeed, instances: 1, accountsEach: 10);
        var manyTargets = LargeSeed.Write(manySeed, instances: 1000, accountsEach: 1000);
        using var few = Start(published.Emulator, fewTargets, "--seed", fewSeed);
        using var many = Start(published.Emulator, manyTargets, "--seed", manySeed);
        var (fewRounds, manyRounds) = Compare((few, fewTargets), (many, manyTargets), SignatureGeneration.V3, isSameFile: false);
        var (fewPerSecond, manyPerSecond) = (Median.Of(fewRounds, r => r.PerSecond), Median.Of(manyRounds, r => r.PerSecond));
        yield return new($"{published.Prefix}requests per second with 1,000,000 accounts in 1,000 instances, ratio to 10 accounts", manyPerSecond / fewPerSecond,
            0.88, 1.0,
            Invariant($"{manyPerSecond:F0}/s against {fewPerSecond:F0}/s"), IsMore: true);
    }

    // Where .NET runs it, both figures are taken after a full collection, so that they are of what is kept and not of when the collector last ran.
    private IEnumerable<Figure> OfCalls(Published published)
    {
        Note($"1,000,000 calls, {published.Build}");
        using var emulator = Start(published.Emulator, DefaultTargets);
        var calls = Wrk.RunCalls(emulator, Sign(SignatureGeneration.V3, DefaultTargets, 20_000), 10_000).Answers;
        var before = MeasureKept(emulator, published.Build);
        while (calls < 1_000_000)
            calls += Wrk.Run(emulator, Sign(SignatureGeneration.V3, DefaultTargets, LongSeconds * CallsPerSecond), LongSeconds).Answers;
        var after = MeasureKept(emulator, published.Build);
        var nonces = calls * BytesPerNonce / 1e6;
        var collected = published.Build == Build.Native ? "" : ", after a full collection";
        yield return new($"{published.Prefix}memory after 1,000,000 calls, less 80 bytes a live nonce, ratio to after 10,000", (after - nonces) / before,
            1.1, 1.0,
            Invariant($"{after:F0} MB after {calls} calls, less {nonces:F0} MB; {before:F0} MB after 10,000; resident{collected}"));
    }

    // The difference is smaller than what a machine's speed wanders by: each pair of rounds gives one ratio, and there are many.
    private IEnumerable<Figure> OfJournal()
    {
        Note("with a journal against without");
        using var without = Start(readyToRun.Emulator, DefaultTargets, "--ResetPassword:JournalSize=0");
        using var with = Start(readyToRun.Emulator, DefaultTargets);
        var (withoutRounds, withRounds) = Compare((without, DefaultTargets), (with, DefaultTargets), SignatureGeneration.V3, isSameFile: true, JournalRounds);
        var pairs = withRounds.Zip(withoutRounds).ToList();
        var ratio = Median.Of(pairs, pair => pair.First.PerSecond / pair.Second.PerSecond);
        var time = Median.Of(pairs, pair => pair.First.ProcessorMicroseconds - pair.Second.ProcessorMicroseconds);
        yield return new("requests per second with the journal, ratio to without it", ratio, 0.95, null,
            Invariant($"median of {pairs.Count} pairs of rounds; {time:F1} µs of processor time more a request"), IsMore: true);
    }

    private IEnumerable<Figure> OfControls()
    {
        Note("controls");
        using var emulator = Start(readyToRun.Emulator, DefaultTargets);
        return [.. ControlFigures.OfWaiters(emulator), .. ControlFigures.OfWaitedCalls(emulator), .. ControlFigures.OfTenants(emulator)];
    }

    private IEnumerable<Figure> OfDocuments(Published published)
    {
        Note($"control documents, {published.Build}");
        return DocumentFigures.Measure(published.Prefix, () => Start(published.Emulator, DefaultTargets));
    }

    private IEnumerable<Figure> OfMocks()
    {
        Note("mocks");
        return Mocks.Measure(Folder, Both, (program, arguments) => Application.Start(program, NextOutput(), DefaultTargets[0], arguments),
            seconds => Sign(SignatureGeneration.V3, DefaultTargets, seconds * CallsPerSecond));
    }

    private IEnumerable<Figure> OfStores()
    {
        var stores = new StoreComparison(Folder, native, Start, (targets, count, file) => Sign(SignatureGeneration.V3, targets, count, file));
        return stores.Measure(earlier);
    }

    private (IReadOnlyList<Round> First, IReadOnlyList<Round> Second) Compare(
        (Application Application, (string, string)[] Targets) first, (Application Application, (string, string)[] Targets) second,
        SignatureGeneration generation, bool isSameFile, int rounds = Rounds)
    {
        var firstRounds = new List<Round>();
        var secondRounds = new List<Round>();
        for (var i = 0; i < WarmUps + rounds; i++)
        {
            var file = Sign(generation, first.Targets, RoundSeconds * CallsPerSecond);
            firstRounds.Add(Wrk.Run(first.Application, file, RoundSeconds));
            if (!isSameFile)
                file = Sign(generation, second.Targets, RoundSeconds * CallsPerSecond);
            secondRounds.Add(Wrk.Run(second.Application, file, RoundSeconds));
            Note(Invariant($"  {(i < WarmUps ? "warm-up" : "round")}: {firstRounds[^1].PerSecond:F0}/s, {secondRounds[^1].PerSecond:F0}/s"));
        }

        return (firstRounds[WarmUps..], secondRounds[WarmUps..]);
    }

    private string Sign(SignatureGeneration generation, (string, string)[] targets, int count, string name = "requests")
    {
        var file = Path.Combine(Folder, name);
        RequestFile.Write(file, generation, count, targets);
        return file;
    }

    private Application Start(string program, (string, string)[] targets, params string[] arguments) =>
        Application.Start(program, NextOutput(), targets[0], port => ["--urls", Invariant($"http://127.0.0.1:{port}"), .. arguments]);

    private string NextOutput() => Path.Combine(Folder, Invariant($"output-{_fileCount++}"));

    private Idle MeasureStart(string program)
    {
        using var application = Start(program, DefaultTargets);
        Thread.Sleep(Quiet);
        return new(application.StartTime.TotalMilliseconds, application.Memory / 1e6);
    }

    // The native file has no door for tracing tools.
    private static double MeasureKept(Application application, Build build)
    {
        if (build != Build.Native)
            application.Collect();
        Thread.Sleep(Quiet);
        return application.Memory / 1e6;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Note(string text) => Console.Error.WriteLine(text);

    private sealed record Idle(double Milliseconds, double Megabytes);
}
