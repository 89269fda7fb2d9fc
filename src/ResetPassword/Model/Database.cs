namespace ResetPassword.Model;

/// <summary>A database of an instance.</summary>
internal sealed record Database
{
    public required string Name { get; init; }

    public required string CharacterSet { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The product's own word for the state, such as <c>Running</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What the status becomes by itself; null when it stays.</summary>
    public StatusChange? Pending { get; init; }

    /// <summary>As it is at a time; null when it is gone by then.</summary>
    public Database? AsOf(DateTimeOffset now)
    {
        if (Pending is null || Pending.Due > now)
            return this;
        return Pending.Next is { } next ? this with { Status = next, Pending = null } : null;
    }
}
