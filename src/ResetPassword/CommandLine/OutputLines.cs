using System.Text;

namespace ResetPassword.CommandLine;

/// <summary>Standard output: that it cannot be written is told from what else cannot be read or written.</summary>
internal sealed class OutputLines : TextWriter
{
    public static readonly OutputLines Standard = new();

    public override Encoding Encoding => Console.OutputEncoding;

    public override void Write(char value) => Write($"{value}");

    /// <exception cref="StandardOutputException">It cannot be written.</exception>
    public override void Write(string? value)
    {
        try
        {
            Console.Write(value);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StandardOutputException(Commands.ReasonOf(failure));
        }
    }

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);
}

/// <summary>Standard output cannot be written: it is full, or was closed.</summary>
internal sealed class StandardOutputException(string message) : Exception(message);
