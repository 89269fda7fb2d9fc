using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ResetPassword.Http;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace ResetPassword.Testing;

/// <summary>Gives each line of the log to a test.</summary>
internal sealed class LogLines(Action<string> write) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter _formatter = new(Logging.TextTemplate, CultureInfo.InvariantCulture);

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter();
        _formatter.Format(logEvent, line);
        write(line.ToString().TrimEnd());
    }
}

/// <summary>Where a log goes.</summary>
internal static class LogServices
{
    /// <summary>Gives the log to a test, and nothing to standard output.</summary>
    public static IServiceCollection AddLog(this IServiceCollection services, Action<string> write)
    {
        var lines = new LogLines(write);
        var nothing = new MessageTemplateTextFormatter("", CultureInfo.InvariantCulture);
        return services.AddSingleton<ILogEventSink>(lines).AddSingleton(_ => new StandardOutputSink(nothing, Stream.Null));
    }
}
