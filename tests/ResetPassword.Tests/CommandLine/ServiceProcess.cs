using System.Diagnostics;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The real command in a process of its own, in a directory of its own, with what it writes.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ResetPassword.dll");

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    // Read all the time: a service whose output nobody takes stands still when the pipe is full.
    private Task<string> _rest = Task.FromResult("");

    private ServiceProcess(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it wrote before it served.</summary>
    public string StartText => string.Join('\n', _lines);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var command = new ServiceProcess(Launch(arguments, []));
        var output = await command._process.StandardOutput.ReadToEndAsync();
        await command._process.WaitForExitAsync();
        return (command._process.ExitCode, output, await command._errors);
    }

    /// <summary>Serves on a free port, unless the arguments say where, until it is ended.</summary>
    public static async Task<ServiceProcess> ServeAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var service = new ServiceProcess(Launch(arguments.Contains("--urls") ? arguments : ["--urls", "http://127.0.0.1:0", .. arguments], environment));
        while (await service._process.StandardOutput.ReadLineAsync() is { } line)
        {
            service._lines.Add(line);
            if (line.StartsWith("  ", StringComparison.Ordinal))
                break;
        }

        service._rest = service._process.StandardOutput.ReadToEndAsync();
        service.Endpoint = new(service._lines[0].Split(' ')[^1]);
        return service;
    }

    /// <summary>Asks it to end, as a container runtime does, and gives its exit code and everything it wrote.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, $"{StartText}\n{await _rest}{await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Launch(string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateTempSubdirectory().FullName,
        };
        Assert.All(environment, variable => start.Environment[variable.Name] = variable.Value);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
