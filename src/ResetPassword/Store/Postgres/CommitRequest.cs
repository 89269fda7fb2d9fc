using Npgsql;

namespace ResetPassword.Store.Postgres;

/// <summary>A commit of one instance with its row of the journal, all in one statement.</summary>
internal sealed class CommitRequest(KnownTenant tenant, WrittenChange change, JournalRow row) : BatchRequest
{
    /// <summary>Whether nobody was first.</summary>
    public bool IsDone { get; private set; }

    // Those that lock the tenant's row come before the others.
    public override LockOrder Locks => new(change.IsFirst(tenant) ? 0 : 1, tenant.Generation, 0, change.InstanceId);

    public override Statement ToStatement() => row.AddTo(change.ToStatement(tenant));

    public override async Task ReadAsync(NpgsqlDataReader reader) => IsDone = await reader.ReadAsync() && reader.GetInt64(0) > 0;
}

/// <summary>A row that is added to a journal.</summary>
internal sealed class RecordRequest(JournalRow row) : BatchRequest
{
    public override LockOrder Locks => new(2, 0, 0, row.RequestId ?? "");

    public override Statement ToStatement() => row.ToStatement();

    public override async Task ReadAsync(NpgsqlDataReader reader) => await reader.ReadAsync();
}
