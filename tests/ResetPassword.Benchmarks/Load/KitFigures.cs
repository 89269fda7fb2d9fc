using System.Diagnostics;
using System.Globalization;
using ResetPassword.Testing;

namespace ResetPassword.Benchmarks.Load;

/// <summary>What the test kit costs a test run: a start in this process, up to the first answer.</summary>
internal static class KitFigures
{
    private const int Starts = 50;

    public static IEnumerable<Figure> OfStarts()
    {
        var first = TimeOfStart();
        var next = Enumerable.Range(0, Starts).Select(_ => TimeOfStart()).ToArray();
        yield return new(
            "start of the test kit after the first, up to its first answer: ms", Median.Of(next, t => t), 100, null,
            Invariant($"{Starts} starts, the slowest {next.Max():F0} ms; the first {first:F0} ms"), Format: "0.#");
    }

    private static double TimeOfStart() => TimeAsync().GetAwaiter().GetResult();

    private static async Task<double> TimeAsync()
    {
        var clock = Stopwatch.StartNew();
        await using var cloud = await AlibabaCloudEmulator.StartAsync();
        await cloud.Tenant.VerifyPasswordAsync("rm-running", "test1", "Initial_pass1");
        return clock.Elapsed.TotalMilliseconds;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
