using System.CommandLine;

namespace ResetPassword.CommandLine;

/// <summary><c>wait</c>: returns when the emulator is ready, or when the time is over.</summary>
internal static class WaitCommand
{
    private const int DefaultSeconds = 60;

    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var timeout = Commands.SecondsOption("--timeout", "How many seconds to wait at most.", DefaultSeconds, least: 1, Readiness.MaxWaitSeconds);
        var command = new Command("wait", "Waits until the emulator is ready.") { endpoint, timeout };
        command.SetAction((parsed, cancellation) =>
            Readiness.ReportAsync(parsed.GetRequiredValue(endpoint), TimeSpan.FromSeconds(parsed.GetValue(timeout)), cancellation));
        return command;
    }
}
