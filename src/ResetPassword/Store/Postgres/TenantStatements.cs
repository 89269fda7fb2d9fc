namespace ResetPassword.Store.Postgres;

/// <summary>The statements that make, find, change and drop tenants, as controls do.</summary>
internal static class TenantStatements
{
    private const string TenantColumns = "t.key, t.owner, t.made, t.generation, t.version, t.state, t.own_seed, t.replaced, t.last_used";

    /// <summary>1 owner, 2 the tenant of which the seed is known.</summary>
    public const string FindTenant = $"""
        select {TenantColumns}, s.document from resetpassword.tenants t
        left join resetpassword.own_seeds s on s.made = t.made and s.made <> $2 where t.owner = $1
        """;

    /// <summary>1 owner, 2 the tenant of which the seed is known, 3 the time.</summary>
    public const string UseTenant = $"""
        with t as (update resetpassword.tenants set last_used = greatest(last_used, $3) where owner = $1 returning *)
        select {TenantColumns}, s.document from t left join resetpassword.own_seeds s on s.made = t.made and s.made <> $2
        """;

    public const string ListTenants = $"""
        select {TenantColumns}, s.document from resetpassword.tenants t left join resetpassword.own_seeds s on s.made = t.made
        """;

    /// <summary>1 owners, 2 times.</summary>
    public const string TouchTenants = """
        update resetpassword.tenants t set last_used = u.at from unnest($1::text[], $2::bigint[]) u(owner, at) where t.owner = u.owner and t.last_used < u.at
        """;

    /// <summary>1 owner, 2 key, 3 own seed or null, 4 time, 5 how many tenants of test-… keys there may be with it.</summary>
    public const string MakeTenant = """
        with made as (
            insert into resetpassword.tenants (owner, key, made, generation, version, state, own_seed, replaced, last_used)
            select $1, $2, g.number, g.number, 1, '', $3::text is not null, false, $4
            from (select nextval('resetpassword.generations') as number) g
            where (select count(*) from resetpassword.tenants where key is not null) < $5
            on conflict (owner) do nothing returning made),
        seeded as (insert into resetpassword.own_seeds (made, document) select made, $3 from made where $3::text is not null)
        select made from made
        """;

    // One that gives way when there is no room: 1 idle since, 2 the time.
    private const string GivesWay = """
        t.key is not null and t.last_used <= $1 and not t.own_seed and not t.replaced and t.state = ''
            and not exists (select 1 from resetpassword.instances i where i.generation = t.generation)
            and not exists (select 1 from resetpassword.temporary_keys k where k.tenant = t.made and k.expires > $2)
        """;

    // What is left of one that is gone is deleted later.
    private const string Remains = """
        remains as (
            insert into resetpassword.remains (id, is_tenant) select made, true from gone union all select generation, false from gone
            on conflict do nothing)
        """;

    /// <summary>Locks one that is idle and as it was made: whoever changes it for the first time waits. 1 idle since, 2 the time.</summary>
    public const string FindIdle = $"select t.owner from resetpassword.tenants t where {GivesWay} order by t.last_used limit 1 for update";

    /// <summary>It gives way if it is so still, now that it is locked: 1 idle since, 2 the time, 3 owner.</summary>
    public const string DropIdle = $"""
        with gone as (delete from resetpassword.tenants t where t.owner = $3 and {GivesWay} returning t.owner, t.made, t.generation),
        {Remains}
        select owner from gone
        """;

    /// <summary>1 owner, 2 key, 3 by which it knows itself again.</summary>
    public const string DropTenant = $"""
        with gone as (delete from resetpassword.tenants where owner = $1 and key = $2 returning made, generation),
        {Remains},
        marked as (insert into resetpassword.journal (tenant, kind, request_id, bytes) select made, 2, $3, 0 from gone)
        select made from gone
        """;

    /// <summary>
    /// 1 owner, 2 made, 3 version, 4 the state that it is to have, 5 the fault rules in it, whose counts stay, 6 by which it knows itself again.
    /// </summary>
    public const string ChangeTenant = """
        with changed as (
            update resetpassword.tenants set state = $4, version = version + 1 where owner = $1 and made = $2 and version = $3 returning made),
        kept as (delete from resetpassword.fault_counts where tenant in (select made from changed) and not rule = any($5)),
        marked as (insert into resetpassword.journal (tenant, kind, request_id, bytes) select made, 2, $6, 0 from changed)
        select count(*) from changed
        """;

    /// <summary>1 owner, 2 made.</summary>
    public const string LockTenant = "select generation from resetpassword.tenants where owner = $1 and made = $2 for update";

    /// <summary>1 owner, 2 made.</summary>
    public const string FindGeneration = "select generation from resetpassword.tenants where owner = $1 and made = $2";

    /// <summary>1 owner, 2 made.</summary>
    public const string LeaveGeneration = """
        insert into resetpassword.remains (id, is_tenant) select generation, false from resetpassword.tenants where owner = $1 and made = $2
        on conflict do nothing
        """;

    /// <summary>1 owner, 2 made, 3 generation.</summary>
    public const string ReplaceInstances = """
        update resetpassword.tenants set generation = $3, version = version + 1, replaced = true where owner = $1 and made = $2
        """;

    /// <summary>1 owner, 2 made.</summary>
    public const string ResetTenant = """
        update resetpassword.tenants set generation = nextval('resetpassword.generations'), version = version + 1, state = '', replaced = false
        where owner = $1 and made = $2
        """;

    public const string NextGeneration = "select nextval('resetpassword.generations')";
}
