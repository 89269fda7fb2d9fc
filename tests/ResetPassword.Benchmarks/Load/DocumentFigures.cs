using System.Globalization;
using System.Net.Http.Headers;
using ResetPassword.Tests.Documents;

namespace ResetPassword.Benchmarks.Load;

/// <summary>
/// What a control document costs: documents that are made of one thing again and again, sent as a tenant's state. Each is sent to a process of its own, which
/// has read a small one of its kind.
/// </summary>
internal static class DocumentFigures
{
    private const int Small = 64 * 1024;
    private const int Large = 4 * 1024 * 1024;
    private const int VeryLarge = 16 * 1024 * 1024;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    /// <param name="prefix">Begins the figures' names.</param>
    /// <param name="start">Starts the emulator.</param>
    public static IEnumerable<Figure> Measure(string prefix, Func<Application> start)
    {
        var costs = HostileDocument.All.Select(kind => Of(kind.Key, kind.Value, start)).ToList();
        var (memory, time) = (costs.MaxBy(cost => cost.Memory)!, costs.MaxBy(cost => cost.Growth)!);
        yield return new(
            $"{prefix}memory of a control document of 16 MiB, against its size", memory.Memory, 12, 6,
            $"the most of {Shown(costs, cost => cost.Memory)}; resident, at its highest", Format: "0.0");
        yield return new(
            $"{prefix}processor time of a control document of 16 MiB, against four of 4 MiB", time.Growth, 1.5, null,
            $"the most of {Shown(costs, cost => cost.Growth)}",
            Format: "0.0");
    }

    private static Cost Of(string kind, Func<int, byte[]> document, Func<Application> start)
    {
        var (large, veryLarge) = (Send(document, Large, start), Send(document, VeryLarge, start));
        Console.Error.WriteLine(Invariant($"  {kind}: {veryLarge.Bytes:F1} times the size, {veryLarge.Milliseconds:F0} ms after {large.Milliseconds:F0} ms"));
        return new(kind, veryLarge.Bytes, veryLarge.Milliseconds / (large.Milliseconds * VeryLarge / Large));
    }

    private static (double Bytes, double Milliseconds) Send(Func<int, byte[]> document, int size, Func<Application> start)
    {
        using var emulator = start();
        Send(emulator, document(Small));
        Thread.Sleep(Quiet);
        var body = document(size);
        emulator.ForgetPeak();
        var (memory, time) = (emulator.Memory, emulator.ProcessorTime);
        Send(emulator, body);
        return ((emulator.PeakMemory - memory) / (double)body.Length, (emulator.ProcessorTime - time).TotalMilliseconds);
    }

    // Most are refused.
    private static void Send(Application emulator, byte[] body)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = http.PutAsync(new Uri(Invariant($"http://127.0.0.1:{emulator.Port}/_emulator/state")), content).GetAwaiter().GetResult();
    }

    private static string Shown(IEnumerable<Cost> costs, Func<Cost, double> figure) =>
        string.Join(", ", costs.Select(cost => Invariant($"{cost.Kind} {figure(cost):F1}")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Cost(string Kind, double Memory, double Growth);
}
