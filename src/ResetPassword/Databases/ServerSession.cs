using System.Net.Sockets;
using MySqlConnector;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Databases;

/// <summary>An account that a server has.</summary>
/// <param name="IsPrivileged">Whether it may make other accounts.</param>
/// <param name="CanLogIn">False for one that is locked, and for a mere group of PostgreSQL.</param>
internal readonly record struct ServerAccount(string Name, bool IsPrivileged, bool CanLogIn = true);

/// <summary>
/// A session of a binding's administrator in its server. What differs between kinds of server is beside each other in the classes that are one. Everything is
/// done within the time that is left, and throws <see cref="ServerException"/> where the server does not do it.
/// </summary>
internal abstract class ServerSession : IAsyncDisposable
{
    /// <summary>Waits until no other session holds the lock of this name; the server frees it when the session ends.</summary>
    public abstract Task LockAsync(string name);

    /// <param name="mayExist">Whether an account of this name is the one that the same call made.</param>
    public abstract Task CreateAccountAsync(string name, Secret password, bool isPrivileged, bool mayExist);

    public abstract Task SetPasswordAsync(string name, Secret password);

    /// <summary>Deletes an account that owns nothing; one that is gone already is no mistake.</summary>
    public abstract Task DropAccountAsync(string name);

    public abstract Task SetLockedAsync(string name, bool isLocked);

    /// <summary>Gives an account what the vendor's word allows on a database, in place of what it had there.</summary>
    /// <param name="privilege">Null for nothing.</param>
    public abstract Task SetPrivilegeAsync(string name, string database, string? privilege);

    /// <summary>Gives a privileged account what it may do again.</summary>
    public abstract Task RestorePermissionsAsync(string name);

    /// <param name="owner">The account that it belongs to, or null.</param>
    /// <param name="mayExist">Whether a database of this name is the one that the same call made.</param>
    public abstract Task CreateDatabaseAsync(Database database, string? owner, bool mayExist);

    public abstract Task DropDatabaseAsync(string name);

    /// <summary>Whether an account is one of the server itself.</summary>
    public abstract Task<bool> IsOwnAccountAsync(string name);

    /// <summary>Whether a database is one of the server itself.</summary>
    public abstract bool IsOwnDatabase(string name);

    /// <summary>The accounts, but for the administrator and those of the server itself.</summary>
    public abstract Task<IReadOnlyList<ServerAccount>> ListAccountsAsync();

    /// <summary>The databases, but for those of the server itself.</summary>
    public abstract Task<IReadOnlyList<string>> ListDatabasesAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>That no session came about or lasted, and the innermost reason.</summary>
    public static ServerException Unreachable(DatabaseBinding binding, Exception failure)
    {
        var reason = failure.GetBaseException();
        return new(ServerComplaint.Unreachable, $"{binding.Name} cannot be reached: {reason.Message.ReplaceLineEndings(" ")}", failure)
        {
            IsAway = reason is SocketException or EndOfStreamException or TimeoutException
                || (reason is MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost }
                    && reason.Message.StartsWith("Unable to connect to any", StringComparison.Ordinal)),
        };
    }
}

/// <summary>A kind of database server.</summary>
internal abstract class ServerType
{
    public static ServerType Of(DatabaseBinding binding) => binding.Kind == ServerKind.PostgreSql ? PostgresServer.Type : MySqlServer.Type;

    /// <summary>A session of the administrator.</summary>
    /// <param name="patience">How long all that is done in it may take.</param>
    public abstract Task<ServerSession> OpenAsync(DatabaseBinding binding, Secret? password, TimeSpan patience);

    /// <summary>Whether an account can log in with a password; only a wrong password is a no.</summary>
    public abstract Task<bool> CanLogInAsync(DatabaseBinding binding, string name, Secret password, TimeSpan patience);
}
