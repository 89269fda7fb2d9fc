using System.Text;
using System.Text.RegularExpressions;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Documentation;

/// <summary>What the documentation tells to type works as it stands.</summary>
public sealed partial class DocumentationTests
{
    [Theory]
    [InlineData("docs/controls.md", 25)]
    [InlineData("docs/ram.md", 5)]
    public async Task Every_command_of_the_page_works(string file, int least)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await emulator.ResetRdsAsync();
        var page = await File.ReadAllTextAsync(Repository.PathOf(file), TestContext.Current.CancellationToken);
        var commands = string.Concat(ShellBlock().Matches(page).Select(block => block.Groups[1].Value))
            .Replace("http://127.0.0.1:8080/", emulator.Endpoint.ToString(), StringComparison.Ordinal);

        // Any answer but a success ends the script, and its text says which.
        var result = await ProgramUnderTest.RunScriptAsync($"set -e\ncurl() {{ command curl -sS --fail-with-body \"$@\"; }}\n{commands}");

        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? result.Errors : result.Output + result.Errors));
        Assert.InRange(commands.Split("\ncurl ").Length, least, 100);
    }

    [Fact]
    public async Task Every_request_of_the_tour_works()
    {
        await using var emulator = EmulatorUnderTest.Start();
        var tour = await File.ReadAllTextAsync(Repository.PathOf("docs/controls.http"), TestContext.Current.CancellationToken);
        var requests = TourRequest().Matches(tour.Replace("{{emulator}}", $"{emulator.Endpoint}_emulator", StringComparison.Ordinal));

        var statuses = await SendInTurnAsync(emulator, requests);

        Assert.InRange(statuses.Count, 8, 100);
        Assert.Equal(tour.Split("###").Length - 1, statuses.Count);
        Assert.All(statuses, status => Assert.InRange(status, 200, 204));
    }

    private static async Task<IReadOnlyList<int>> SendInTurnAsync(EmulatorUnderTest emulator, IEnumerable<Match> requests)
    {
        var statuses = new List<int>();
        foreach (var request in requests)
        {
            var body = request.Groups["body"];
            using var message = new HttpRequestMessage(HttpMethod.Parse(request.Groups["method"].Value), request.Groups["address"].Value)
            {
                Content = body.Success ? new StringContent(body.Value, Encoding.UTF8, "application/json") : null,
            };
            statuses.Add((await emulator.SendAsync(message)).Status);
        }

        return statuses;
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^(?<method>[A-Z]+) (?<address>http\S+)(\nContent-Type: application/json\n\n(?<body>.*?))?\s*(?=###|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TourRequest();
}
