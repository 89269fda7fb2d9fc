using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace ResetPassword.Tests;

/// <summary>Collects what the service logs as an error, or from another level on, the framework's included.</summary>
internal sealed class ErrorLog(LogEventLevel least = LogEventLevel.Error) : ILogEventSink
{
    private static readonly MessageTemplateTextFormatter Formatter = new("{Message:lj} {Exception}", CultureInfo.InvariantCulture);

    private readonly ConcurrentQueue<string> _entries = [];
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogEventLevel Least { get; } = least;

    public IReadOnlyCollection<string> Entries => _entries;

    /// <summary>The first entry, once it is there.</summary>
    public Task<string> FirstAsync(CancellationToken cancellation) => _first.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellation);

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < Least)
            return;
        var entry = new StringWriter();
        Formatter.Format(logEvent, entry);
        _entries.Enqueue(entry.ToString());
        _first.TrySetResult(entry.ToString());
    }
}
