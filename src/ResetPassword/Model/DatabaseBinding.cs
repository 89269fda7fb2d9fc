using System.Globalization;

namespace ResetPassword.Model;

/// <summary>The kinds of database server that an instance can stand for.</summary>
internal enum ServerKind
{
    PostgreSql,

    /// <summary>MySQL or MariaDB.</summary>
    MySql,
}

/// <summary>How a connection to a database server is secured, weakest first: PostgreSQL's words.</summary>
internal enum ServerTls
{
    Disable,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

/// <summary>
/// The real database server that an instance stands for, and where the password of its administrator is found when it is needed. No password is in it.
/// </summary>
internal sealed record DatabaseBinding
{
    /// <summary>As it was written.</summary>
    public required string Url { get; init; }

    public required ServerKind Kind { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>The administrator, by whom accounts are changed.</summary>
    public required string User { get; init; }

    /// <summary>The database that sessions are opened in; empty where MySQL needs none.</summary>
    public required string Database { get; init; }

    public required ServerTls Tls { get; init; }

    /// <summary>A file with the certificates that may sign the server's; null for the system's.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>The environment variable that the password is in, or null.</summary>
    public string? PasswordEnvironment { get; init; }

    /// <summary>The file that the password is in, or null.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>What answers give as the instance's address, as <c>host:port</c>; null for the server's own.</summary>
    public string? Address { get; init; }

    /// <summary>Whether accounts and databases that the server lacks are made when it is bound.</summary>
    public bool Creates { get; init; }

    /// <summary>Whether databases may be dropped.</summary>
    public bool AllowsDrop { get; init; }

    /// <summary>The host that answers give.</summary>
    public string AnsweredHost => Address is { } address ? address[..address.LastIndexOf(':')].Trim('[', ']') : Host;

    /// <summary>The port that answers give.</summary>
    public string AnsweredPort => Address is { } address ? address[(address.LastIndexOf(':') + 1)..] : Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where it is, without secrets.</summary>
    public string Name => $"{(Kind == ServerKind.PostgreSql ? "PostgreSQL" : "MySQL")} at {(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}";

    /// <summary>Whether what is sent stays on this machine.</summary>
    public bool IsLoopback => HostName.IsLoopback(Host);

    /// <summary>Whether it is on this machine or, by a name of one label, on the same private network: that of a compose file.</summary>
    public bool IsNear => IsLoopback || (char.IsAsciiLetter(Host[0]) && Host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
