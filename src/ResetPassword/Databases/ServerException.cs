using ResetPassword.Operations;

namespace ResetPassword.Databases;

/// <summary>A database server did not do what it was asked to.</summary>
/// <param name="reason">Why, without secrets: for the log, the journal and a header.</param>
internal sealed class ServerException(ServerComplaint complaint, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public ServerComplaint Complaint { get; } = complaint;

    /// <summary>Whether it is merely away: whoever waits may find it.</summary>
    public bool IsAway { get; init; }

    /// <summary>Whether what was to be made is there already.</summary>
    public bool Exists { get; init; }
}
