using Microsoft.Data.Sqlite;
using ResetPassword.Store.Memory;

namespace ResetPassword.Store.Sqlite;

/// <summary>
/// Writes down what changes, in its order. One thread writes; what came while it was writing is one transaction. What could not be written stays in its place
/// and is written again, so that the file is never without something that came before what it has.
/// </summary>
internal sealed class SqliteLog : IChangeLog, IDisposable
{
    /// <summary>How long somebody waits while nothing can be written, or nothing is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly SqliteFile _file;
    private readonly SqliteTables _tables;
    private readonly Thread _writer;
    private readonly TimeProvider _clock;
    private readonly ITimer _watch;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _hasWork = new(false);
    private readonly CancellationTokenSource _ended = new();
    private List<StoreChange> _waiting = [];
    private Batch _next = new();
    private Batch? _current;
    private volatile string? _trouble;
    private bool _isListening;
    private long _stepsSeen;
    private long _moved;

    /// <param name="clock">The time by which nonces expire.</param>
    /// <param name="writing">The time that writing takes, whatever the other is set to.</param>
    public SqliteLog(SqliteFile file, int journalSize, TimeProvider clock, TimeProvider writing)
    {
        (_file, _tables, _clock) = (file, new(file.Connection, journalSize, clock), writing);
        _writer = new(Write) { IsBackground = true, Name = "SQLite" };
        _writer.Start();
        _watch = writing.CreateTimer(_ => GiveUpWaiting(), null, Patience / 5, Patience / 5);
    }

    /// <summary>Why nothing can be written now; null while it can.</summary>
    public string? Trouble => _trouble;

    /// <summary>Throws away what nobody needs of what was read from the file.</summary>
    /// <param name="forgottenKeys">The ids of temporary keys that were not taken.</param>
    public void Trim(IReadOnlyList<string> forgottenKeys) => _tables.Trim(forgottenKeys);

    /// <summary>From now on changes are written: what was read from the file is none.</summary>
    public void Listen() => _isListening = true;

    /// <summary>Ends when everything that has changed so far is in the file.</summary>
    public Task WrittenAsync()
    {
        lock (_lock)
        {
            if (_waiting.Count > 0)
                return _next.Written;
            return _current?.Written ?? Task.CompletedTask;
        }
    }

    public void Add(params ReadOnlySpan<StoreChange> unit)
    {
        // While nothing can be written, calls are refused: they could come without end.
        if (!_isListening || unit.IsEmpty || (_trouble is not null && unit is [StoreChange.CallRecorded]))
            return;
        lock (_lock)
        {
            var isFirst = _waiting.Count == 0;
            _waiting.AddRange(unit);
            if (!isFirst)
                return;
            _next.Begin(_clock.GetTimestamp());
        }

        _hasWork.Set();
    }

    /// <summary>Writes what is left, as far as it can be, and lets go of the file.</summary>
    public void Dispose()
    {
        if (_ended.IsCancellationRequested)
            return;
        _ended.Cancel();
        _hasWork.Set();
        _writer.Join();
        _watch.Dispose();
        _tables.Dispose();
        _file.Dispose();
        _hasWork.Dispose();
        _ended.Dispose();
    }

    private void Write()
    {
        while (TryTake(out var changes, out var batch))
        {
            while (!TryWrite(changes) && !_ended.IsCancellationRequested)
                _ended.Token.WaitHandle.WaitOne(Pause);
            lock (_lock)
                _current = null;
            if (_trouble is { } trouble)
                batch.Fail(trouble);
            else
                batch.Finish();
        }
    }

    // False when there is nothing to do any more.
    private bool TryTake(out List<StoreChange> changes, out Batch batch)
    {
        while (true)
        {
            lock (_lock)
            {
                (changes, batch) = (_waiting, _next);
                if (changes.Count > 0)
                {
                    (_waiting, _next, _current) = ([], new(), batch);
                    return true;
                }
            }

            if (_ended.IsCancellationRequested)
                return false;
            _hasWork.WaitOne();
        }
    }

    private bool TryWrite(List<StoreChange> changes)
    {
        try
        {
            _file.Transact(() =>
            {
                foreach (var change in changes)
                    _tables.Write(change);
            });
            _trouble = null;
            return true;
        }
        catch (SqliteException refused)
        {
            _trouble = $"{_file.Path} cannot be written: {SqliteFile.Reason(refused)}";
            return false;
        }
    }

    // What is long, and goes on, is waited for: whoever is told that nobody knows would have been told wrongly a moment later.
    private void GiveUpWaiting()
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            if (_trouble is null && _tables.Steps != _stepsSeen)
                (_stepsSeen, _moved) = (_tables.Steps, now);
            var reason = _trouble ?? $"{_file.Path} has not been written for {Patience.TotalSeconds} seconds";
            _current?.FailIfOlder(reason, IsLongAgo);
            if (_waiting.Count > 0)
                _next.FailIfOlder(reason, IsLongAgo);

            bool IsLongAgo(long began) => _clock.GetElapsedTime(_trouble is null ? Math.Max(began, _moved) : began, now) >= Patience;
        }
    }

    /// <summary>Those who wait for what is written together.</summary>
    private sealed class Batch
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _began;

        public Task Written => _written.Task;

        /// <summary>The first change of it is there.</summary>
        public void Begin(long now) => _began = now;

        public void Finish() => _written.TrySetResult();

        public void Fail(string reason)
        {
            // Nobody may be waiting.
            if (_written.TrySetException(new StoreUnavailableException(reason)))
                _ = _written.Task.Exception;
        }

        public void FailIfOlder(string reason, Predicate<long> isLongAgo)
        {
            if (isLongAgo(_began))
                Fail(reason);
        }
    }
}
