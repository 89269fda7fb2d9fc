namespace ResetPassword.Gateway;

/// <summary>Where an error row is documented: on the operation's own page, elsewhere by the vendor, or nowhere (chosen by analogy).</summary>
internal enum ErrorSource
{
    Documented,
    DocumentedElsewhere,
    Analogy,
}

/// <summary>What makes an error row appear.</summary>
internal enum By
{
    Parameter,
    State,
    Policy,
    Gateway,
    Fault,
}

/// <summary>One row of an error table: what goes on the wire (status, code, message) and what is known about it.</summary>
internal sealed record ApiError(
    int Status,
    string Code,
    string Message,
    By ReachedBy,
    string Description = "",
    ErrorSource Source = ErrorSource.Documented);
