namespace ResetPassword.Store.Postgres;

/// <summary>
/// Every statement that is sent while calls are answered. Those of calls are one each for a whole step, so that a step is whole or not at all and several
/// calls' steps go in one batch.
/// </summary>
internal static class Statements
{
    /// <summary>For a batch that may be lost when the database's machine dies: nothing in it was changed by a call.</summary>
    public const string MayBeLost = "select set_config('synchronous_commit', 'off', true)";

    /// <summary>For a transaction whose process writes a large document between its steps, and holds nothing meanwhile.</summary>
    public const string MayTakeTime = "select set_config('idle_in_transaction_session_timeout', '120000', true)";

    /// <summary>Comes first in a transaction that adds what is counted: 1 the lock.</summary>
    public const string Lock = "select value from resetpassword.meta where name = $1 for update";

    // What a process may have seen of a tenant: kind 0 is the tenant (generation, version), 1 an instance, 2 an account of it, 3 how many nonces were new.
    private const string Tenant = """
        select 0::bigint, ''::text, null::text, null::text, t.generation, t.version, null::text
        from resetpassword.tenants t where t.owner = $1 and t.made = $2
        """;

    private const string Instance = """
        select 1::bigint, i.id, null::text, null::text, i.revision, i.born, case when i.revision = $5 then null else i.document end
        from resetpassword.instances i where i.generation = $3 and i.id = $4
        union all
        select 2::bigint, a.instance, a.name, a.character_type, a.revision, 0::bigint, a.document
        from resetpassword.accounts a where a.generation = $3 and a.instance = $4 and a.revision > $5
        """;

    /// <summary>1 owner, 2 made.</summary>
    public const string ReadTenant = Tenant;

    /// <summary>1 owner, 2 made, 3 generation, 4 instance, 5 the revision that is known of it.</summary>
    public const string ReadInstance = $"{Tenant}\nunion all\n{Instance}";

    /// <summary>1 owner, 2 made, 3 generation.</summary>
    public const string ReadRevisions = $"""
        {Tenant}
        union all
        select 1::bigint, i.id, null::text, null::text, i.revision, i.born, null::text from resetpassword.instances i where i.generation = $3
        """;

    /// <summary>1 owner, 2 made, 3 generation, 4 instances and 5 their revisions that are known.</summary>
    public const string ReadInstances = $"""
        {Tenant}
        union all
        select 1::bigint, i.id, null::text, null::text, i.revision, i.born, case when i.revision = h.revision then null else i.document end
        from resetpassword.instances i left join unnest($4::text[], $5::bigint[]) h(id, revision) on h.id = i.id where i.generation = $3
        union all
        select 2::bigint, a.instance, a.name, a.character_type, a.revision, 0::bigint, a.document
        from resetpassword.accounts a left join unnest($4::text[], $5::bigint[]) h(id, revision) on h.id = a.instance
        where a.generation = $3 and a.revision > coalesce(h.revision, 0)
        """;

    /// <summary>
    /// As <see cref="ReadInstance"/>, for a call that enters by what is known of the tenant: 6 version, 7 and 8 the nonce, 9 and 10 its expiry, 11 the call's
    /// number, 12 the time by which signatures are judged, 13 whether another one can be remembered.
    /// </summary>
    public const string Enter = $"""
        with used as (
            insert into resetpassword.nonces (high, low, judged, real, call)
            select $7, $8, $9, $10, $11
            where exists (select 1 from resetpassword.tenants where owner = $1 and made = $2 and generation = $3 and version = $6)
                and ($13 or exists (select 1 from resetpassword.nonces where high = $7 and low = $8))
            on conflict (high, low) do update set judged = excluded.judged, real = excluded.real, call = excluded.call
            where nonces.judged < $12 or nonces.call = excluded.call
            returning 1)
        {ReadInstance}
        union all
        select 3::bigint, ''::text, null::text, null::text, (select count(*) from used),
            (select count(*) from resetpassword.nonces where high = $7 and low = $8), null::text
        """;

    // The compare-and-swap of an instance's revision: 1 owner, 2 generation, 3 instance, 4 the revision that was seen, 5 the next, 6 born or
    // null where that stays, 7 document.
    private const string Update = """
        won as (
            update resetpassword.instances set revision = $5, born = coalesce($6, born), document = $7
            where generation = $2 and id = $3 and revision = $4
                and exists (select 1 from resetpassword.tenants where owner = $1 and generation = $2)
            returning revision)
        """;

