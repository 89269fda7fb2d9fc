using System.Diagnostics;

namespace ResetPassword.Tests;

/// <summary>The program as a file that is run, in an empty folder of its own, until it is disposed of.</summary>
internal sealed class ExecutableUnderTest : IAsyncDisposable
{
    private const string Started = "The emulator serves ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reset-password-test-");
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task _rest;
    private bool _isDisposed;

    private ExecutableUnderTest(string file, IEnumerable<(string Name, string Value)> settings, ErrorLog? log)
    {
        var start = new ProcessStartInfo(Path.GetFullPath(file), ["--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[$"ResetPassword__{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
        var line = _process.StandardOutput.ReadLineAsync().WaitAsync(Patience).GetAwaiter().GetResult();
        Endpoint = line?.StartsWith(Started, StringComparison.Ordinal) == true ? new(line[(line.LastIndexOf(' ') + 1)..]) : GiveUp(line);
        _rest = ReadAsync(_process.StandardOutput, log);
    }

    public Uri Endpoint { get; }

    /// <summary>Starts the program on a free port, and waits until it says where it listens.</summary>
    /// <param name="settings">Of the section <c>ResetPassword</c>.</param>
    /// <param name="log">Gets what the program logs.</param>
    public static ExecutableUnderTest Start(string file, IEnumerable<(string Name, string Value)> settings, ErrorLog? log = null) =>
        new(file, settings, log);

    /// <summary>Ends the program as a container runtime does, so that all that it logs is written, and looks whether it ended well.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        await _rest;
        var end = (_process.ExitCode, await _errors);
        _process.Dispose();
        _folder.Delete(recursive: true);
        Assert.Equal((0, ""), end);
    }

    private Uri GiveUp(string? line)
    {
        _process.Kill();
        _folder.Delete(recursive: true);
        throw new InvalidOperationException($"The program did not say where it listens, but: {line} {_errors.GetAwaiter().GetResult()}");
    }

    private static async Task ReadAsync(StreamReader output, ErrorLog? log)
    {
        while (await output.ReadLineAsync() is { } line)
            log?.Read(line);
    }
}
