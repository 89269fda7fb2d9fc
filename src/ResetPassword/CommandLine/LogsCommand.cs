using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace ResetPassword.CommandLine;

/// <summary><c>logs</c>: the journal's calls, a line each; with <c>-f</c> also those that come.</summary>
internal static class LogsCommand
{
    private const int StandardOutput = 1;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var options = new ControlOptions();
        var follow = new Option<bool>("--follow", "-f") { Description = "Goes on with the calls that come, until Ctrl-C." };
        (string Name, Option<string> Option)[] filters =
        [
            ("product", Commands.TextOption("--product", "Only calls of this product.")),
            ("action", Commands.TextOption("--action", "Only calls of this action.")),
            ("instanceId", Commands.TextOption("--instance", "Only calls about this instance.")),
            ("code", Commands.TextOption("--code", "Only answers with this code; OK is a success.")),
            ("accessKeyId", Commands.TextOption("--key", "Only calls with this AccessKeyId.")),
        ];
        var command = new Command("logs", "Prints the journal: time, product, action, target, status, code, and why a call was refused.") { follow };
        foreach (var (_, option) in filters)
            command.Options.Add(option);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = options.ClientOf(parsed);
            var query = options.QueryOf(parsed, filters.Select(filter => (filter.Name, parsed.GetValue(filter.Option))));
            return parsed.GetValue(follow) ? await FollowUntilStoppedAsync(client, query, cancellation) : await ListAsync(client, query, cancellation);
        });
        return command;
    }

    private static async Task<int> ListAsync(EmulatorClient client, string query, CancellationToken cancellation)
    {
        var answer = await client.SendAsync(HttpMethod.Get, $"requests{query}", cancellation);
        if (answer.Refusal is { } refusal)
            return Commands.Fail(refusal);
        foreach (var call in answer.Items)
            OutputLines.Standard.WriteLine(CallLine.Of(call));
        return 0;
    }

    private static async Task<int> FollowUntilStoppedAsync(EmulatorClient client, string query, CancellationToken cancellation)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var watching = StopWithReaderAsync(stopped);
        try
        {
            return await FollowAsync(client, query, stopped.Token);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            await stopped.CancelAsync();
            await watching;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.Cancel();
        }
    }

    // Whoever reads the lines, as head does, may have seen enough long before the next call.
    private static async Task StopWithReaderAsync(CancellationTokenSource stopped)
    {
        while (OperatingSystem.IsWindows() || UnixCalls.HasReader(StandardOutput))
        {
            await Task.Delay(BetweenLooks, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopped.IsCancellationRequested)
                return;
        }

        await stopped.CancelAsync();
    }

    // The calls that are there already, and then each one that comes; after a lost connection those after the last one.
    private static async Task<int> FollowAsync(EmulatorClient client, string query, CancellationToken cancellation)
    {
        var path = $"requests/stream{query}";
        var (stream, refusal) = await client.OpenAsync(path, null, cancellation);
        if (stream is null)
            return Commands.Fail(refusal);
        var last = await PrintAsync(stream, null, cancellation);
        while (true)
        {
            ErrorLines.Standard.WriteLine("The connection is lost. It is tried again until Ctrl-C.");
            do
            {
                await Task.Delay(BetweenTries, cancellation);
                (stream, _) = await client.OpenAsync(path, last, cancellation);
            }
            while (stream is null);
            ErrorLines.Standard.WriteLine("The connection is there again.");
            last = await PrintAsync(stream, last, cancellation);
        }
    }

    // Until the stream ends, however it does; the id of its last event.
    private static async Task<string?> PrintAsync(HttpResponseMessage answer, string? last, CancellationToken cancellation)
    {
        using var stream = answer;
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(cancellation));
        var (name, data) = ("", "");
        try
        {
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                if (line.StartsWith("id:", StringComparison.Ordinal))
                    last = line[3..].TrimStart();
                else if (line.StartsWith("event:", StringComparison.Ordinal))
                    name = line[6..].Trim();
                else if (line.StartsWith("data:", StringComparison.Ordinal))
                    data += line[5..];
                else if (line == "")
                {
                    Print(name, data);
                    (name, data) = ("", "");
                }
            }
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // The same as an end.
        }

        return last;
    }

    private static void Print(string name, string data)
    {
        if (name == "gap")
            ErrorLines.Standard.WriteLine("Calls are missing here: the journal no longer has them.");
        if (name == "call" && JsonText.Find(data) is JsonObject call)
            OutputLines.Standard.WriteLine(CallLine.Of(call));
    }
}
