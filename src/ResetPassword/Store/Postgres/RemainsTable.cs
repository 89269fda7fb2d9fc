namespace ResetPassword.Store.Postgres;

/// <summary>Generations and tenants that are gone, with what is left of them: it is deleted later, a bounded piece at a time, by whoever comes first.</summary>
internal sealed class RemainsTable(Database database)
{
    private const int MaxAtOnce = 100;

    // Nobody else needs these rows, and each piece looks through what is left of those before it.
    private const int PieceSize = 20_000;

    // A call that began before has ended.
    private const string Find = """
        select id, is_tenant from resetpassword.remains where since < now() - interval '1 minute' order by since limit 1
        """;

    // 1 the generation, 2 how many rows.
    private static readonly string[] OfGeneration =
    [
        """
        with gone as (delete from resetpassword.accounts where generation = $1 and (instance, name, character_type) <= (
            select instance, name, character_type from (
                select instance, name, character_type from resetpassword.accounts where generation = $1
                order by instance, name, character_type limit $2) piece
            order by instance desc, name desc, character_type desc limit 1) returning 1)
        select count(*) from gone
        """,
        """
        with gone as (delete from resetpassword.instances where generation = $1 and id in (
            select id from resetpassword.instances where generation = $1 limit $2) returning 1) select count(*) from gone
        """,
    ];

    // 1 the tenant, 2 how many rows.
    private static readonly string[] OfTenant =
    [
        """
        with gone as (delete from resetpassword.journal where tenant = $1 and (kind, number) in (
            select kind, number from resetpassword.journal where tenant = $1 limit $2) returning 1) select count(*) from gone
        """,
        """
        with gone as (delete from resetpassword.fault_counts where tenant = $1 and rule in (
            select rule from resetpassword.fault_counts where tenant = $1 limit $2) returning 1) select count(*) from gone
        """,
        """
        with gone as (delete from resetpassword.temporary_keys where tenant = $1 and id in (
            select id from resetpassword.temporary_keys where tenant = $1 limit $2) returning 1) select count(*) from gone
        """,
        "with gone as (delete from resetpassword.own_seeds where made = $1 and $2 > 0 returning 1) select count(*) from gone",
    ];

    // Others delete as well: what they have not done yet is not done. 1 the id.
    private const string GenerationDone = """
        delete from resetpassword.remains where id = $1 and not is_tenant
            and not exists (select 1 from resetpassword.accounts where generation = $1)
            and not exists (select 1 from resetpassword.instances where generation = $1)
        """;

    private const string TenantDone = """
        delete from resetpassword.remains where id = $1 and is_tenant
            and not exists (select 1 from resetpassword.journal where tenant = $1)
            and not exists (select 1 from resetpassword.fault_counts where tenant = $1)
            and not exists (select 1 from resetpassword.temporary_keys where tenant = $1)
            and not exists (select 1 from resetpassword.own_seeds where made = $1)
        """;

    public async Task TrimAsync()
    {
        for (var n = 0; n < MaxAtOnce; n++)
        {
            var found = await database.RunAsync(
                async reader => await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetBoolean(1)) : ((long Id, bool IsTenant)?)null,
                () => new Statement(Find));
            if (found is not var (id, isTenant))
                return;
            foreach (var statement in isTenant ? OfTenant : OfGeneration)
                await database.DeleteAsync(atMost => new Statement(statement).With(id).With(atMost), PieceSize);
            await database.RunAsync(() => new Statement(isTenant ? TenantDone : GenerationDone).With(id));
        }
    }
}
