using System.Buffers;

namespace ResetPassword.CommandLine;

/// <summary>Texts as the shells of Unix take them.</summary>
internal static class ShellText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:");

    /// <summary>One word, in quotes where it needs them.</summary>
    public static string Word(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain) ? text : Quoted(text);

    public static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
