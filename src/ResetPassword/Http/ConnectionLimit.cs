using System.Globalization;
using ResetPassword.Hosting;

namespace ResetPassword.Http;

/// <summary>How many connections the service takes: each is an open file, and the runtime ends a process that cannot open one more of its own.</summary>
internal static class ConnectionLimit
{
    /// <summary>How many connections over the limit can be open at once, on their way to be closed.</summary>
    public const int Refusals = 16;

    // Assemblies that are loaded when they are first needed, sockets that listen, a state file.
    private const int Reserve = Refusals + 96;

    public static int Of(EmulatorOptions options) => Math.Max(1, Math.Min(options.MaxConnections, FindOpenable() - Reserve ?? int.MaxValue));

    /// <summary>Why a service that is about to be made could not take a connection, or null when it could.</summary>
    public static string? FindFault() => FindOpenable() is { } files && files <= Reserve
        ? $"The process may open {Math.Max(0, files)} more files, and the service needs more than {Reserve}: raise the limit, such as by ulimit -n 1024."
        : null;

    // Only Linux says it in a file.
    private static int? FindOpenable()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
            return null;
        var words = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return words?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var limit, ..]
            && int.TryParse(limit, CultureInfo.InvariantCulture, out var files)
            ? files - Directory.EnumerateFiles("/proc/self/fd").Count()
            : null;
    }
}