    // The same of an instance that has no row. The tenant's row is locked, so that who holds it cannot lose against this.
    private const string Insert = """
        tenant as (select 1 from resetpassword.tenants where owner = $1 and generation = $2 and $4 = $2 << 32 for update),
        won as (
            insert into resetpassword.instances (generation, id, revision, born, document) select $2, $3, $5, coalesce($6, 0), $7 from tenant
            on conflict (generation, id) do nothing returning revision)
        """;

    // 8 names, 9 character types and 10 documents of the accounts that changed; 11 tenant, 12 kind, 13 RequestId, 14 bytes and 15 document of the journal.
    private const string Rest = """
        changed as (
            insert into resetpassword.accounts (generation, instance, name, character_type, revision, document)
            select $2, $3, a.name, a.character_type, won.revision, a.document
            from won, unnest($8::text[], $9::text[], $10::text[]) a(name, character_type, document)
            on conflict (generation, instance, name, character_type) do update set revision = excluded.revision, document = excluded.document),
        recorded as (
            insert into resetpassword.journal (tenant, kind, request_id, bytes, document) select $11, $12, $13, $14, $15 from won where $13::text is not null
            on conflict (request_id) do nothing)
        select count(*) from won
        """;

    public const string CommitChanged = $"with {Update},\n{Rest}";

    public const string CommitFirst = $"with {Insert},\n{Rest}";

    /// <summary>1 generation, 2 instance, 3 revision, 4 names, 5 character types, 6 documents.</summary>
    public const string WriteAccounts = """
        insert into resetpassword.accounts (generation, instance, name, character_type, revision, document)
        select $1, $2, a.name, a.character_type, $3, a.document from unnest($4::text[], $5::text[], $6::text[]) a(name, character_type, document)
        on conflict (generation, instance, name, character_type) do update set revision = excluded.revision, document = excluded.document
        """;

    /// <summary>1 generation, 2 ids, 3 documents, 4 revision.</summary>
    public const string WriteInstances = """
        insert into resetpassword.instances (generation, id, revision, born, document)
        select $1, i.id, $4, $4, i.document from unnest($2::text[], $3::text[]) i(id, document)
        """;

    /// <summary>1 generation, 2 ids.</summary>
    public const string LockInstances = """
        select id from resetpassword.instances where generation = $1 and id = any($2) order by id collate "C" for update
        """;

    /// <summary>1 tenant, 2 kind, 3 RequestId, 4 bytes, 5 document. Nothing is kept of a tenant that is gone.</summary>
    public const string Record = """
        insert into resetpassword.journal (tenant, kind, request_id, bytes, document)
        select $1, $2, $3, $4, $5 where $1 = 0 or exists (select 1 from resetpassword.tenants where made = $1)
        on conflict (request_id) do nothing returning 1
        """;

    /// <summary>A commit's row becomes that of a call, as it ends: 1 tenant, 2 kind, 3 RequestId, 4 bytes, 5 document.</summary>
    public const string RecordMarked = """
        insert into resetpassword.journal (tenant, kind, request_id, bytes, document)
        select $1, $2, $3, $4, $5 where exists (select 1 from resetpassword.tenants where made = $1)
        on conflict (request_id) do update set kind = excluded.kind, number = excluded.number, bytes = excluded.bytes, document = excluded.document
        """;

    /// <summary>1 RequestId.</summary>
    public const string FindRecord = "select document from resetpassword.journal where request_id = $1";

    /// <summary>The last calls of a kind, the newest first: 1 tenant, 2 kind, 3 how many.</summary>
    public const string ReadJournal = """
        select number, bytes, document from resetpassword.journal where tenant = $1 and kind = $2 order by number desc limit $3
        """;

    /// <summary>As <see cref="ReadJournal"/>, without what the calls were.</summary>
    public const string ReadJournalSizes = """
        select number, bytes, '' from resetpassword.journal where tenant = $1 and kind = $2 order by number desc limit $3
        """;

