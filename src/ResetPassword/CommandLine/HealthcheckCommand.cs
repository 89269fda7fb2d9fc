using System.CommandLine;

namespace ResetPassword.CommandLine;

/// <summary><c>healthcheck</c>: exit 0 when the emulator is ready, for a container that has no curl.</summary>
internal static class HealthcheckCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var command = new Command("healthcheck", "Exits with 0 when the emulator is ready.") { endpoint };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(endpoint), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Uri endpoint, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/_emulator/health"), cancellation);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{endpoint} does not answer: {unreachable.GetBaseException().Message}");
            return 1;
        }
    }
}
