using Npgsql;

namespace ResetPassword.Store.Postgres;

/// <summary>The tables, and how they come to be. Nothing in them is more than PostgreSQL, CockroachDB and YugabyteDB have in common.</summary>
internal static class Schema
{
    /// <summary>Of this program. A higher one in the database was made by a newer program.</summary>
    public const int Version = 1;

    private const int MaxTries = 10;

    private const string Tables = """
        create schema if not exists resetpassword;

        -- One sequence for tenants and their generations: no number is ever given twice.
        create sequence if not exists resetpassword.generations cache 1;
        create sequence if not exists resetpassword.journal_numbers cache 1;

        create table if not exists resetpassword.meta (name text primary key, value text not null);

        create table if not exists resetpassword.processes (
            id text primary key, seed text not null, program text not null, seen timestamptz not null default now());

        -- key: the AccessKeyId of a tenant that a test-… key made. made: the number it was made with. replaced: an instance without a row does not exist.
        create table if not exists resetpassword.tenants (
            owner text primary key, key text, made bigint not null, generation bigint not null, version bigint not null,
            state text not null, own_seed boolean not null, replaced boolean not null, last_used bigint not null);
        create unique index if not exists tenants_by_made on resetpassword.tenants (made);

        create table if not exists resetpassword.own_seeds (made bigint primary key, document text not null);

        -- No row: as in the seed. No document: removed. born: the revision since which its accounts are rows; 0: the seed's are below them.
        create table if not exists resetpassword.instances (
            generation bigint not null, id text not null, revision bigint not null, born bigint not null, document text, primary key (generation, id));
        create table if not exists resetpassword.accounts (
            generation bigint not null, instance text not null, name text not null, character_type text not null,
            revision bigint not null, document text, primary key (generation, instance, name, character_type));
        create index if not exists accounts_by_revision on resetpassword.accounts (generation, instance, revision);

        -- tenant: its made, 0 for calls of nobody. kind: 0 a call, 1 an unsigned one, 2 nothing to read, only a change that knows itself again.
        create table if not exists resetpassword.journal (
            tenant bigint not null, kind bigint not null, number bigint not null default nextval('resetpassword.journal_numbers'),
            request_id text not null, bytes bigint not null, document text, written timestamptz not null default now(),
            primary key (tenant, kind, number));
        create unique index if not exists journal_by_request on resetpassword.journal (request_id);
        create index if not exists journal_marks on resetpassword.journal (written) where kind = 2;

        create table if not exists resetpassword.fault_counts (
            tenant bigint not null, rule text not null, matched bigint not null, hits bigint not null, primary key (tenant, rule));

        create table if not exists resetpassword.temporary_keys (
            id text primary key, token_hash text not null, tenant bigint not null, expires bigint not null, policy_length bigint not null,
            document text not null);
        create unique index if not exists temporary_keys_by_token on resetpassword.temporary_keys (token_hash);

        -- call: a number that a call draws for itself, by which it knows its own nonce when it is sent again.
        create table if not exists resetpassword.nonces (
            high bigint not null, low bigint not null, judged bigint not null, real bigint not null, call bigint not null, primary key (high, low));
        create index if not exists nonces_by_expiry on resetpassword.nonces (real);

        -- Generations and tenants that are gone, until their rows are deleted.
        create table if not exists resetpassword.remains (
            id bigint not null, is_tenant boolean not null, since timestamptz not null default now(), primary key (id, is_tenant));

        -- Locked by whoever counts before it adds.
        insert into resetpassword.meta values ('lock of processes', ''), ('lock of tenants', ''), ('lock of keys', '') on conflict (name) do nothing;
        """;

    /// <summary>Makes what is missing. Several processes may do so at once.</summary>
    public static async Task EnsureAsync(NpgsqlConnection connection)
    {
        var found = await FindVersionAsync(connection);
        if (found > Version)
            throw new StoreRefusedException($"The database has the tables of a newer program (schema {found}; this program knows {Version}).");
        if (found == Version)
            return;
        foreach (var statement in Tables.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            await MakeAsync(connection, statement);
        await ExecuteAsync(connection, $"""
            insert into resetpassword.meta values ('schema', '{Version}') on conflict (name) do update set value = excluded.value
            """);
    }

    /// <summary>Null when there is none.</summary>
    public static async Task<int?> FindVersionAsync(NpgsqlConnection connection)
    {
        await using var exists = new NpgsqlCommand(
            "select 1 from information_schema.tables where table_schema = 'resetpassword' and table_name = 'meta'", connection);
        if (await exists.ExecuteScalarAsync() is null)
            return null;
        await using var version = new NpgsqlCommand("select value from resetpassword.meta where name = 'schema'", connection);
        return await version.ExecuteScalarAsync() is string text && int.TryParse(text, out var number) ? number : null;
    }

    // "If not exists" looks before it makes: of two that make the same at once one may be refused, and finds it there the next time.
    private static async Task MakeAsync(NpgsqlConnection connection, string statement)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await ExecuteAsync(connection, statement);
                return;
            }
            catch (PostgresException made) when (tries < MaxTries && IsMadeByAnother(made.SqlState))
            {
            }
        }
    }

    private static bool IsMadeByAnother(string state) => state is
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateSchema
        or PostgresErrorCodes.InternalError or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
