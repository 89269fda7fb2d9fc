using System.CommandLine;
using System.Diagnostics;

namespace ResetPassword.CommandLine;

/// <summary><c>healthcheck</c>: exit 0 when the emulator is ready, for a container that has no curl; with <c>--wait</c>, as soon as it is.</summary>
internal static class HealthcheckCommand
{
    private const int MaxWaitSeconds = 3600;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var wait = Commands.SecondsOption(
            "--wait", "How many seconds to wait for it to become ready; without it, it is asked once.", otherwise: 0, least: 0, MaxWaitSeconds);
        var command = new Command("healthcheck", "Exits with 0 when the emulator is ready.") { endpoint, wait };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(endpoint), TimeSpan.FromSeconds(parsed.GetValue(wait)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Uri endpoint, TimeSpan wait, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var waited = Stopwatch.StartNew();
        var patience = wait == TimeSpan.Zero || wait > Patience ? Patience : wait;
        while (true)
        {
            var (isReady, text) = await AskAsync(http, endpoint, patience, cancellation);
            if (isReady)
            {
                Console.WriteLine(text);
                return 0;
            }

            if (waited.Elapsed + BetweenTries >= wait)
            {
                return Commands.Fail(wait == TimeSpan.Zero ? text : $"{text} It was asked for {wait.TotalSeconds} seconds.");
            }

            await Task.Delay(BetweenTries, cancellation);
            patience = TimeSpan.FromTicks(Math.Clamp((wait - waited.Elapsed).Ticks, BetweenTries.Ticks, Patience.Ticks));
        }
    }

    private static async Task<(bool IsReady, string Text)> AskAsync(HttpClient http, Uri endpoint, TimeSpan patience, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(patience);
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/_emulator/health"), ended.Token);
            var text = await answer.Content.ReadAsStringAsync(ended.Token);
            return (answer.IsSuccessStatusCode, answer.IsSuccessStatusCode ? text : $"{endpoint} is not ready: {text}");
        }
        catch (HttpRequestException unreachable)
        {
            return (false, Commands.NoAnswer(endpoint, unreachable));
        }
        catch (OperationCanceledException)
        {
            return (false, Commands.NoAnswer(endpoint, patience));
        }
    }
}
