using System.Runtime.CompilerServices;

namespace ResetPassword.Tests;

/// <summary>The files of the repository that these tests are built from.</summary>
internal static class Repository
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
