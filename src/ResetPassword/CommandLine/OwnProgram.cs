namespace ResetPassword.CommandLine;

/// <summary>How this very program is run again: the native file, or .NET with the library.</summary>
internal static class OwnProgram
{
    /// <summary>The file, and what comes before the arguments.</summary>
    public static string[] Command { get; } = CommandOf(Environment.ProcessPath ?? "ResetPassword");

    /// <summary>As a shell takes it.</summary>
    public static string CommandLine => string.Join(' ', Command.Select(ShellText.Word));

    private static string[] CommandOf(string process) => Path.GetFileNameWithoutExtension(process) == "dotnet"
        ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "ResetPassword.dll")]
        : [process];
}
