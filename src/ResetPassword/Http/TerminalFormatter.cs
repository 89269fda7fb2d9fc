using System.Globalization;
using ResetPassword.Gateway;
using Serilog.Events;
using Serilog.Formatting;

namespace ResetPassword.Http;

/// <summary>
/// The log where a person reads it as it comes: a call in the order in which one looks for it, its answer's status in colour, a refusal with its
/// reason. Whatever else is logged looks as everywhere.
/// </summary>
/// <param name="isColoured">False where the terminal's user wants no colours (NO_COLOR).</param>
internal sealed class TerminalFormatter(ITextFormatter others, bool isColoured) : ITextFormatter
{
    private const string Green = "32";
    private const string Yellow = "33";
    private const string Red = "31";
    private const string Faint = "2";

    public void Format(LogEvent logEvent, TextWriter output)
    {
        if (!CallLog.IsCall(logEvent.Properties.ContainsKey) || logEvent.Properties[CallLog.Status] is not ScalarValue { Value: int status })
        {
            others.Format(logEvent, output);
            return;
        }

        output.Write(logEvent.Timestamp.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        output.Write($"  {TextOf(logEvent, CallLog.Product)} {TextOf(logEvent, CallLog.Action)} {TextOf(logEvent, CallLog.Instance)}  ");
        Write(output, $"{status} {TextOf(logEvent, CallLog.Code)}", status switch { 200 => Green, 0 or >= 500 => Red, _ => Yellow });
        if (logEvent.Properties.ContainsKey(CallLog.Remark))
        {
            output.Write("  ");
            Write(output, TextOf(logEvent, CallLog.Remark), Faint);
        }

        output.WriteLine();
    }

    private void Write(TextWriter output, string text, string colour) => output.Write(isColoured ? $"\e[{colour}m{text}\e[0m" : text);

    private static string TextOf(LogEvent logEvent, string name) =>
        logEvent.Properties.GetValueOrDefault(name) is ScalarValue { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" : "";
}
