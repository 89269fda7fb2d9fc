using System.Text;
using System.Text.RegularExpressions;
using ResetPassword.Tests.CommandLine;

namespace ResetPassword.Tests.Documentation;

/// <summary>What the documentation tells to type works as it stands.</summary>
public sealed partial class DocumentationTests
{
    private const string FromSources = "dotnet run --project src/ResetPassword -c Release --";

    public static TheoryData<string> Pages => [.. Repository.Pages];

    /// <summary>The page, and how many commands it has at least.</summary>
    [Theory]
    [InlineData("README.md", 3)]
    [InlineData("docs/start.md", 7)]
    [InlineData("docs/commands.md", 13)]
    [InlineData("docs/parallel.md", 3)]
    [InlineData("docs/controls.md", 25)]
    [InlineData("docs/ram.md", 5)]
    [InlineData("docs/credentials.md", 1)]
    [InlineData("docs/tls.md", 1)]
    [InlineData("docs/troubleshooting.md", 2)]
    public async Task Every_command_of_the_page_works(string file, int least)
    {
        await using var emulator = EmulatorUnderTest.Start();
        await emulator.ResetRdsAsync();
        await emulator.ResetRdsAsync();
        var commands = CommandsOf(await File.ReadAllTextAsync(Repository.PathOf(file), TestContext.Current.CancellationToken))
            .Replace("http://127.0.0.1:8080/", emulator.Endpoint.ToString(), StringComparison.Ordinal)
            .Replace(FromSources, "resetpassword", StringComparison.Ordinal);

        // Any answer but a success ends the script, and its text says which.
        var result = await ProgramUnderTest.RunScriptAsync($$"""
            set -e
            curl() { command curl -sS --fail-with-body "$@"; }
            resetpassword() { dotnet {{typeof(Program).Assembly.Location}} "$@" --endpoint {{emulator.Endpoint}}; }
            {{commands}}
            """);

        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? result.Errors : result.Output + result.Errors));
        Assert.InRange(CommandLines().Count(commands), least, 100);
    }

    [Fact]
    public void Only_pages_whose_commands_are_run_have_commands_to_run()
    {
        var run = typeof(DocumentationTests).GetMethod(nameof(Every_command_of_the_page_works))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Select(data => ((InlineDataAttribute)data).Data[0]);

        Assert.Empty(Repository.Pages.Where(page => CommandsOf(File.ReadAllText(Repository.PathOf(page))) != "").Except(run.Cast<string>()));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page));
        var links = Link().Matches(text).Select(link => link.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.DoesNotContain(links, target => !LeadsSomewhere(page, target));
    }

    /// <summary>Each line of C# on these pages is one of the samples that the build runs.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/dotnet.md")]
    public void The_pages_show_the_samples_of_the_test_kit_as_they_are(string page)
    {
        var sample = Repository.FilesOf("docs/samples", "*.cs").SelectMany(File.ReadAllLines).Select(line => line.Trim()).ToHashSet();
        var shown = CSharpBlock().Matches(File.ReadAllText(Repository.PathOf(page))).SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Select(line => line.Trim());

        Assert.Empty(shown.Where(line => !line.StartsWith("// …", StringComparison.Ordinal)).Except(sample));
    }

    [Fact]
    public void Every_claim_of_the_limits_names_a_test_that_there_is()
    {
        var page = File.ReadAllText(Repository.PathOf("docs/limits.md"));
        var claims = Claim().Matches(page[..page.IndexOf("## The emulator's own limits", StringComparison.Ordinal)]).Select(claim => claim.Value).ToArray();

        Assert.InRange(claims.Length, 12, 100);
        Assert.All(claims, claim => Assert.True(TestName().Matches(claim).Any(test => Repository.HasClass(test.Groups[1].Value)), claim));
        Assert.DoesNotContain(claims.SelectMany(claim => TestName().Matches(claim)), test => !Repository.HasClass(test.Groups[1].Value));
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

    private static string CommandsOf(string page) => string.Concat(ShellBlock().Matches(page).Select(block => block.Groups[1].Value));

    private static bool LeadsSomewhere(string page, string target)
    {
        var (file, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
        var path = file == "" ? Repository.PathOf(page) : Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, file);
        if (Directory.Exists(path))
            return anchor == "";
        return File.Exists(path)
            && (anchor == "" || Heading().Matches(File.ReadAllText(path)).Any(heading => AnchorOf(heading.Groups["text"].Value) == anchor));
    }

    // As GitHub makes it.
    private static string AnchorOf(string heading) => NoAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\[[^]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"^\* .+(?:\n  .+)*", RegexOptions.Multiline)]
    private static partial Regex Claim();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex("^(curl|resetpassword) ", RegexOptions.Multiline)]
    private static partial Regex CommandLines();

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^(?<method>[A-Z]+) (?<address>http\S+)(\nContent-Type: application/json\n\n(?<body>.*?))?\s*(?=###|\z)",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TourRequest();
}
