using System.Diagnostics;

namespace ResetPassword.Benchmarks.Load;

/// <summary>The two applications, published alike: ReadyToRun for linux-x64, framework-dependent.</summary>
internal sealed record Published(string Emulator, string Bare)
{
    public static Published To(string directory)
    {
        var repository = FindRepository();
        return new(
            Publish(Path.Combine(repository, "src", "ResetPassword"), Path.Combine(directory, "emulator")),
            Publish(Path.Combine(repository, "tests", "ResetPassword.Benchmarks", "Bare"), Path.Combine(directory, "bare")));
    }

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ResetPassword.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("Run this from the repository's build.");
        return directory.FullName;
    }

    private static string Publish(string project, string output)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", [
            "publish", project, "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true",
            "-p:PublishAot=false", "-o", output, "-v", "quiet",
            "--nologo",
        ])) ?? throw new InvalidOperationException("dotnet did not start.");
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(output, Path.GetFileName(project))
            : throw new InvalidOperationException($"{project} could not be published.");
    }
}
