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

    /// <summary>
    /// Publishes the emulator as it was at an earlier commit, from a work tree of its own, and gives the program; null where the repository has no such commit.
    /// </summary>
    /// <param name="directory">Where both are put.</param>
    public static string? PublishEarlier(string commit, string directory, Build build)
    {
        if (ExitCodeOf(Repository, "git", "cat-file", "-e", $"{commit}^{{commit}}") != 0)
            return null;
        var tree = Path.Combine(directory, "earlier");
        Run(Repository, "git", "worktree", "add", "--quiet", "--detach", tree, commit);
        try
        {
            return Publish(Path.Combine(tree, "src", "ResetPassword"), Path.Combine(directory, $"{build}-earlier"), build);
        }
        finally
        {
            Run(Repository, "git", "worktree", "remove", "--force", tree);
        }
    }

    /// <summary>Runs a command to its end, which has to be a good one.</summary>
    public static void Run(string directory, string command, params string[] arguments)
    {
        var exitCode = ExitCodeOf(directory, command, arguments);
        if (exitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {exitCode}.");
    }

    private static int ExitCodeOf(string directory, string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = directory })
            ?? throw new InvalidOperationException($"{command} did not start.");
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ResetPassword.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("Run this from the repository's build.");
        return directory.FullName;
    }
}
