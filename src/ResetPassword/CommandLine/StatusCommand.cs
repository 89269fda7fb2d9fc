using System.CommandLine;
using System.Globalization;
using ResetPassword.Model;

namespace ResetPassword.CommandLine;

/// <summary><c>status</c>: whether an emulator runs there, as which process, since when, and whether it is ready. Exit 0 when it is.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var port = PortOption();
        var command = new Command("status", "Says whether an emulator runs, where, as which process, since when, with which store.") { endpoint, port };
        command.SetAction((parsed, cancellation) => ReportAsync(parsed.GetRequiredValue(endpoint), parsed.GetValue(port), cancellation));
        return command;
    }

    /// <summary>The port, in place of the endpoint.</summary>
    public static Option<int?> PortOption() => new("--port")
    {
        Description = "The port that the emulator listens on; in place of --endpoint.",
        CustomParser = argument =>
        {
            if (ushort.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
                return port;
            argument.AddError("--port must be a whole number from 1 to 65535.");
            return null;
        },
    };

    private static async Task<int> ReportAsync(Uri asked, int? port, CancellationToken cancellation)
    {
        var running = StartedEmulator.Find(port ?? asked.Port, out var fault) is { IsRunning: true } started ? started : null;
        var endpoint = running?.Endpoint ?? (port is { } other ? new($"http://127.0.0.1:{other}") : asked);
        var health = await Readiness.AskAsync(endpoint, cancellation);
        if (fault is not null)
            ErrorLines.Standard.WriteLine(fault);
        if (!health.IsReady && running is null)
        {
            OutputLines.Standard.WriteLine(Terminal.Bad($"Not running on port {endpoint.Port}."));
            return Commands.Fail(health.Text);
        }

        var addresses = (running?.Addresses ?? [endpoint]).Select(address => address.GetLeftPart(UriPartial.Authority));
        OutputLines.Standard.WriteLine($"address  {string.Join(", ", addresses)}");
        OutputLines.Standard.WriteLine(running is null
            ? "process  not one of start's"
            : $"process  {running.ProcessId}, since {running.StartedAt.ToLocalTime():yyyy-MM-dd HH:mm:ss}\nlog      {running.Log}");
        if (health.IsReady)
            OutputLines.Standard.WriteLine($"store    {OneLine.Of(health.Store)}");
        OutputLines.Standard.WriteLine($"ready    {(health.IsReady ? Terminal.Good("yes") : Terminal.Bad("no"))}");
        return health.IsReady ? 0 : Commands.Fail(health.Text);
    }
}
