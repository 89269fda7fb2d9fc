using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ResetPassword.Tests;

/// <summary>Collects what the service logs as an error, or from another level on, the framework's included.</summary>
internal sealed class ErrorLog(LogLevel least = LogLevel.Error) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _entries = [];
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyCollection<string> Entries => _entries;

    /// <summary>The first entry, once it is there.</summary>
    public Task<string> FirstAsync(CancellationToken cancellation) => _first.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellation);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var entry = $"{formatter(state, exception)} {exception}";
            _entries.Enqueue(entry);
            _first.TrySetResult(entry);
        }
    }

    public void Dispose()
    {
    }
}
