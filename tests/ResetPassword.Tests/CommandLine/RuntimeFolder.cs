using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ResetPassword.Tests.CommandLine;

/// <summary>Where <c>start</c> keeps its files for one test; whatever was started and still runs is ended with it.</summary>
internal sealed partial class RuntimeFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reset-password-test-");

    public string[] Files => [.. _folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public string In(string name) => Path.Combine(_folder.FullName, name);

    public string FileOf(int port) => In($"resetpassword-{port}.json");

    /// <summary>Runs the program with this folder as its own.</summary>
    public Task<ProgramResult> RunAsync(params string[] arguments) => ProgramUnderTest.RunAsync([("XDG_RUNTIME_DIR", _folder.FullName)], arguments);

    /// <summary>Starts an emulator on a free port.</summary>
    public async Task<(Uri Endpoint, int ProcessId)> StartAsync(params string[] settings)
    {
        var result = await RunAsync(["start", "--urls", ProgramUnderTest.FreePort, .. settings]);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        var started = Started().Match(result.Output);
        Assert.True(started.Success, result.Output);
        return (new(started.Groups["endpoint"].Value), int.Parse(started.Groups["process"].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        foreach (var file in _folder.GetFiles("*.json").Where(file => file.LinkTarget is null))
            End((int)JsonNode.Parse(File.ReadAllText(file.FullName))!["processId"]!);
        _folder.Delete(recursive: true);
    }

    private static void End(int processId)
    {
        if (processId == Environment.ProcessId)
            return;
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    [GeneratedRegex(@"^The emulator serves (?<endpoint>http://127\.0\.0\.1:\d+) as process (?<process>\d+)\. Its log is \S+\n$")]
    private static partial Regex Started();
}
