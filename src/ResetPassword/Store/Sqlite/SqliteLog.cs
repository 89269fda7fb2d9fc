using Microsoft.Data.Sqlite;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Store.Memory;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Sqlite;

/// <summary>
/// Writes down what changes, in its order. One thread writes; what came while it was writing is one transaction. What could not be written stays in its place
/// and is written again, so that the file is never without something that came before what it has.
/// </summary>
internal sealed class SqliteLog : IChangeLog, IDisposable
{
    /// <summary>How long somebody waits for what is to be written.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly SqliteFile _file;
    private readonly SqliteTables _tables;
    private readonly Thread _writer;
    private readonly Timer _watch;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _hasWork = new(false);
    private readonly CancellationTokenSource _ended = new();
    private List<Action<SqliteTables>> _waiting = [];
    private Batch _next = new();
    private Batch? _current;
    private volatile string? _trouble;
    private bool _isListening;

    public SqliteLog(SqliteFile file, int journalSize)
    {
        (_file, _tables) = (file, new(file.Connection, journalSize));
        _writer = new(Write) { IsBackground = true, Name = "SQLite" };
        _writer.Start();
        _watch = new(_ => GiveUpWaiting(), null, Patience / 5, Patience / 5);
    }

    /// <summary>Why nothing can be written now; null while it can.</summary>
    public string? Trouble => _trouble;

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

    public void TenantMade(MemoryTenant tenant) => Add(tables => tables.PutTenant(tenant));

    public void TenantDropped(MemoryTenant tenant) => Add(tables => tables.RemoveTenant(tenant));

    public void TenantChanged(MemoryTenant tenant, TenantState state) => Add(tables => tables.PutState(tenant, state));

    public void InstancesReplaced(MemoryTenant tenant, IReadOnlyList<Instance> instances, bool isAsMade) =>
        Add(tables => tables.ReplaceInstances(tenant, instances, isAsMade));

    public void InstanceChanged(MemoryTenant tenant, InstanceWrite write) => Add(tables => tables.PutInstance(tenant, write));

    public void FaultCounted(MemoryTenant tenant, string ruleId, FaultCounts counts) => Add(tables => tables.PutFault(tenant, ruleId, counts));

    public void KeyIssued(TemporaryKey key) => Add(tables => tables.AddKey(key));

    public void KeysRemoved(MemoryTenant tenant) => Add(tables => tables.RemoveKeys(tenant));

    public void NonceUsed(in NonceId id, in NonceExpiry expiry)
    {
        var (used, until) = (id, expiry);
        Add(tables => tables.AddNonce(used, until));
    }

    // While nothing can be written, calls are refused: they could come without end.
    public void CallRecorded(string? ownerId, JournalEntry entry)
    {
        if (_trouble is null)
            Add(tables => tables.AddCall(ownerId, entry));
    }

    public void CallsCleared(string? ownerId) => Add(tables => tables.RemoveCalls(ownerId));

    /// <summary>Writes what is left, as far as it can be, and lets go of the file.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _hasWork.Set();
        _writer.Join();
        _watch.Dispose();
        _tables.Dispose();
        _file.Dispose();
        _hasWork.Dispose();
        _ended.Dispose();
    }

    private void Add(Action<SqliteTables> change)
    {
        if (!_isListening)
            return;
        lock (_lock)
        {
            _waiting.Add(change);
            if (_waiting.Count > 1)
                return;
            _next.Begin();
        }

        _hasWork.Set();
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
    private bool TryTake(out List<Action<SqliteTables>> changes, out Batch batch)
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

    private bool TryWrite(List<Action<SqliteTables>> changes)
    {
        try
        {
            _file.Execute("begin immediate");
            foreach (var change in changes)
                change(_tables);
            _file.Execute("commit");
            _trouble = null;
            return true;
        }
        catch (SqliteException refused)
        {
            _trouble = $"{_file.Path} cannot be written: {SqliteFile.Reason(refused)}";
            TryRollBack();
            return false;
        }
    }

    // Some errors have ended the transaction already.
    private void TryRollBack()
    {
        try
        {
            _file.Execute("rollback");
        }
        catch (SqliteException)
        {
        }
    }

    private void GiveUpWaiting()
    {
        Batch? current, next;
        lock (_lock)
            (current, next) = (_current, _waiting.Count > 0 ? _next : null);
        var reason = _trouble ?? $"{_file.Path} has not been written for {Patience.TotalSeconds} seconds";
        current?.FailIfOlder(reason);
        next?.FailIfOlder(reason);
    }

    /// <summary>Those who wait for what is written together.</summary>
    private sealed class Batch
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _began;

        public Task Written => _written.Task;

        /// <summary>The first change of it is there.</summary>
        public void Begin() => _began = Environment.TickCount64;

        public void Finish() => _written.TrySetResult();

        public void Fail(string reason)
        {
            // Nobody may be waiting.
            if (_written.TrySetException(new StoreUnavailableException(reason)))
                _ = _written.Task.Exception;
        }

        public void FailIfOlder(string reason)
        {
            if (Environment.TickCount64 - _began >= Patience.TotalMilliseconds)
                Fail(reason);
        }
    }
}
