using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ResetPassword.Hosting;
using Serilog;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace ResetPassword.Http;

/// <summary>
/// Serilog on standard output, as text or JSON. The whole logging set-up is here. In the place of Serilog.AspNetCore's line a request there is our own a call
/// (<see cref="Gateway.CallLog"/>): it says product, action, target and key, and no address, as that has passwords in it.
/// </summary>
internal static class Logging
{
    public const string TextTemplate = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddLogging(this WebApplicationBuilder builder, EmulatorOptions options, Stream? output = null)
    {
        ITextFormatter formatter = options.LogFormat == "Json"
            ? new CompactJsonFormatter()
            : new MessageTemplateTextFormatter(TextTemplate, CultureInfo.InvariantCulture);
        if (options.LogFormat == "Text" && output is null && !System.Console.IsOutputRedirected)
            formatter = new TerminalFormatter(formatter, isColoured: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
        var level = options.LogLevel;
        var frameworks = level > LogEventLevel.Warning ? level : LogEventLevel.Warning;

        // A host of the test kit may have something else than standard output.
        builder.Services.TryAddSingleton(_ => new StandardOutputSink(formatter, output ?? System.Console.OpenStandardOutput()));
        builder.Services.AddSerilog(
            (services, configuration) => configuration
                .MinimumLevel.Is(level)

                // The framework logs whole URLs, passwords and signatures included; no setting of ours brings that back.
                .MinimumLevel.Override("Microsoft", frameworks)
                .MinimumLevel.Override("System", frameworks)

                // Where this is enabled at any level, each request gets an activity and a scope of its own, with its path.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)

                // It logs a start that fails with its stack; the serve command says the same in one line.
                .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LevelAlias.Off)
                .ReadFrom.Services(services)
                .WriteTo.Sink(services.GetRequiredService<StandardOutputSink>()),
            preserveStaticLogger: true);
    }
}
