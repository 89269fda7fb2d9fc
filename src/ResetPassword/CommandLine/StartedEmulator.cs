using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResetPassword.CommandLine;

/// <summary>
/// An emulator that <c>start</c> has put into the background, as the file of its port says. The process itself writes the file when it serves and removes it
/// when it ends. A process id is given again to others: the file names the process's start as well.
/// </summary>
internal sealed record StartedEmulator(int ProcessId, DateTimeOffset StartedAt, Uri Endpoint, string Log)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MaxBytes = 64 * 1024;

    // .NET computes a start from the time since boot, in each process anew.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(10);

    public static string Folder =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime) ? runtime : Path.GetTempPath();

    public static string FileOf(int port) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"resetpassword-{port}.json"));

    public static string LogOf(int port) => Path.ChangeExtension(FileOf(port), ".log");

    /// <summary>When this process began.</summary>
    public static DateTimeOffset OwnStart
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.StartTime.ToUniversalTime();
        }
    }

    /// <summary>Whether that very process is there. One that has ended and that nobody has asked about is not.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return (process.StartTime.ToUniversalTime() - StartedAt).Duration() < SameStart && !process.HasExited && !IsEnded(ProcessId);
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>What the file of a port says; null where there is none, or with what is wrong with it.</summary>
    public static StartedEmulator? Find(int port, out string? fault)
    {
        var path = FileOf(port);
        fault = null;
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null)
                fault = $"{path} is a link, and is not followed.";
            else if (Directory.Exists(path))
                fault = $"{path} is a directory.";
            else if (file.Exists && !OperatingSystem.IsWindows() && !UnixCalls.IsOwn(path))
                fault = $"{path} belongs to another user.";
            else if (file is { Exists: true, Length: > MaxBytes })
                fault = $"{path} is no file of this program's.";
            if (fault is not null || !file.Exists)
                return null;
            if (Read(File.ReadAllText(path)) is { } started)
                return started;
            fault = $"{path} is no file of this program's.";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = $"{path} cannot be read: {unreadable.Message}";
        }

        return null;
    }

    /// <summary>All that the folder has files of.</summary>
    public static IEnumerable<StartedEmulator> FindAll() => Directory.EnumerateFiles(Folder, "resetpassword-*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)["resetpassword-".Length..])
        .Select(port => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Find(number, out _) : null)
        .OfType<StartedEmulator>();

    /// <summary>Writes the file of the endpoint's port, for its owner only; there must be none.</summary>
    public void Write()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(FileOf(Endpoint.Port), options);
        file.WriteLine(new JsonObject
        {
            ["processId"] = ProcessId,
            ["startedAt"] = StartedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["endpoint"] = Endpoint.GetLeftPart(UriPartial.Authority),
            ["log"] = Log,
        }.ToJsonString());
    }

    /// <summary>Removes the file of a port, if that can be.</summary>
    public static void Forget(int port)
    {
        try
        {
            File.Delete(FileOf(port));
        }
        catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
        {
            // Whoever looks at it next sees that its process is gone.
        }
    }

    private static StartedEmulator? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject file
                && file["processId"]?.GetValue<int>() is { } id and > 0
                && DateTimeOffset.TryParse((string?)file["startedAt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var startedAt)
                && Uri.TryCreate((string?)file["endpoint"], UriKind.Absolute, out var endpoint)
                    ? new(id, startedAt, endpoint, (string?)file["log"] ?? "")
                    : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // Linux keeps the entry of a process that has ended until its parent asks; in a container that may be never.
    private static bool IsEnded(int processId)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')')..] is [_, _, 'Z' or 'X', ..];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
