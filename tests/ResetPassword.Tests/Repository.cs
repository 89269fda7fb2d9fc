using System.Runtime.CompilerServices;

namespace ResetPassword.Tests;

/// <summary>The files of the repository that these tests are built from.</summary>
internal static class Repository
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Every page of the documentation, from the repository's root.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
        .. FilesOf("docs", "*.md").Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The files of a folder that are the repository's own: not what a build or an installation left there.</summary>
    public static IEnumerable<string> FilesOf(string folder, string pattern) =>
        Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "node_modules" or "bin" or "obj"));

    /// <summary>Whether the tests have a class of this name.</summary>
    public static bool HasClass(string name) => FilesOf("tests", $"{name}.cs").Any();

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
