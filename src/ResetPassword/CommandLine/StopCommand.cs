using System.CommandLine;
using System.Diagnostics;

namespace ResetPassword.CommandLine;

/// <summary><c>stop</c>: ends what <c>start</c> has started on a port, and waits until it is gone.</summary>
internal static class StopCommand
{
    private const int DefaultSeconds = 30;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var port = StatusCommand.PortOption();
        var timeout = Commands.SecondsOption("--timeout", "How many seconds to wait until it is gone.", DefaultSeconds, least: 1, Readiness.MaxWaitSeconds);
        var command = new Command("stop", "Ends the emulator that start has started.") { endpoint, port, timeout };
        command.SetAction((parsed, cancellation) => StopAsync(
            parsed.GetValue(port) ?? parsed.GetRequiredValue(endpoint).Port, TimeSpan.FromSeconds(parsed.GetValue(timeout)), cancellation));
        return command;
    }

    private static async Task<int> StopAsync(int port, TimeSpan patience, CancellationToken cancellation)
    {
        if (StartedEmulator.Find(port, out var fault) is not { } started)
            return Commands.Fail(fault ?? $"start has started nothing on port {port}: there is no {StartedEmulator.FileOf(port)}.");
        if (!started.IsRunning)
        {
            StartedEmulator.Forget(port);
            return Commands.Fail($"The emulator on port {port} is gone: process {started.ProcessId} is not there, or another. Its stale file was removed.");
        }

        if (!TryEnd(started.ProcessId))
            return Commands.Fail($"Process {started.ProcessId} cannot be ended.");
        var waited = Stopwatch.StartNew();
        while (started.IsRunning)
        {
            if (waited.Elapsed > patience)
                return Commands.Fail($"Process {started.ProcessId} was asked to end and has not within {patience.TotalSeconds} seconds.");
            await Task.Delay(BetweenLooks, cancellation);
        }

        // Where it could not do so itself; what somebody has started there since stays.
        var own = started.Endpoint.Port;
        if (StartedEmulator.Read(own, out _)?.ProcessId == started.ProcessId)
            StartedEmulator.Forget(own);
        OutputLines.Standard.WriteLine($"The emulator on port {port} has ended (process {started.ProcessId}).");
        return 0;
    }

    private static bool TryEnd(int processId)
    {
        if (!OperatingSystem.IsWindows())
            return UnixCalls.TryTerminate(processId);
        using var process = Process.GetProcessById(processId);
        process.Kill();
        return true;
    }
}
