using Npgsql;

namespace ResetPassword.Store.Postgres;

/// <summary>What somebody wants of the database in one step, which goes in a batch with others' steps.</summary>
internal abstract class BatchRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it is done, or fails as it did.</summary>
    public Task Done => _done.Task;

    /// <summary>Nobody waits for it any longer.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Whether it may have been done already when it is sent.</summary>
    public bool IsAgain { get; set; }

    /// <summary>Its one statement.</summary>
    public abstract Statement ToStatement();

    /// <summary>Takes over what came back, without looking at it.</summary>
    public abstract Task ReadAsync(NpgsqlDataReader reader);

    /// <summary>The order in which statements of a batch lock rows: the same everywhere, so that no two batches wait for each other.</summary>
    public virtual LockOrder Locks => default;

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception failure) => _done.TrySetException(failure);
}

/// <summary>Where a statement stands among others that lock rows.</summary>
internal readonly record struct LockOrder(int Kind, long High, long Low, string Id) : IComparable<LockOrder>
{
    public int CompareTo(LockOrder other) =>
        (Kind, High, Low).CompareTo((other.Kind, other.High, other.Low)) is var order and not 0 ? order : string.CompareOrdinal(Id, other.Id);
}
