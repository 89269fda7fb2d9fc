using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ResetPassword.Benchmarks.Load;

/// <summary>What a load did: how many answers in which time, and the processor time that the application took for them.</summary>
internal sealed record Round(long Answers, TimeSpan Elapsed, TimeSpan ProcessorTime)
{
    public double PerSecond => Answers / Elapsed.TotalSeconds;

    public double ProcessorMicroseconds => ProcessorTime.TotalMicroseconds / Answers;
}

/// <summary>The load generator, https://github.com/wg/wrk: one thread and 16 connections, so that a small machine is left to the application.</summary>
internal static partial class Wrk
{
    public const int Connections = 16;

    /// <summary>Sends the requests of a file for some time. An answer other than 2xx, or none, is an error.</summary>
    public static Round Run(Application application, string requests, int seconds) => Run(application, seconds, requests);

    /// <summary>Sends a number of calls, within ten seconds.</summary>
    public static Round RunCalls(Application application, string requests, int count) =>
        Run(application, 10, requests, count.ToString(CultureInfo.InvariantCulture));

    private static Round Run(Application application, int seconds, params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Load", "replay.lua");
        var start = new ProcessStartInfo("wrk",
            [$"-t1", $"-c{Connections}", $"-d{seconds}s", "-s", script, $"http://127.0.0.1:{application.Port}/", "--", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        var before = application.ProcessorTime;
        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start: install the package wrk.");
        var output = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        var processorTime = application.ProcessorTime - before;

        var result = Result().Match(output);
        if (!result.Success)
            throw new InvalidOperationException($"wrk did not report: {output}");
        var numbers = result.Groups.Values.Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[0] == 0 || numbers[2] != 0 || numbers[3] != 0)
            throw new InvalidOperationException($"Of {numbers[0]} answers {numbers[2]} were refusals; {numbers[3]} calls had no answer.");
        return new(numbers[0], TimeSpan.FromMicroseconds(numbers[1]), processorTime);
    }

    [GeneratedRegex(@"ANSWERED (\d+) MICROSECONDS (\d+) REFUSED (\d+) BROKEN (\d+)")]
    private static partial Regex Result();
}
