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
        .. Directory.EnumerateFiles(PathOf("docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file))
        .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether the tests have a class of this name.</summary>
    public static bool HasClass(string name) => Directory.EnumerateFiles(PathOf("tests"), $"{name}.cs", SearchOption.AllDirectories).Any();

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
