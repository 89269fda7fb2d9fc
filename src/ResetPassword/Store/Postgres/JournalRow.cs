using ResetPassword.Tenancy;

namespace ResetPassword.Store.Postgres;

/// <summary>A row of a journal.</summary>
/// <param name="Tenant">The tenant's number; <see cref="OfNobody"/> for calls that belong to none.</param>
/// <param name="RequestId">By which a commit that is sent again knows that it is done.</param>
internal sealed record JournalRow(long Tenant, JournalKind Kind, string? RequestId, long Bytes, string? Document)
{
    public const long OfNobody = 0;

    /// <summary>For a statement that is to record nothing.</summary>
    public static readonly JournalRow Nothing = new(OfNobody, JournalKind.Mark, null, 0, null);

    public static JournalRow Of(long tenant, JournalEntry entry) => new(
        tenant, entry.IsUnsigned ? JournalKind.Unsigned : JournalKind.Call, entry.RequestId, entry.EstimateBytes(), StoredText.Of(entry));

    /// <summary>Whether the commit of a call only leaves a mark: time passes until it is answered.</summary>
    public static bool IsOnlyMarked(FaultRule? fault) => fault is not null && fault.Delay > TimeSpan.Zero;

    /// <summary>By which a change knows itself again when it is sent again.</summary>
    public static string NewMark() => $"mark-{Guid.NewGuid()}";

    /// <summary>Of a change that nobody reads of.</summary>
    public static JournalRow Mark(long tenant, string requestId) => new(tenant, JournalKind.Mark, requestId, 0, null);

    public Statement ToStatement() => AddTo(new(Statements.Record));

    public Statement AddTo(Statement statement) => statement.With(Tenant).With((long)Kind).With(RequestId).With(Bytes).With(Document);
}

/// <summary>What a row of a journal is for.</summary>
internal enum JournalKind
{
    Call,

    /// <summary>A call that was refused before it was known to be its tenant's own.</summary>
    Unsigned,

    /// <summary>Only a change's, for it to know itself again.</summary>
    Mark,
}
