using System.Text;
using ResetPassword.Model;

namespace ResetPassword.CommandLine;

/// <summary>
/// Standard error: each message is one line, whatever a value in it holds. A pipe that nobody reads keeps nobody waiting, and one that was closed is
/// no error of its own.
/// </summary>
internal sealed class ErrorLines : TextWriter
{
    public static readonly ErrorLines Standard = new();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private bool _isGivenUp;

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        if (_isGivenUp)
            return;
        var writing = Task.Run(() => TryWrite(OneLine.Of(value ?? "")));
        _isGivenUp = !writing.Wait(Patience) || !writing.Result;
    }

    private static bool TryWrite(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
            return true;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
