using ResetPassword.Operations;

namespace ResetPassword.Tenancy;

/// <summary>A parameter as the journal keeps it: the value is null where it is not to be shown.</summary>
internal readonly record struct SeenParameter(string Name, string? Value);

/// <summary>What the policies of a user or role said of a call.</summary>
/// <param name="Policy">The policy of the statement that decided; null where none did.</param>
/// <param name="Statement">The statement's place in it, from 0.</param>
internal sealed record SeenDecision(bool Allowed, string? Policy, int? Statement);

/// <summary>One call, redacted when it is made: nothing of it can be a secret.</summary>
internal sealed record JournalEntry
{
    private const int OwnBytes = 300;
    private const int TextBytes = 24;
    private const int ReferenceBytes = 8;

    public required DateTimeOffset Time { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The product's name, or null when the call found none.</summary>
    public required string? Product { get; init; }

    public required string? Action { get; init; }

    public required Target Target { get; init; }

    /// <summary>Who signed, if that is known to exist.</summary>
    public required string? AccessKeyId { get; init; }

    public required SignatureGeneration Generation { get; init; }

    public required IReadOnlyList<SeenParameter> Parameters { get; init; }

    public required IReadOnlyList<string> UnreadParameters { get; init; }

    public required Stage Stage { get; init; }

    /// <summary>Whether it was refused before it was known to be its tenant's own.</summary>
    public bool IsUnsigned => Stage <= Stage.Authenticate;

    /// <summary>The answer's status; 0 when a fault kept the answer back or cut it off.</summary>
    public required int Status { get; init; }

    /// <summary>The error's code, or <c>OK</c>, or what a fault did to the connection: <c>reset</c>, <c>truncate</c>, <c>hang</c>.</summary>
    public required string Code { get; init; }

    public required string? FaultId { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public required string? SignatureDiagnosis { get; init; }

    /// <summary>What the caller's policies said, and which statement decided; null where none was asked.</summary>
    public SeenDecision? Decision { get; init; }

    /// <summary>Why it was not answered as its client wished; null where it was.</summary>
    public Cause? Cause { get; init; }

    /// <summary>What the database server that the instance stands for had against the call; null where nothing.</summary>
    public string? DatabaseError { get; init; }

    public required bool IsNotEmulated { get; init; }

    public required double Milliseconds { get; init; }

    /// <summary>About how much memory it takes; texts that it shares with others are counted as its own.</summary>
    public int EstimateBytes()
    {
        var bytes = OwnBytes + BytesOf(RequestId) + BytesOf(Product) + BytesOf(Action) + BytesOf(Target.InstanceId) + BytesOf(Target.AccountName)
            + BytesOf(AccessKeyId) + BytesOf(Code) + BytesOf(FaultId) + BytesOf(SignatureDiagnosis) + BytesOf(Decision?.Policy)
            + BytesOf(DatabaseError) + BytesOf(Cause?.Reason) + BytesOf(Cause?.Parameter);
        foreach (var id in Target.OtherInstanceIds ?? [])
            bytes += ReferenceBytes + BytesOf(id);
        foreach (var (name, value) in Parameters)
            bytes += ReferenceBytes + ReferenceBytes + BytesOf(name) + BytesOf(value);
        foreach (var name in UnreadParameters)
            bytes += ReferenceBytes + BytesOf(name);
        return bytes;
    }

    private static int BytesOf(string? text) => text is null ? 0 : TextBytes + (text.Length * sizeof(char));
}

/// <summary>Which entries are meant: what is null does not narrow.</summary>
internal sealed record JournalFilter(string? Product, string? Action, string? InstanceId, string? AccountName, string? Code, string? AccessKeyId)
{
    public static readonly JournalFilter All = new(null, null, null, null, null, null);

    public bool Matches(JournalEntry entry) =>
        (Product is null || Product == entry.Product)
        && (Action is null || Action == entry.Action)
        && (InstanceId is null || entry.Target.Names(InstanceId))
        && (AccountName is null || AccountName == entry.Target.AccountName)
        && (Code is null || Code == entry.Code)
        && (AccessKeyId is null || AccessKeyId == entry.AccessKeyId);
}
