using Npgsql;
using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>What kind of row a reading gives.</summary>
internal enum SeenKind
{
    Tenant,
    Instance,
    Account,
    Nonces,
}

/// <summary>A row of a reading, as it came.</summary>
internal readonly record struct SeenRow(SeenKind Kind, string InstanceId, string? Name, string? CharacterType, long Revision, long Born, string? Document)
{
    public static async Task<List<SeenRow>> ReadAllAsync(NpgsqlDataReader reader)
    {
        var rows = new List<SeenRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new((SeenKind)reader.GetInt64(0), reader.GetString(1), TextOf(reader, 2), TextOf(reader, 3), reader.GetInt64(4), reader.GetInt64(5),
                TextOf(reader, 6)));
        }

        return rows;
    }

    private static string? TextOf(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>A reading of what there is of a tenant, at one moment.</summary>
internal class ReadRequest(KnownTenant tenant, Func<Statement> statement) : BatchRequest
{
    public IReadOnlyList<SeenRow> Rows { get; private set; } = [];

    /// <summary>Whether the tenant has the same instances still, but for single changes.</summary>
    public bool IsOfGeneration => Rows.Any(row => row.Kind == SeenKind.Tenant && row.Revision == tenant.Generation);

    /// <summary>Whether no control has changed the tenant.</summary>
    public bool IsCurrent => Rows.Any(row => row.Kind == SeenKind.Tenant && row.Revision == tenant.Generation && row.Born == tenant.Version);

    public static ReadRequest OfTenant(KnownTenant tenant) => new(tenant, () => new Statement(Statements.ReadTenant).With(tenant.OwnerId).With(tenant.Made));

    public static ReadRequest OfInstance(KnownTenant tenant, string instanceId, long known) => new(tenant, () =>
        new Statement(Statements.ReadInstance).With(tenant.OwnerId).With(tenant.Made).With(tenant.Generation).With(instanceId).With(known));

    public static ReadRequest OfRevisions(KnownTenant tenant) =>
        new(tenant, () => new Statement(Statements.ReadRevisions).With(tenant.OwnerId).With(tenant.Made).With(tenant.Generation));

    public static ReadRequest OfInstances(KnownTenant tenant, string[] ids, long[] revisions) => new(tenant, () =>
        new Statement(Statements.ReadInstances).With(tenant.OwnerId).With(tenant.Made).With(tenant.Generation).With(ids).With(revisions));

    public override Statement ToStatement() => statement();

    public override async Task ReadAsync(NpgsqlDataReader reader) => Rows = await SeenRow.ReadAllAsync(reader);
}

/// <summary>A call's entrance: its nonce, and what there is of the tenant and of the instance it is about.</summary>
internal sealed class EnterRequest(KnownTenant tenant, string instanceId, long known, NonceId nonce, Func<Statement, Statement> withNonce)
    : ReadRequest(tenant, () => withNonce(new Statement(Statements.Enter).With(tenant.OwnerId).With(tenant.Made).With(tenant.Generation).With(instanceId)
        .With(known).With(tenant.Version).With((long)nonce.High).With((long)nonce.Low)))
{
    public override LockOrder Locks => new(1, (long)nonce.High, (long)nonce.Low, "");

    public bool IsNonceNew => Rows.Any(row => row is { Kind: SeenKind.Nonces, Revision: > 0 });

    /// <summary>Whether it was there before.</summary>
    public bool IsNonceKnown => Rows.Any(row => row is { Kind: SeenKind.Nonces, Born: > 0 });
}
