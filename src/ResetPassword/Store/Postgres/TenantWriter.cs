using Npgsql;
using ResetPassword.Model;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>What controls do to tenants. Each takes a new version, so that what another process keeps at hand counts no more.</summary>
internal sealed class TenantWriter(Database database, KnownTenants tenants)
{
    private const int InstancesAtOnce = 500;

    // A document of the largest size is written in seconds, not in one.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Sets what controls set; false when it is not as it was seen any more.</summary>
    public Task<bool> TryChangeAsync(KnownTenant seen, TenantState next)
    {
        var mark = JournalRow.NewMark();
        return database.RunAsync(async (connection, isAgain) =>
        {
            var isDone = await database.ReadAsync(
                connection,
                async reader =>
                {
                    var isChanged = await reader.ReadAsync() && reader.GetInt64(0) > 0;
                    await reader.NextResultAsync();
                    await tenants.TakeAsync(reader, seen);
                    return isChanged;
                },
                new Statement(TenantStatements.ChangeTenant)
                    .With(seen.OwnerId).With(seen.Made).With(seen.Version).With(TextOf(next, seen)).With([.. next.Faults.Select(rule => rule.Id)]).With(mark),
                Find(seen));
            return isDone || (isAgain && await database.ReadAsync(connection, reader => reader.ReadAsync(), new Statement(Statements.FindRecord).With(mark)));
        });
    }

    /// <summary>Gives it other instances.</summary>
    public Task ReplaceAsync(KnownTenant tenant, IReadOnlyList<Instance> instances) => OnceAsync(tenant, async connection =>
    {
        await database.ReadAsync(connection, reader => reader.ReadAsync(), new Statement(Statements.MayTakeTime));
        var generation = await database.ReadAsync(
            connection, async reader => await reader.ReadAsync() ? reader.GetInt64(0) : 0, new Statement(TenantStatements.NextGeneration));
        var revision = (generation << 32) + 1;
        foreach (var some in instances.Chunk(InstancesAtOnce))
        {
            await database.WriteAsync(connection, Longest, new Statement(Statements.WriteInstances)
                .With(generation).With([.. some.Select(instance => instance.Id)]).With([.. some.Select(StoredText.Of)]).With(revision));
        }

        foreach (var instance in instances)
        {
            var accounts = AccountRows.Of(instance.Accounts.ChangesFrom(AccountMap.Empty), instance);
            foreach (var statement in accounts.ToStatements(generation, instance.Id, revision))
                await database.WriteAsync(connection, Longest, statement);
        }

        return [new Statement(TenantStatements.ReplaceInstances).With(tenant.OwnerId).With(tenant.Made).With(generation)];
    });

    /// <summary>Back to how it was made.</summary>
    public Task ResetAsync(KnownTenant tenant) => OnceAsync(tenant, _ => Task.FromResult<Statement[]>(
    [
        new Statement(TenantStatements.ResetTenant).With(tenant.OwnerId).With(tenant.Made),
        new Statement(Statements.ClearKeys).With(tenant.Made),
        new Statement(Statements.ClearFaultCounts).With(tenant.Made),
        new Statement(Statements.ClearJournal).With(tenant.Made),
    ]));

    // Gives it another generation, unless it is gone or an attempt of which nothing was heard has done so.
    private Task<bool> OnceAsync(KnownTenant tenant, Func<NpgsqlConnection, Task<Statement[]>> prepare)
    {
        var mark = JournalRow.NewMark();
        return database.RunAsync(async (connection, _) =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var last = await prepare(connection);
            var isFirst = await database.ReadAsync(
                connection,
                async reader =>
                {
                    var isThere = await reader.ReadAsync();
                    return await reader.NextResultAsync() && await reader.ReadAsync() && isThere;
                },
                new Statement(TenantStatements.LockTenant).With(tenant.OwnerId).With(tenant.Made), JournalRow.Mark(tenant.Made, mark).ToStatement());
            if (!isFirst)
                return false;
            Statement[] statements = [new Statement(TenantStatements.LeaveGeneration).With(tenant.OwnerId).With(tenant.Made), .. last, Find(tenant)];
            await database.ReadAsync(connection, reader => tenants.TakeAsync(reader, tenant), statements);
            await database.CommitAsync(transaction);
            return true;
        });
    }

    private static Statement Find(KnownTenant tenant) => new Statement(TenantStatements.FindTenant).With(tenant.OwnerId).With(tenant.Made);

    private static string TextOf(TenantState state, KnownTenant tenant) => state.IsAsMade ? "" : StoredText.Of(state, tenant.Origin.Ram);
}
