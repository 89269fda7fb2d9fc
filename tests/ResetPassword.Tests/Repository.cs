using System.Runtime.CompilerServices;

namespace ResetPassword.Tests;

/// <summary>The files of the repository that tests look at.</summary>
internal static class Repository
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../.."));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
