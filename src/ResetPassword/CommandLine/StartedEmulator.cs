using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ResetPassword.CommandLine;

/// <summary>
/// An emulator that <c>start</c> has put into the background, as the file of its port says. The process itself writes the file when it serves and removes it
/// when it ends. A process id is given again to others: the file names the process's start as well.
/// </summary>
/// <param name="Addresses">Where it listens; the first one's port is that of the file.</param>
internal sealed record StartedEmulator(int ProcessId, DateTimeOffset StartedAt, IReadOnlyList<Uri> Addresses, string Log)
{
    /// <summary>What to do about a folder that cannot be used.</summary>
    public const string FolderMend = "XDG_RUNTIME_DIR names another directory.";

    private const int MaxBytes = 64 * 1024;

    // .NET computes a start from the time since boot, in each process anew.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(10);

    public static string Folder =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime) ? runtime : Path.GetTempPath();

    /// <summary>How a file of it is made: there must be none, and only its owner may read it.</summary>
    public static FileStreamOptions NewFile
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    public Uri Endpoint => Addresses[0];

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

    public static string FolderFault(Exception failure) => $"start keeps its files in {Folder}, which cannot be used: {Commands.ReasonOf(failure)}.";

    /// <summary>
    /// What listens on a port, as the port's file says, or that of one that listens there too; null where there is none, or with what is wrong with it.
    /// </summary>
    public static StartedEmulator? Find(int port, out string? fault)
    {
        var own = Read(port, out fault);
        return own is { IsRunning: true } || fault is not null
            ? own
            : FindAll(out _).FirstOrDefault(other => other.IsRunning && other.Addresses.Any(address => address.Port == port)) ?? own;
    }

    /// <summary>All that the folder has files of; none with what is wrong with it.</summary>
    public static IReadOnlyList<StartedEmulator> FindAll(out string? fault)
    {
        fault = null;
        try
        {
            return
            [
                .. Directory.EnumerateFiles(Folder, "resetpassword-*.json")
                    .Select(file => Path.GetFileNameWithoutExtension(file)["resetpassword-".Length..])
                    .Select(port => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Read(number, out _) : null)
                    .OfType<StartedEmulator>(),
            ];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = FolderFault(unreadable);
            return [];
        }
    }

    /// <summary>What the file of a port says; null where there is none, or with what is wrong with it.</summary>
    public static StartedEmulator? Read(int port, out string? fault)
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
            if (Parse(File.ReadAllText(path)) is { } started)
                return started;
            fault = $"{path} is no file of this program's.";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = $"{path} cannot be read: {unreadable.Message}";
        }

        return null;
    }

    /// <summary>Writes the file of the endpoint's port, for its owner only; there must be none.</summary>
    public void Write()
    {
        using var file = new StreamWriter(FileOf(Endpoint.Port), NewFile);
        file.WriteLine(new JsonObject
        {
            ["processId"] = ProcessId,
            ["startedAt"] = StartedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["endpoint"] = Endpoint.GetLeftPart(UriPartial.Authority),
            ["addresses"] = new JsonArray([.. Addresses.Select(address => (JsonNode?)address.GetLeftPart(UriPartial.Authority))]),
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

    private static StartedEmulator? Parse(string text)
    {
        var file = JsonText.Find(text);
        return file is JsonObject && file["processId"] is JsonValue process && process.TryGetValue<int>(out var id) && id > 0
            && DateTimeOffset.TryParse(JsonText.FindText(file, "startedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var startedAt)
            && Uri.TryCreate(JsonText.FindText(file, "endpoint"), UriKind.Absolute, out var endpoint)
                ? new(id, startedAt, AddressesOf(file, endpoint), JsonText.FindText(file, "log") ?? "")
                : null;
    }

    // The endpoint first, whatever the list says.
    private static IReadOnlyList<Uri> AddressesOf(JsonNode file, Uri endpoint) =>
    [
        .. (file["addresses"] as JsonArray ?? []).Select(address => Uri.TryCreate($"{address}", UriKind.Absolute, out var uri) ? uri : null)
            .OfType<Uri>().Prepend(endpoint).Distinct(),
    ];

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
