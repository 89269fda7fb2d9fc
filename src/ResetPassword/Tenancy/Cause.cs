namespace ResetPassword.Tenancy;

/// <summary>What kind of thing a call was refused because of.</summary>
internal enum CauseKind
{
    Parameter,
    State,
    Policy,
    Gateway,
    Fault,
    Database,
}

/// <summary>Why a call was refused, beyond its row. Of what the client wrote, only names are in it that the journal shows as well.</summary>
/// <param name="Reason">A sentence.</param>
/// <param name="Parameter">The parameter that it was refused because of; null where it was not one.</param>
internal sealed record Cause(CauseKind By, string Reason, string? Parameter = null)
{
    /// <summary>The message of the row; null where a fault only broke the connection. A string to sign that was answered is not in it.</summary>
    public string? Message { get; init; }
}
