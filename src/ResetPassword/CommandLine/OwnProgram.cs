using System.Buffers;

namespace ResetPassword.CommandLine;

/// <summary>How this very program is run again: the native file, or .NET with the library.</summary>
internal static class OwnProgram
{
    private static readonly SearchValues<char> PlainInShell = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:");

    /// <summary>The file, and what comes before the arguments.</summary>
    public static string[] Command { get; } = CommandOf(Environment.ProcessPath ?? "ResetPassword");

    /// <summary>As a shell takes it.</summary>
    public static string CommandLine => string.Join(' ', Command.Select(ShellWord));

    public static string ShellWord(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(PlainInShell) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string[] CommandOf(string process) => Path.GetFileNameWithoutExtension(process) == "dotnet"
        ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "ResetPassword.dll")]
        : [process];
}
