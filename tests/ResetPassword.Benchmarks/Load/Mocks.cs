using System.Globalization;

namespace ResetPassword.Benchmarks.Load;

/// <summary>
/// The emulator beside the mocks that can be installed, each of which answers a constant for two matched parameters, the action and the instance, and
/// verifies nothing: the same requests, in turn.
/// </summary>
internal static class Mocks
{
    private const int Seconds = 3;
    private const int WarmUps = 2;
    private const int Rounds = 3;

    private static readonly string Folder = Path.Combine(Published.Repository, "tests", "ResetPassword.Benchmarks", "Mocks");

    /// <param name="directory">Where WireMock.Net is published to.</param>
    /// <param name="start">Starts a program with what it is given besides, for a port.</param>
    /// <param name="sign">Makes a file of requests for some seconds.</param>
    public static IEnumerable<Figure> Measure(
        string directory, IReadOnlyList<Published> emulators, Func<string, Func<int, string[]>, Application> start, Func<int, string> sign)
    {
        Published.Run(Folder, "npm", "ci", "--no-progress");
        var wireMock = Published.Publish(Path.Combine(Folder, "WireMock"), Path.Combine(directory, "wiremock"), Build.ReadyToRun);
        (string Name, Func<Application> Start)[] competitors =
        [
            ("WireMock.Net", () => start(wireMock, port => ["--urls", Address(port)])),
            ("Prism", () => start(InFolder("node_modules/.bin/prism"),
                port => ["mock", InFolder("prism.yaml"), "--port", Text(port), "--host", "127.0.0.1", "--errors", "--verboseLevel", "silent"])),
            ("Mockoon", () => start(InFolder("node_modules/.bin/mockoon-cli"),
                port => ["start", "--data", InFolder("mockoon.json"), "--port", Text(port), "--hostname", "127.0.0.1", "--disable-log-to-file",
                    "--disable-admin-api", "--max-transaction-logs", "0"])),
        ];
        var own = emulators.Select(emulator => (emulator.Prefix, PerSecond: PerSecond(
            $"{emulator.Build}", () => start(emulator.Emulator, port => ["--urls", Address(port)]), sign))).ToArray();
        var theirs = competitors.Select(mock => (mock.Name, PerSecond: PerSecond(mock.Name, mock.Start, sign))).ToArray();
        return from emulator in own
               from mock in theirs
               let isFastest = mock == theirs.MaxBy(other => other.PerSecond)
               select new Figure(
                   $"{emulator.Prefix}requests per second, ratio to {mock.Name}", emulator.PerSecond / mock.PerSecond,
                   isFastest ? 1.4 : null, isFastest ? 1.8 : null,
                   string.Create(CultureInfo.InvariantCulture, $"{emulator.PerSecond:F0}/s against {mock.PerSecond:F0}/s of a constant"), IsMore: true);
    }

    private static double PerSecond(string name, Func<Application> start, Func<int, string> sign)
    {
        Console.Error.WriteLine(name);
        using var application = start();
        var rounds = Enumerable.Range(0, WarmUps + Rounds).Select(_ => Wrk.Run(application, sign(Seconds), Seconds)).ToArray();
        return Median.Of(rounds[WarmUps..], round => round.PerSecond);
    }

    private static string InFolder(string path) => Path.Combine(Folder, path);

    private static string Address(int port) => $"http://127.0.0.1:{Text(port)}";

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
