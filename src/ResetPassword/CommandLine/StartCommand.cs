using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Diagnostics;

namespace ResetPassword.CommandLine;

/// <summary><c>start</c>: serves in the background, and returns when calls are answered.</summary>
internal static class StartCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="serve">Whose options and settings it takes.</param>
    public static Command Create(RootCommand serve)
    {
        var command = new Command("start", "Serves in the background, and returns when calls are answered. Takes the options and settings of serving.");
        foreach (var option in serve.Options.Where(option => option is not (HelpOption or VersionOption)))
            command.Options.Add(option);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) =>
            StartAsync([.. command.Options.SelectMany(option => WordsOf(parsed, option)), .. parsed.UnmatchedTokens], cancellation));
        return command;
    }

    private static IEnumerable<string> WordsOf(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false } given ? [option.Name, .. given.Tokens.Select(token => token.Value)] : [];

    private static async Task<int> StartAsync(string[] arguments, CancellationToken cancellation)
    {
        var log = Path.Combine(StartedEmulator.Folder, $"resetpassword-{Guid.NewGuid():N}.log");
        var info = new ProcessStartInfo(OwnProgram.Command[0], [.. OwnProgram.Command[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        info.Environment[BackgroundServer.Variable] = log;
        using var process = new Process { StartInfo = info };
        try
        {
            process.Start();
        }
        catch (Win32Exception impossible)
        {
            return Commands.Fail($"{info.FileName} cannot be started: {impossible.Message}");
        }

        // One that cannot even begin says so here; one that does closes this.
        var beginning = process.StandardError.ReadToEndAsync(cancellation);
        if (await process.StandardOutput.ReadLineAsync(cancellation) is not { } line)
            return await ExplainAsync(process, log, await beginning, cancellation);
        var endpoint = new Uri(line);
        var health = await Readiness.WaitAsync(endpoint, Patience, cancellation);
        if (!health.IsReady)
            return Commands.Fail($"Process {process.Id} serves {line} and is not ready: {health.Text}");
        var written = StartedEmulator.Find(endpoint.Port, out _)?.Log ?? log;
        OutputLines.Standard.WriteLine($"The emulator serves {line} as process {process.Id}. Its log is {written}");
        return 0;
    }

    // What it wrote before it ended is its reason.
    private static async Task<int> ExplainAsync(Process process, string log, string beginning, CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        var said = beginning;
        if (File.Exists(log))
        {
            said += await File.ReadAllTextAsync(log, cancellation);
            File.Delete(log);
        }

        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
            ErrorLines.Standard.WriteLine(WithNeighbour(line));
        if (lines.Length == 0)
            ErrorLines.Standard.WriteLine($"The emulator ended at once, with exit code {process.ExitCode}.");
        return process.ExitCode == Commands.WrongUse ? Commands.WrongUse : Commands.Failed;
    }

    // Who has the address may be one that was started before.
    private static string WithNeighbour(string line)
    {
        if (!line.StartsWith("Cannot listen on ", StringComparison.Ordinal))
            return line;
        var other = line["Cannot listen on ".Length..].Split(": ")[0].Split(';')
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? StartedEmulator.Find(uri.Port, out _) : null)
            .FirstOrDefault(neighbour => neighbour is { IsRunning: true });
        return other is null
            ? line
            : $"An emulator runs there already: {other.Endpoint.GetLeftPart(UriPartial.Authority)}, process {other.ProcessId}. stop ends it. {line}";
    }
}