    /// <summary>Not what a commit that is sent again would look for: 1 tenant, 2 kind, 3 the first that stays, 4 how many.</summary>
    public const string TrimJournal = """
        with gone as (delete from resetpassword.journal where tenant = $1 and kind = $2 and number <= (select max(number) from (
            select number from resetpassword.journal where tenant = $1 and kind = $2 and number < $3 and written < now() - interval '15 seconds'
            order by number limit $4) piece) returning 1)
        select count(*) from gone
        """;

    /// <summary>Nothing is sent again after a minute: 1 how many.</summary>
    public const string TrimMarks = """
        with gone as (delete from resetpassword.journal where kind = 2 and written <= (select max(written) from (
            select written from resetpassword.journal where kind = 2 and written < now() - interval '1 minute' order by written limit $1) piece) returning 1)
        select count(*) from gone
        """;

    /// <summary>By which a change of the journal shows: 1 tenant.</summary>
    public const string LookAtJournal = """
        select count(*), coalesce(max(number), 0), $1 = 0 or exists (select 1 from resetpassword.tenants where made = $1)
        from resetpassword.journal where tenant = $1 and kind < 2
        """;

    /// <summary>A commit that is sent again still finds itself: 1 tenant.</summary>
    public const string ClearJournal = "update resetpassword.journal set kind = 2, bytes = 0, document = null where tenant = $1 and kind < 2";

    /// <summary>1 tenant, 2 rule.</summary>
    public const string CountMatch = """
        insert into resetpassword.fault_counts (tenant, rule, matched, hits)
        select $1, $2, 1, 0 where exists (select 1 from resetpassword.tenants where made = $1)
        on conflict (tenant, rule) do update set matched = fault_counts.matched + 1 returning matched
        """;

    /// <summary>1 tenant, 2 rule.</summary>
    public const string CountHit = "update resetpassword.fault_counts set hits = hits + 1 where tenant = $1 and rule = $2 returning hits";

    /// <summary>1 tenant.</summary>
    public const string ReadFaultCounts = "select rule, matched, hits from resetpassword.fault_counts where tenant = $1";

    /// <summary>1 tenant.</summary>
    public const string ClearFaultCounts = "delete from resetpassword.fault_counts where tenant = $1";

    private const string KeyColumns = """
        select k.document, t.owner, t.generation from resetpassword.temporary_keys k join resetpassword.tenants t on t.made = k.tenant
        """;

    /// <summary>1 AccessKeyId.</summary>
    public const string FindKey = $"{KeyColumns} where k.id = $1";

    /// <summary>1 the token's hash.</summary>
    public const string FindToken = $"{KeyColumns} where k.token_hash = $1";

    /// <summary>
    /// 1 id, 2 token's hash, 3 tenant, 4 expiry, 5 policy's length, 6 document, 7 how many there may be, 8 how long their policies may be, 9 owner.
    /// </summary>
    public const string AddKey = """
        with tenant as (select 1 from resetpassword.tenants where owner = $9 and made = $3 for update)
        insert into resetpassword.temporary_keys (id, token_hash, tenant, expires, policy_length, document)
        select $1, $2, $3, $4, $5, $6
        from tenant, (select count(*) as keys, coalesce(sum(policy_length), 0) as characters from resetpassword.temporary_keys) k
        where k.keys < $7 and k.characters + $5 <= $8
        on conflict (id) do update set document = excluded.document returning 1
        """;

    public const string FindTenantsWithKeys = """
        select distinct k.tenant, t.owner from resetpassword.temporary_keys k left join resetpassword.tenants t on t.made = k.tenant
        """;

    /// <summary>1 tenant, 2 expired by then.</summary>
    public const string DeleteExpiredKeys = "delete from resetpassword.temporary_keys where tenant = $1 and expires <= $2";

    /// <summary>1 tenant.</summary>
    public const string ClearKeys = "delete from resetpassword.temporary_keys where tenant = $1";

    /// <summary>1 how many at the most.</summary>
    public const string CountNonces = "select count(*) from (select 1 from resetpassword.nonces limit $1) n";

    /// <summary>1 expired by then, 2 how many.</summary>
    public const string DeleteExpiredNonces = """
        with gone as (delete from resetpassword.nonces where real <= (select max(real) from (
            select real from resetpassword.nonces where real < $1 order by real limit $2) piece) returning 1)
        select count(*) from gone
        """;
}
