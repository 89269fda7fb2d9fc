using System.Diagnostics;
using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Store;
using ResetPassword.Store.Memory;

namespace ResetPassword.Hosting;

/// <summary>Keeps what differs from the seed in a file: put back at the start, written after changes and on stop.</summary>
internal sealed partial class StateKeeper(
    StateFile file, DateTimeOffset seededAt, Tenants tenants, MemoryStore store, IdSource ids, TimeProvider clock, StateWarning warning,
    ILogger<StateKeeper> logger)
{
    // From a change to its being written; longer only where writing takes longer.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _written = -1;

    /// <summary>Puts back what the file holds; nothing of a file that has a fault, of which each is in the result.</summary>
    public async ValueTask<IReadOnlyList<DocumentFault>> LoadAsync()
    {
        var faults = new DocumentFaults();
        var kept = await file.Read(stream => new StateReader(stream, tenants, store, ids, clock.GetUtcNow(), faults).ReadAsync());
        if (faults.Count > 0)
            return faults;
        foreach (var tenant in kept)
            await tenant.PutBackAsync();
        return faults;
    }

    /// <summary>Writes the file anew, whole or not at all.</summary>
    /// <remarks>
    /// It fails with whatever a file system says, such as <see cref="ArgumentOutOfRangeException"/> for a file that is too large; the file is then as it was.
    /// </remarks>
    /// <param name="mayOverwrite">As <see cref="StateFile.WriteAsync"/> has it.</param>
    public async Task SaveAsync(bool mayOverwrite, CancellationToken cancellation)
    {
        var changes = store.Changes.Value;
        var document = StateDocument.Of(store, seededAt);
        await file.WriteAsync(document.WriteAsync, mayOverwrite, cancellation);
        _written = changes;
    }

    /// <summary>Writes the file after changes, until it is to stop. What goes wrong is logged, once, and tried again.</summary>
    public async Task SaveChangesAsync(CancellationToken stopping)
    {
        var pause = Pause;
        while (await WaitAsync(pause, stopping))
        {
            if (store.Changes.Value == _written)
                continue;

            var started = Stopwatch.GetTimestamp();
            try
            {
                await SaveAsync(mayOverwrite: false, stopping);
                if (warning.Text is not null)
                    WrittenAgain();
                warning.Text = null;
            }
            catch (Exception refused) when (refused is not OperationCanceledException)
            {
                if (warning.Text is null)
                    NotWritten(refused.Message);
                warning.Text = $"The state file could not be written; it is tried again each second. {refused.Message}";
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var taken = Stopwatch.GetElapsedTime(started);
            pause = taken > Pause ? taken : Pause;
        }
    }

    private static async Task<bool> WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The state file could not be written; it is tried again each second. {Reason}")]
    private partial void NotWritten(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The state file is written again.")]
    private partial void WrittenAgain();
}

/// <summary>What users should know of the state file while calls are answered as ever. Thread-safe.</summary>
internal sealed class StateWarning
{
    private volatile string? _text;

    /// <summary>Null while there is nothing to say.</summary>
    public string? Text
    {
        get => _text;
        set => _text = value;
    }
}
