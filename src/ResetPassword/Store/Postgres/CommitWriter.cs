using Npgsql;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>
/// Writes commits: in the batch of several calls where one statement is enough, else in a transaction of its own, or in the one that has locked what it
/// changes. One whose connection died is written again as it is: it finds what it must have seen, or else its RequestId.
/// </summary>
internal sealed class CommitWriter(Database database, BatchQueue queue, FaultCountTable faults, bool isJournalKept)
{
    public async Task<Committed> WriteAsync(KnownTenant tenant, Commit commit, IReadOnlyList<WrittenChange> changes, LockedRows? locked)
    {
        var writing = new Writing(tenant, commit, changes, RulesAfter(tenant, commit), commit.Call?.RequestId ?? JournalRow.NewMark());
        if (locked is not null)
            return await WriteLockedAsync(locked, writing);
        if (changes is not [{ Accounts.Count: <= AccountRows.MaxCount } single] || writing.Rules.Count > 0)
            return await database.RunAsync((connection, isAgain) => WriteAsync(connection, writing, isAgain));

        var request = new CommitRequest(tenant, single, RowOf(writing, null));
        await queue.RunAsync(request);
        return request is { IsDone: false, IsAgain: true } ? await database.RunAsync((connection, _) => FindAsync(connection, writing)) : new(request.IsDone);
    }

    // A lock that is lost is not needed: what was seen is compared all the same.
    private async Task<Committed> WriteLockedAsync(LockedRows locked, Writing writing)
    {
        try
        {
            return await WriteAsync(locked.Connection, locked.Transaction, writing);
        }
        catch (Exception failure) when (Database.IsPassing(failure))
        {
            await locked.DisposeAsync();
            return await database.RunAsync((connection, _) => WriteAsync(connection, writing, isAgain: true));
        }
    }

    private async Task<Committed> WriteAsync(NpgsqlConnection connection, Writing writing, bool isAgain)
    {
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var committed = await WriteAsync(connection, transaction, writing);
            if (committed.IsDone || !isAgain)
                return committed;
        }

        return await FindAsync(connection, writing);
    }

    private async Task<Committed> WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Writing writing)
    {
        var tenant = writing.Tenant;
        foreach (var change in writing.Changes.OrderBy(change => change.IsFirst(tenant) ? 0 : 1).ThenBy(change => change.InstanceId, StringComparer.Ordinal))
        {
            if (!await WriteAsync(connection, tenant, change))
            {
                await transaction.RollbackAsync();
                return new(false);
            }
        }

        var fault = await faults.HitAsync(connection, tenant, writing.Rules);
        await database.ReadAsync(connection, Nothing, RowOf(writing, fault).ToStatement());
        await database.CommitAsync(transaction);
        return new(true, fault);
    }

    private async Task<bool> WriteAsync(NpgsqlConnection connection, KnownTenant tenant, WrittenChange change)
    {
        var isDone = await database.ReadAsync(
            connection, async reader => await reader.ReadAsync() && reader.GetInt64(0) > 0,
            JournalRow.Nothing.AddTo(change.ToStatement(tenant, withAccounts: false)));
        if (!isDone)
            return false;
        foreach (var accounts in change.Accounts.ToStatements(tenant.Generation, change.InstanceId, change.Revision))
            await database.ReadAsync(connection, Nothing, accounts);
        return true;
    }

    // Whether it has been written, and which rule hit it then.
    private async Task<Committed> FindAsync(NpgsqlConnection connection, Writing writing)
    {
        var (isFound, document) = await database.ReadAsync(
            connection, async reader => await reader.ReadAsync() ? (true, reader.IsDBNull(0) ? null : reader.GetString(0)) : (false, null),
            new Statement(Statements.FindRecord).With(writing.RequestId));
        var fault = document is null ? null : writing.Tenant.State.FindFault(StoredText.ReadEntry(document).FaultId ?? "");
        return new(isFound, fault);
    }

    private JournalRow RowOf(Writing writing, FaultRule? fault)
    {
        var mark = JournalRow.Mark(writing.Tenant.Made, writing.RequestId);
        if (writing.Commit.Call is not { } call || (!isJournalKept && fault is null))
            return mark;
        var row = JournalRow.Of(writing.Tenant.Made, call.EntryOf(fault));
        return isJournalKept && !JournalRow.IsOnlyMarked(fault) ? row : mark with { Document = row.Document };
    }

    private static IReadOnlyList<FaultRule> RulesAfter(KnownTenant tenant, Commit commit)
    {
        if (commit.Call is not { Fault: var query } || tenant.State.Faults.IsEmpty)
            return [];
        return [.. tenant.State.Faults.Where(rule => rule.IsFor(query))];
    }

    private static Task<bool> Nothing(NpgsqlDataReader reader) => Task.FromResult(true);

    private sealed record Writing(KnownTenant Tenant, Commit Commit, IReadOnlyList<WrittenChange> Changes, IReadOnlyList<FaultRule> Rules, string RequestId);
}
