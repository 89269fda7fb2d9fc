namespace ResetPassword.Hosting;

/// <summary>Says on a terminal how far something is that takes a while.</summary>
internal static class Progress
{
    /// <summary>Shows a number of rows, in one line that changes; null where standard error is no terminal.</summary>
    public static Action<long>? OnTerminal(string done) => Console.IsErrorRedirected ? null : rows => Console.Error.Write($"\r{rows:N0} rows {done} … ");
}
