using ResetPassword.Operations;

namespace ResetPassword.Databases;

/// <summary>A database server did not do what it was asked to.</summary>
/// <param name="reason">Why, without secrets: for the log, the journal and a header.</param>
internal sealed class ServerException(ServerComplaint complaint, string reason, Exception? cause = null) : Exception(Line(reason), cause)
{
    private const int MaxLength = 300;

    public ServerComplaint Complaint { get; } = complaint;

    /// <summary>Whether it is merely away: whoever waits may find it.</summary>
    public bool IsAway { get; init; }

    /// <summary>Whether what was to be made is there already.</summary>
    public bool Exists { get; init; }

    // A server may say anything, at any length.
    private static string Line(string reason)
    {
        var line = string.Create(Math.Min(reason.Length, MaxLength), reason, (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
        return reason.Length > MaxLength ? $"{line}…" : line;
    }
}
