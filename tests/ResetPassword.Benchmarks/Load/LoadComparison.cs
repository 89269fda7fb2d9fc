using System.Globalization;
using ResetPassword.Tenancy;

namespace ResetPassword.Benchmarks.Load;

/// <summary>
/// The emulator in its default configuration beside a bare minimal API: the same generator, the same bytes, the same machine, in turn. Loads go to the
/// loopback interface only.
/// </summary>
internal sealed class LoadComparison(string directory, Published published)
{
    private readonly string _directory = directory;
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

    /// <summary>The parts of the table, each of which can be measured alone.</summary>
    private static readonly (string Name, Func<LoadComparison, IEnumerable<Figure>> Measure)[] Parts =
    [
        ("pipeline", comparison => PipelineFigures.Measure(Path.Combine(comparison._directory, "pipeline"))),
        ("starts", comparison => comparison.OfStarts()),
        ("signatures", comparison => comparison.OfLoads()),
        ("accounts", comparison => comparison.OfAccounts()),
        ("calls", comparison => comparison.OfCalls()),
        ("journal", comparison => comparison.OfJournal()),
        ("controls", comparison => comparison.OfControls()),
        ("documents", comparison => comparison.OfDocuments()),
        ("kit", _ => KitFigures.OfStarts()),
    ];

