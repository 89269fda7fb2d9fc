namespace ResetPassword.CommandLine;

/// <summary>What only a person at a terminal gets: colours, unless <c>NO_COLOR</c> is set.</summary>
internal static class Terminal
{
    private static readonly bool HasColor = !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public static string Good(string text) => Color("32", text);

    public static string Bad(string text) => Color("31", text);

    public static string Dim(string text) => Color("2", text);

    private static string Color(string code, string text) => HasColor ? $"\e[{code}m{text}\e[0m" : text;
}
