using System.Globalization;

namespace ResetPassword.Benchmarks.Load;

/// <summary>One or several emulators with the same store, and what they did in each round.</summary>
/// <param name="accounts">How many there are.</param>
/// <param name="targets">Instance and account of each call, in turn.</param>
/// <param name="sign">Makes a file of that many requests.</param>
internal sealed class StoreContender(
    string store, int accounts, (string InstanceId, string AccountName)[] targets, Func<(string, string)[], int, string, string> sign) : IDisposable
{
    private const int Clients = 64;
    private const int Seconds = 3;
    private const double LeastPerSecond = 20_000;
    private const double MostPerSecond = 100_000;

    private readonly List<Application> _emulators = [];
    private readonly List<StoreRound> _rounds = [];
    private DatabaseServer? _server;
    private string _database = "";
    private DatabaseServer.Work? _workBefore;
    private long _answers;

    public string Store { get; } = store;

    public int Accounts { get; } = accounts;

    /// <summary>In their order.</summary>
    public IReadOnlyList<StoreRound> Rounds => _rounds;

    public StoreContender With(Func<(string, string)[], Application> start)
    {
        _emulators.Add(start(targets));
        return this;
    }

    /// <summary>With as many emulators on a database of their own.</summary>
    public StoreContender With(DatabaseServer server, int emulators, Func<(string, string)[], string, Application> start)
    {
        (_server, _database) = (server, server.NewDatabase());
        for (var i = 0; i < emulators; i++)
            _emulators.Add(start(targets, server.To(_database)));
        _workBefore = server.WorkOf(_database);
        return this;
    }

    /// <summary>Loads all its emulators at the same time, each by its share of the clients.</summary>
    public StoreRound Run()
    {
        // To sign takes time. A file that is too short is noticed: past its end nonces are used again.
        var perSecond = _rounds.Count == 0 ? MostPerSecond : Math.Clamp(4 * _rounds.Max(round => round.PerSecond), LeastPerSecond, MostPerSecond);
        var replays = _emulators.Select((emulator, i) => new Replay(emulator, Sign(i, (int)perSecond * Seconds), ShareOf(i))).ToArray();
        var before = _server?.ProcessorTime ?? default;
        var load = Wrk.Run(replays, Seconds);
        var server = (_server?.ProcessorTime ?? default) - before;
        var round = new StoreRound(load.PerSecond, load.ProcessorMicroseconds, server.TotalMicroseconds / load.Answers, load.Percentile99.TotalMilliseconds);
        _rounds.Add(round);
        _answers += load.Answers;
        return round;
    }

    /// <summary>What the database did for a reset, in all rounds; null where there is none.</summary>
    public (double Transactions, double Rows, DatabaseServer.Work Work)? WorkOfReset()
    {
        if (_server is null || _workBefore is null)
            return null;
        var work = _server.WorkOf(_database) - _workBefore;
        return ((double)work.Committed / _answers, (double)work.Rows / _answers, work);
    }

    public void Dispose() => _emulators.ForEach(emulator => emulator.Dispose());

    // Each begins elsewhere among the targets: they would race each other for every instance otherwise.
    private string Sign(int emulator, int count)
    {
        var (first, share) = (targets.Length * emulator / _emulators.Count, count / _emulators.Count);
        return sign([.. targets[first..], .. targets[..first]], share, string.Create(CultureInfo.InvariantCulture, $"requests-{emulator}"));
    }

    private int ShareOf(int emulator) => (Clients / _emulators.Count) + (emulator < Clients % _emulators.Count ? 1 : 0);
}

/// <summary>What a store did in a round.</summary>
/// <param name="Microseconds">Processor time of the emulators per reset.</param>
/// <param name="ServerMicroseconds">That of the database's server.</param>
/// <param name="Percentile99">In milliseconds.</param>
internal sealed record StoreRound(double PerSecond, double Microseconds, double ServerMicroseconds, double Percentile99)
{
    /// <summary>The medians.</summary>
    public static StoreRound Of(IReadOnlyList<StoreRound> rounds) => new(
        Median.Of(rounds, r => r.PerSecond), Median.Of(rounds, r => r.Microseconds), Median.Of(rounds, r => r.ServerMicroseconds),
        Median.Of(rounds, r => r.Percentile99));
}
