using System.Runtime.InteropServices;
using System.Text;

namespace ResetPassword.CommandLine;

/// <summary>
/// The serving end of <c>start</c>: away from the terminal, with its output in a file. Whoever started it holds a pipe, in which it gets the endpoint as
/// one line, or nothing when this process ends before.
/// </summary>
internal sealed class BackgroundServer : IDisposable
{
    /// <summary>The environment variable by which <c>start</c> says where the output goes.</summary>
    public const string Variable = "RESETPASSWORD_START_LOG";

    private const int WindowsOutput = -11;
    private const int WindowsErrors = -12;

    private readonly Stream _starter;
    private readonly string _log;

    // Open for as long as it is Windows' standard output.
    private readonly FileStream? _output;
    private int? _port;

    private BackgroundServer(Stream starter, string log, FileStream? output) => (_starter, _log, _output) = (starter, log, output);

    /// <summary>Goes into the background if <c>start</c> has asked for that; else null, as where that cannot be, with why.</summary>
    public static BackgroundServer? EnterIfAsked(out string? fault)
    {
        fault = null;
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } log)
            return null;
        Environment.SetEnvironmentVariable(Variable, null);

        try
        {
            return Enter(log);
        }
        catch (Exception noLog) when (noLog is IOException or UnauthorizedAccessException)
        {
            fault = $"{StartedEmulator.FolderFault(noLog)} {StartedEmulator.FolderMend}";
            return null;
        }
    }

    private static BackgroundServer Enter(string log)
    {
        // A copy of the pipe, which the replacement of standard output leaves open.
        var starter = Console.OpenStandardOutput();
        if (OperatingSystem.IsWindows())
        {
            var output = new FileStream(log, StartedEmulator.NewFile);
            _ = SetStandardHandle(WindowsOutput, output.SafeFileHandle.DangerousGetHandle());
            _ = SetStandardHandle(WindowsErrors, output.SafeFileHandle.DangerousGetHandle());
            return new(starter, log, output);
        }

        using var file = new FileStream(log, StartedEmulator.NewFile);
        using var nothing = File.OpenRead("/dev/null");
        UnixCalls.LeaveTerminal();
        UnixCalls.Replace(0, nothing.SafeFileHandle);
        UnixCalls.Replace(1, file.SafeFileHandle);
        UnixCalls.Replace(2, file.SafeFileHandle);
        return new(starter, log, null);
    }

    /// <summary>Writes the file of the port and tells the starter the endpoint; or says why that cannot be.</summary>
    public string? Announce(IReadOnlyList<string> addresses)
    {
        var endpoints = addresses.Where(address => !StartText.IsSocket(address)).Select(address => new Uri(StartText.Reachable(address))).ToArray();
        if (endpoints.Length == 0)
            return ListenAddresses.NoPort;
        var port = endpoints[0].Port;
        if (StartedEmulator.Read(port, out var fault) is { IsRunning: true } other)
            return $"{StartedEmulator.FileOf(port)} is that of process {other.ProcessId}, which serves {other.Endpoint}";
        if (fault is not null)
            return fault;
        StartedEmulator.Forget(port);
        try
        {
            new StartedEmulator(Environment.ProcessId, StartedEmulator.OwnStart, endpoints, NameLog(port)).Write();
        }
        catch (Exception noFile) when (noFile is IOException or UnauthorizedAccessException)
        {
            return $"{StartedEmulator.FileOf(port)} cannot be written: {noFile.Message}";
        }

        _port = port;
        try
        {
            _starter.Write(Encoding.UTF8.GetBytes($"{endpoints[0].GetLeftPart(UriPartial.Authority)}\n"));
        }
        catch (IOException)
        {
            // Whoever started it is gone: it serves all the same.
        }

        _starter.Dispose();
        return null;
    }

    public void Dispose()
    {
        _starter.Dispose();
        if (_port is { } port)
            StartedEmulator.Forget(port);
        _output?.Dispose();
    }

    // Until there was a port, the log had a name of its own.
    private string NameLog(int port)
    {
        try
        {
            File.Move(_log, StartedEmulator.LogOf(port), overwrite: true);
            return StartedEmulator.LogOf(port);
        }
        catch (Exception anothers) when (anothers is IOException or UnauthorizedAccessException)
        {
            return _log;
        }
    }

    [DllImport("kernel32", EntryPoint = "SetStdHandle")]
    private static extern int SetStandardHandle(int which, nint handle);
}