    /// <summary>Prints the table, or the named parts of it; 0 when every figure is as asked.</summary>
    public static int Run(IReadOnlyList<string> parts)
    {
        if (parts.Except(Parts.Select(part => part.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no part {unknown}: {string.Join(", ", Parts.Select(part => part.Name))}.");
            return 1;
        }

        var directory = Directory.CreateTempSubdirectory("resetpassword-load-").FullName;
        try
        {
            var comparison = new LoadComparison(directory, Published.To(directory));
            Figure[] figures = [.. Parts.Where(part => parts.Count == 0 || parts.Contains(part.Name)).SelectMany(part => part.Measure(comparison))];
            Console.WriteLine();
            Console.WriteLine(Figure.TableOf(figures));
            return figures.All(figure => figure.IsMet) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private IEnumerable<Figure> OfStarts()
    {
        Note("starts");
        var bare = new List<Idle>();
        var emulator = new List<Idle>();
        for (var i = 0; i < Starts; i++)
        {
            bare.Add(MeasureStart(published.Bare));
            emulator.Add(MeasureStart(published.Emulator));
        }

        var (bareStart, emulatorStart) = (Median.Of(bare, s => s.Milliseconds), Median.Of(emulator, s => s.Milliseconds));
        var (bareMemory, emulatorMemory) = (Median.Of(bare, s => s.Megabytes), Median.Of(emulator, s => s.Megabytes));
        yield return new("start to the first correct answer, ratio to an empty ASP.NET application", emulatorStart / bareStart, 1.6, 1.25,
            Invariant($"{emulatorStart:F0} ms, empty {bareStart:F0} ms"));
        yield return new("idle memory, ratio to an empty ASP.NET application", emulatorMemory / bareMemory, 1.5, 1.25,
            Invariant($"{emulatorMemory:F0} MB resident, empty {bareMemory:F0} MB"));
    }

    private IEnumerable<Figure> OfLoads()
    {
        using var bare = Start(published.Bare, DefaultTargets);
        using var emulator = Start(published.Emulator, DefaultTargets);
        foreach (var generation in new[] { SignatureGeneration.V3, SignatureGeneration.V1 })
        {
            Note($"{generation}, beside an empty ASP.NET application");
            var (bareRounds, emulatorRounds) = Compare((bare, DefaultTargets), (emulator, DefaultTargets), generation, isSameFile: true);
            var (barePerSecond, emulatorPerSecond) = (Median.Of(bareRounds, r => r.PerSecond), Median.Of(emulatorRounds, r => r.PerSecond));
            var (bareTime, emulatorTime) = (Median.Of(bareRounds, r => r.ProcessorMicroseconds), Median.Of(emulatorRounds, r => r.ProcessorMicroseconds));
            double? Only(double limit) => generation == SignatureGeneration.V3 ? limit : null;
            yield return new($"signed ({generation}): requests per second, ratio to an empty ASP.NET application", emulatorPerSecond / barePerSecond,
                Only(0.55), Only(0.75), Invariant($"{emulatorPerSecond:F0}/s, empty {barePerSecond:F0}/s"), IsMore: true);
            yield return new($"signed ({generation}): processor time per request, ratio to an empty ASP.NET application", emulatorTime / bareTime, Only(1.8),
                Only(1.3), Invariant($"{emulatorTime:F1} µs, empty {bareTime:F1} µs"));
        }
    }

    private IEnumerable<Figure> OfAccounts()
    {
        Note("1,000,000 accounts against 10");
        var (fewSeed, manySeed) = (Path.Combine(_directory, "few.json"), Path.Combine(_directory, "many.json"));
        var fewTargets = LargeSeed.Write(fewSeed, instances: 1, accountsEach: 10);
        var manyTargets = LargeSeed.Write(manySeed, instances: 1000, accountsEach: 1000);
        using var few = Start(published.Emulator, fewTargets, "--seed", fewSeed);
        using var many = Start(published.Emulator, manyTargets, "--seed", manySeed);
        var (fewRounds, manyRounds) = Compare((few, fewTargets), (many, manyTargets), SignatureGeneration.V3, isSameFile: false);
        var (fewPerSecond, manyPerSecond) = (Median.Of(fewRounds, r => r.PerSecond), Median.Of(manyRounds, r => r.PerSecond));
        yield return new("requests per second with 1,000,000 accounts in 1,000 instances, ratio to 10 accounts", manyPerSecond / fewPerSecond, 0.9, 1.0,
            Invariant($"{manyPerSecond:F0}/s against {fewPerSecond:F0}/s"), IsMore: true);
    }

    // Both figures are taken after a full collection, so that they are of what is kept and not of when the collector last ran.
    private IEnumerable<Figure> OfCalls()
    {
        Note("1,000,000 calls");
        using var emulator = Start(published.Emulator, DefaultTargets);
        var calls = Wrk.RunCalls(emulator, Sign(SignatureGeneration.V3, DefaultTargets, 20_000), 10_000).Answers;
        var before = MeasureKept(emulator);
        while (calls < 1_000_000)
            calls += Wrk.Run(emulator, Sign(SignatureGeneration.V3, DefaultTargets, LongSeconds * CallsPerSecond), LongSeconds).Answers;
        var after = MeasureKept(emulator);
        var nonces = calls * BytesPerNonce / 1e6;
        yield return new("memory after 1,000,000 calls, less 80 bytes a live nonce, ratio to after 10,000", (after - nonces) / before, 1.1, 1.0,
            Invariant($"{after:F0} MB after {calls} calls, less {nonces:F0} MB; {before:F0} MB after 10,000; resident, after a full collection"));
    }

    // The difference is smaller than what a machine's speed wanders by: each pair of rounds gives one ratio, and there are many.
    private IEnumerable<Figure> OfJournal()
    {
        Note("with a journal against without");
        using var without = Start(published.Emulator, DefaultTargets, "--ResetPassword:JournalSize=0");
        using var with = Start(published.Emulator, DefaultTargets);
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
        using var emulator = Start(published.Emulator, DefaultTargets);
        return [.. ControlFigures.OfWaiters(emulator), .. ControlFigures.OfWaitedCalls(emulator), .. ControlFigures.OfTenants(emulator)];
    }

    private IEnumerable<Figure> OfDocuments()
    {
        Note("control documents");
        return DocumentFigures.Measure(() => Start(published.Emulator, DefaultTargets));
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

    private string Sign(SignatureGeneration generation, (string, string)[] targets, int count)
    {
        var file = Path.Combine(_directory, "requests");
        RequestFile.Write(file, generation, count, targets);
        return file;
    }

    private Application Start(string program, (string, string)[] targets, params string[] arguments) =>
        Application.Start(program, Path.Combine(_directory, Invariant($"output-{_fileCount++}")), targets[0], arguments);

    private Idle MeasureStart(string program)
    {
        using var application = Start(program, DefaultTargets);
        Thread.Sleep(Quiet);
        return new(application.StartTime.TotalMilliseconds, application.Memory / 1e6);
    }

    private static double MeasureKept(Application application)
    {
        application.Collect();
        Thread.Sleep(Quiet);
        return application.Memory / 1e6;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Note(string text) => Console.Error.WriteLine(text);

    private sealed record Idle(double Milliseconds, double Megabytes);
}
