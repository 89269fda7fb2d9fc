using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ResetPassword.Benchmarks.Load;

/// <summary>What an application is sent.</summary>
/// <param name="Requests">A file of requests.</param>
internal sealed record Replay(Application Application, string Requests, int Connections = Wrk.Connections);

/// <summary>What a load did: how many answers in which time, and the processor time that the applications took for them.</summary>
/// <param name="Percentile99">What 99 of 100 answers did not take longer than; of several applications, where it was longest.</param>
internal sealed record Round(long Answers, TimeSpan Elapsed, TimeSpan ProcessorTime, TimeSpan Percentile99)
{
    public double PerSecond => Answers / Elapsed.TotalSeconds;

    public double ProcessorMicroseconds => ProcessorTime.TotalMicroseconds / Answers;
}

/// <summary>
/// The load generator, https://github.com/wg/wrk: one thread and, if not said otherwise, 16 connections, so that a small machine is left to the application.
/// </summary>
internal static partial class Wrk
{
    public const int Connections = 16;

    /// <summary>Sends the requests of a file for some time. An answer other than 2xx, or none, is an error.</summary>
    public static Round Run(Application application, string requests, int seconds) => Run([new(application, requests)], seconds);

    /// <summary>The same to several applications at the same time.</summary>
    public static Round Run(IReadOnlyList<Replay> replays, int seconds) => Run(replays, seconds, []);

    /// <summary>Sends a number of calls, within ten seconds.</summary>
    public static Round RunCalls(Application application, string requests, int count) =>
        Run([new(application, requests)], 10, count.ToString(CultureInfo.InvariantCulture));

    private static Round Run(IReadOnlyList<Replay> replays, int seconds, params string[] arguments)
    {
        var before = replays.Select(replay => replay.Application.ProcessorTime).ToArray();
        var running = replays.Select(replay => Start(replay, seconds, arguments)).ToArray();
        var reports = running.Select(ReportOf).ToArray();
        var processorTime = replays.Select((replay, i) => replay.Application.ProcessorTime - before[i]).Aggregate((sum, one) => sum + one);
        return new(reports.Sum(report => report.Answers), reports.Max(report => report.Elapsed), processorTime, reports.Max(report => report.Percentile99));
    }

    private static Process Start(Replay replay, int seconds, string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Load", "replay.lua");
        var start = new ProcessStartInfo("wrk",
        [
            "-t1", $"-c{replay.Connections}", $"-d{seconds}s", "-s", script, $"http://127.0.0.1:{replay.Application.Port}/",
            "--", replay.Requests, .. arguments,
        ])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("wrk did not start: install the package wrk.");
    }

    private static Report ReportOf(Process wrk)
    {
        using var ended = wrk;
        var output = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();

        var result = Result().Match(output);
        if (!result.Success)
            throw new InvalidOperationException($"wrk did not report: {output}");
        var numbers = result.Groups.Values.Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[0] == 0 || numbers[2] != 0 || numbers[3] != 0)
            throw new InvalidOperationException($"Of {numbers[0]} answers {numbers[2]} were refusals; {numbers[3]} calls had no answer.");
        return new(numbers[0], TimeSpan.FromMicroseconds(numbers[1]), TimeSpan.FromMicroseconds(numbers[4]));
    }

    [GeneratedRegex(@"ANSWERED (\d+) MICROSECONDS (\d+) REFUSED (\d+) BROKEN (\d+) PERCENTILE99 (\d+)")]
    private static partial Regex Result();

    private sealed record Report(long Answers, TimeSpan Elapsed, TimeSpan Percentile99);
}
