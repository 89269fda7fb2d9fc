using System.CommandLine;

namespace ResetPassword.CommandLine;

/// <summary><c>healthcheck</c>: exit 0 when the emulator is ready, for a container that has no curl; with <c>--wait</c>, as soon as it is.</summary>
internal static class HealthcheckCommand
{
    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var wait = Commands.SecondsOption(
            "--wait", "How many seconds to wait for it to become ready; without it, it is asked once.", otherwise: 0, least: 0, Readiness.MaxWaitSeconds);
        var command = new Command("healthcheck", "Exits with 0 when the emulator is ready.") { endpoint, wait };
        command.SetAction((parsed, cancellation) =>
            Readiness.ReportAsync(parsed.GetRequiredValue(endpoint), TimeSpan.FromSeconds(parsed.GetValue(wait)), cancellation));
        return command;
    }
}
