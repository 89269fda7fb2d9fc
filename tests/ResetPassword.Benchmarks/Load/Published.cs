using System.Diagnostics;

namespace ResetPassword.Benchmarks.Load;

/// <summary>How an application is published.</summary>
internal enum Build
{
    /// <summary>For .NET to run, compiled ahead where that can be.</summary>
    ReadyToRun,

    /// <summary>One native file.</summary>
    Native,
}

/// <summary>The emulator and the bare application, published alike for linux-x64.</summary>
internal sealed record Published(Build Build, string Emulator, string Bare)
{
    public static readonly string Repository = FindRepository();

    /// <summary>Begins the name of a figure.</summary>
    public string Prefix => Build == Build.Native ? "native: " : "";

    public static Published To(string directory, Build build) => new(
        build,
        Publish(Path.Combine(Repository, "src", "ResetPassword"), Path.Combine(directory, $"{build}-emulator"), build),
        Publish(Path.Combine(Repository, "tests", "ResetPassword.Benchmarks", "Bare"), Path.Combine(directory, $"{build}-bare"), build));

    /// <summary>Publishes a project, and gives the program.</summary>
    public static string Publish(string project, string output, Build build)
    {
        string[] how = build == Build.Native
            ? ["-p:PublishAot=true"]
            : ["-p:PublishAot=false", "--self-contained", "false", "-p:PublishReadyToRun=true"];
        Run(Repository, "dotnet", ["publish", project, "-c", "Release", "-r", "linux-x64", .. how, "-o", output, "-v", "quiet", "--nologo"]);
        return Path.Combine(output, Path.GetFileName(project));
    }

    /// <summary>Runs a command to its end, which has to be a good one.</summary>
    public static void Run(string directory, string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = directory })
            ?? throw new InvalidOperationException($"{command} did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ResetPassword.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("Run this from the repository's build.");
        return directory.FullName;
    }
}
