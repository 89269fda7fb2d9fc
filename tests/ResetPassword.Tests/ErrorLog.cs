using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace ResetPassword.Tests;

/// <summary>Collects what the service logs as an error, or from another level on, the framework's included.</summary>
internal sealed partial class ErrorLog(LogEventLevel least = LogEventLevel.Error) : ILogEventSink
{
    private static readonly MessageTemplateTextFormatter Formatter = new("{Message:lj} {Exception}", CultureInfo.InvariantCulture);

    private readonly ConcurrentQueue<string> _entries = [];
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogEventLevel Least { get; } = least;

    public IReadOnlyCollection<string> Entries => _entries;

    /// <summary>The first entry, once it is there.</summary>
    public Task<string> FirstAsync(CancellationToken cancellation) => _first.Task.WaitAsync(TimeSpan.FromMinutes(5), cancellation);

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < Least)
            return;
        var entry = new StringWriter();
        Formatter.Format(logEvent, entry);
        Add(entry.ToString());
    }

    /// <summary>Takes a line of a process's standard output, where it begins an entry: its level is at least as asked, or it would not be written.</summary>
    public void Read(string line)
    {
        if (Entry().Match(line) is { Success: true } entry)
            Add($"{entry.Groups["message"].Value} ");
    }

    private void Add(string entry)
    {
        _entries.Enqueue(entry);
        _first.TrySetResult(entry);
    }

    [GeneratedRegex("^[0-9:.]+ (VRB|DBG|INF|WRN|ERR|FTL) (?<message>.*)")]
    private static partial Regex Entry();
}
