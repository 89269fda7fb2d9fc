using System.Globalization;
using ResetPassword.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace ResetPassword.Http;

/// <summary>Serilog on standard output, as text or JSON. The whole logging set-up is here.</summary>
internal static class Logging
{
    private const string TextTemplate = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddLogging(this WebApplicationBuilder builder, EmulatorOptions options, Stream? output = null)
    {
        var level = options.LogLevel;
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(level)

            // The framework logs whole URLs, passwords and signatures included; no setting of ours brings that back.
            .MinimumLevel.Override("Microsoft", new LoggingLevelSwitch(level > LogEventLevel.Warning ? level : LogEventLevel.Warning))
            .MinimumLevel.Override("System", new LoggingLevelSwitch(level > LogEventLevel.Warning ? level : LogEventLevel.Warning));
        ITextFormatter formatter = options.LogFormat == "Json"
            ? new JsonFormatter(renderMessage: true)
            : new MessageTemplateTextFormatter(TextTemplate, CultureInfo.InvariantCulture);
        var sink = new StandardOutputSink(formatter, output ?? Console.OpenStandardOutput());
        var logger = configuration.WriteTo.Sink(sink).CreateLogger();
        builder.Services.AddSingleton(sink);
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);

        // Where this is enabled at any level, each request gets an activity and a scope of its own, with its path: we log each call ourselves. AddSerilog
        // filters by its provider, which outweighs a filter that names none.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // It logs a start that fails with its stack; the serve command says the same in one line.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
