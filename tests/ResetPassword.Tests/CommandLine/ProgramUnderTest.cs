using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The built program as a process of its own, in an empty folder of its own; everything it writes is kept.</summary>
internal sealed class ProgramUnderTest : IAsyncDisposable
{
    public const string FreePort = "http://127.0.0.1:0";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reset-password-test-");
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private ProgramUnderTest(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, bool isRead = true)
        : this(Program[0], [.. Program[1..], .. arguments], environment, isRead)
    {
    }

    private ProgramUnderTest(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, bool isRead = true)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A program that soon ends is not worth measuring for the compiler.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(_output, e.Data, _lines.Writer);
        _process.ErrorDataReceived += (_, e) => Keep(_errors, e.Data, null);
        _process.Start();
        if (!isRead)
            return;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What a shell runs the program as.</summary>
    public static string Command => $"exec '{string.Join("' '", Program)}'";

    /// <summary>What is run: <see cref="EmulatorUnderTest.Executable"/> if there is one, else the build for .NET.</summary>
    public static string[] Program => EmulatorUnderTest.Executable is { Length: > 0 } file
        ? [file]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "ResetPassword.dll")];

    /// <summary>How many open files it can start with but not serve: .NET opens one for each of its libraries.</summary>
    public static int TooFewFiles => EmulatorUnderTest.Executable == "" ? 200 : 100;

    public int Id => _process.Id;

    /// <summary>Where a program that serves listens.</summary>
    public Uri Endpoint { get; private set; } = new("http://localhost");

    /// <summary>Runs the program to its end.</summary>
    public static Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    public static async Task<ProgramResult> RunAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        await using var program = new ProgramUnderTest(arguments, environment);
        return await program.EndAsync();
    }

    /// <summary>Runs a shell script, as a reader of the documentation would, in an empty folder.</summary>
    public static async Task<ProgramResult> RunScriptAsync(string script)
    {
        await using var shell = new ProgramUnderTest("bash", ["-c", script], []);
        return await shell.EndAsync();
    }

    /// <summary>Starts the program, on a free port unless the settings say where, and waits until it says where it listens.</summary>
    public static Task<ProgramUnderTest> ServeAsync(params string[] settings) => ServeAsync([], settings);

    public static Task<ProgramUnderTest> ServeAsync((string Name, string Value)[] environment, params string[] settings) =>
        ServingAsync(new(settings.Contains("--urls") ? settings : ["--urls", FreePort, .. settings], environment));

    /// <summary>As <see cref="ServeAsync(string[])"/>, by a shell that prepares something and then runs <c>exec "$@"</c>.</summary>
    public static Task<ProgramUnderTest> ServeByAsync(string[] shell, string script, params string[] settings) =>
        ServingAsync(new(shell[0],
            [.. shell[1..], script, "sh", .. Program, "--urls", FreePort, .. settings], []));

    private static async Task<ProgramUnderTest> ServingAsync(ProgramUnderTest program)
    {
        var line = await program.ReadToAsync("The emulator serves ");
        program.Endpoint = new(line[(line.LastIndexOf(' ') + 1)..]);
        return program;
    }

    /// <summary>Starts the program as a parent does that reads where it listens and, after that, nothing more.</summary>
    public static async Task<ProgramUnderTest> ServeUnreadAsync(params string[] settings)
    {
        var program = new ProgramUnderTest(["--urls", FreePort, .. settings], [], isRead: false);
        var line = await program._process.StandardOutput.ReadLineAsync()
            ?? throw new EndOfStreamException("The program ended without saying where it listens.");
        program.Endpoint = new(line[(line.LastIndexOf(' ') + 1)..]);
        return program;
    }

    /// <summary>Starts a shell script that serves, and waits until it says where it listens.</summary>
    public static async Task<ProgramUnderTest> ServeScriptAsync(string script)
    {
        var program = new ProgramUnderTest("bash", ["-c", script], []);
        var line = await program.ReadToAsync("The emulator serves ");
        program.Endpoint = new(line[(line.LastIndexOf(' ') + 1)..]);
        return program;
    }

    /// <summary>Starts the program, and waits for nothing.</summary>
    public static ProgramUnderTest Start(params string[] arguments) => new(arguments, []);

    /// <summary>Starts a shell script, and waits for nothing.</summary>
    public static ProgramUnderTest StartScript(string script) => new("bash", ["-c", script], []);

    /// <summary>The next line of standard output that contains a text.</summary>
    public async Task<string> ReadToAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new EndOfStreamException($"The program ended without writing '{text}': {_output}{_errors}");
    }

    /// <summary>Asks for its health until that is well.</summary>
    public async Task WaitUntilHealthyAsync()
    {
        using var http = new HttpClient { BaseAddress = Endpoint };
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var health = await http.GetAsync(new Uri("/_emulator/health", UriKind.Relative), patience.Token);
            if (health.IsSuccessStatusCode)
                return;
        }
    }

    /// <summary>Asks the program to end, as a container runtime does, and waits until it has.</summary>
    public async Task<ProgramResult> StopAsync(string signal = "TERM")
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Keep(StringBuilder text, string? line, ChannelWriter<string>? lines)
    {
        if (line is null)
        {
            lines?.Complete();
            return;
        }

        lock (text)
            text.Append(line).Append('\n');
        lines?.TryWrite(line);
    }

    private async Task<ProgramResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new(_process.ExitCode, _output.ToString(), _errors.ToString());
    }
}

/// <summary>What a program wrote and how it ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);
