using Npgsql;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>How often fault rules matched and hit, counted over all processes.</summary>
internal sealed class FaultCountTable(Database database)
{
    /// <summary>The rule that hits a call, or null; every rule for it up to that one counts it, all or none.</summary>
    public Task<FaultRule?> HitAsync(KnownTenant tenant, IReadOnlyList<FaultRule> rules)
    {
        var mark = JournalRow.Mark(tenant.Made, JournalRow.NewMark());
        return database.RunAsync(async (connection, isAgain) =>
        {
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                var hit = await HitAsync(connection, tenant, rules);
                var isFirst = await database.ReadAsync(connection, reader => reader.ReadAsync(), (mark with { Document = hit?.Id }).ToStatement());
                if (isFirst || !isAgain)
                {
                    await database.CommitAsync(transaction);
                    return hit;
                }
            }

            // An attempt of which nothing was heard has counted.
            var counted = await database.ReadAsync(
                connection, async reader => await reader.ReadAsync() && !reader.IsDBNull(0) ? reader.GetString(0) : null,
                new Statement(Statements.FindRecord).With(mark.RequestId));
            return rules.FirstOrDefault(rule => rule.Id == counted);
        });
    }

    /// <summary>The same within a transaction.</summary>
    public async Task<FaultRule?> HitAsync(NpgsqlConnection connection, KnownTenant tenant, IReadOnlyList<FaultRule> rules)
    {
        foreach (var rule in rules)
        {
            // Of a tenant that is gone nothing is counted.
            var match = await CountAsync(connection, Statements.CountMatch, tenant, rule);
            if (match == 0 || !rule.Schedule.Hits(match))
                continue;
            await CountAsync(connection, Statements.CountHit, tenant, rule);
            return rule;
        }

        return null;
    }

    public Task<IReadOnlyDictionary<string, FaultCounts>> ReadAsync(KnownTenant tenant) => database.RunAsync<IReadOnlyDictionary<string, FaultCounts>>(
        async reader =>
        {
            var counts = new Dictionary<string, FaultCounts>(StringComparer.Ordinal);
            while (await reader.ReadAsync())
                counts.Add(reader.GetString(0), new((int)reader.GetInt64(1), (int)reader.GetInt64(2)));
            return counts;
        },
        () => new Statement(Statements.ReadFaultCounts).With(tenant.Made));

    private Task<int> CountAsync(NpgsqlConnection connection, string statement, KnownTenant tenant, FaultRule rule) => database.ReadAsync(
        connection, async reader => await reader.ReadAsync() ? (int)reader.GetInt64(0) : 0, new Statement(statement).With(tenant.Made).With(rule.Id));
}
