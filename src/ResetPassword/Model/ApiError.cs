namespace ResetPassword.Model;

/// <summary>
/// Where an error row is documented: on the operation's own page, elsewhere by the vendor, in a recorded answer of the service, or nowhere (chosen by analogy).
/// </summary>
internal enum ErrorSource
{
    Documented,
    DocumentedElsewhere,
    Recorded,
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

/// <summary>An error: what goes on the wire (status, code, message) and what is known about it. Operations that share one return the same object.</summary>
/// <param name="Description">The vendor's, on the page of the action that the error is first of.</param>
/// <param name="Source">Where it is documented for that action; another action's table says where it is for that one.</param>
internal sealed record ApiError(
    int Status,
    string Code,
    string Message,
    By ReachedBy,
    string Description = "",
    ErrorSource Source = ErrorSource.Documented)
{
    private const char Placeholder = '<';

    private ErrorRow Row => this;

    /// <summary>Whether an answered error is this one: the same, or, where the message is a pattern (<c>acs:ram::&lt;uid&gt;</c>), one of it.</summary>
    public bool Covers(ApiError answered) =>
        this == answered || (Message.Contains(Placeholder, StringComparison.Ordinal) && (Status, Code) == (answered.Status, answered.Code));

    /// <summary>The row of an action whose page has it, with the page's description.</summary>
    public ErrorRow Documented(string description = "") => Row with { Source = ErrorSource.Documented, Description = description };

    /// <summary>The row of an action for which the vendor documents it in another place than its page.</summary>
    public ErrorRow Elsewhere() => Row with { Source = ErrorSource.DocumentedElsewhere, Description = "" };

    /// <summary>The row of an action whose page lacks it, and that the service has been seen to answer.</summary>
    public ErrorRow Recorded() => Row with { Source = ErrorSource.Recorded, Description = "" };

    /// <summary>The row of an action that does not list it.</summary>
    public ErrorRow ByAnalogy() => Row with { Source = ErrorSource.Analogy, Description = "" };

    /// <summary>The row of an action that something else makes appear.</summary>
    public ErrorRow Via(By reachedBy) => Row with { ReachedBy = reachedBy };
}

/// <summary>A row of an action's table: an error that it can refuse with, and what is known of it for this action.</summary>
internal sealed record ErrorRow(ApiError Error, By ReachedBy, ErrorSource Source, string Description)
{
    public static implicit operator ErrorRow(ApiError error) => new(error, error.ReachedBy, error.Source, error.Description);
}
