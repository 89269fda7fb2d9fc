using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

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
        var started = StartedEmulator.Find(port ?? asked.Port, out var fault);
        var endpoint = started is { IsRunning: true } ? started.Endpoint : port is { } other ? new($"http://127.0.0.1:{other}") : asked;
        var (isReady, text) = await Readiness.AskAsync(endpoint, cancellation);
        if (fault is not null)
            ErrorLines.Standard.WriteLine(fault);
        if (!isReady && started is not { IsRunning: true })
        {
            Console.WriteLine(Terminal.Bad($"Not running on port {endpoint.Port}."));
            return Commands.Fail(text);
        }

        Console.WriteLine($"address  {endpoint.GetLeftPart(UriPartial.Authority)}");
        Console.WriteLine(started is { IsRunning: true }
            ? $"process  {started.ProcessId}, since {started.StartedAt.ToLocalTime():yyyy-MM-dd HH:mm:ss}\nlog      {started.Log}"
            : "process  not one of start's");
        Console.WriteLine($"store    {StoreOf(text) ?? "memory"}");
        Console.WriteLine($"ready    {(isReady ? Terminal.Good("yes") : Terminal.Bad("no"))}");
        return isReady ? 0 : Commands.Fail(text);
    }

    private static string? StoreOf(string health)
    {
        try
        {
            return JsonNode.Parse(health) is JsonObject report ? (string?)report["store"] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
