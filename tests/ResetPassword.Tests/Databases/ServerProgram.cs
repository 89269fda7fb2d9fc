using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ResetPassword.Tests.Databases;

/// <summary>Runs the programs of a database server: they refuse to be root, and are then run as a user of their own.</summary>
internal static class ServerProgram
{
    /// <summary>A directory of the server's own, which its user may write to.</summary>
    public static async Task<string> MakeDirectoryAsync(string name, string user)
    {
        var directory = Directory.CreateTempSubdirectory($"resetpassword-{name}-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunProgramAsync("chown", [user, directory]);
        return directory;
    }

    /// <summary>Runs a program to its end.</summary>
    public static Task RunAsync(string user, string path, params string[] arguments) =>
        Environment.IsPrivilegedProcess ? RunProgramAsync("runuser", ["-u", user, "--", path, .. arguments]) : RunProgramAsync(path, arguments);

    /// <summary>Starts a program that goes on.</summary>
    public static Process Start(string user, string path, params string[] arguments) => Process.Start(
        Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={user}", $"--regid={user}", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments)) ?? throw new InvalidOperationException($"{path} did not start.");

    /// <summary>The folder of an installed program, or null.</summary>
    public static string? Find(string program, params IEnumerable<string> folders) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(folders)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, program)));

    public static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Sends a signal, such as STOP, to a process.</summary>
    public static Task SignalAsync(string signal, int process) => RunProgramAsync("kill", [$"-{signal}", $"{process}"]);

    private static async Task RunProgramAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await output}{await errors}");
    }
}
