using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MySqlConnector;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Databases;

/// <summary>
/// A session in MySQL or MariaDB, where every statement is a transaction of its own. Accounts are those that may come from anywhere: 'name'@'%'.
/// </summary>
internal sealed class MySqlServer : ServerSession
{
    private const int MaxNameLength = 32;
    private const int CannotUser = 1396;
    private const int DatabaseExists = 1007;
    private const int DatabaseMissing = 1008;
    private const int WrongPassword = 1045;
    private const int PasswordTooWeak = 1819;
    private const int NoSuchGrant = 1141;
    private const int HashRefused = 1290;
    private const int TooManyConnections = 1040;

    private static readonly string[] OwnAccounts =
        ["root", "mysql", "mysql.sys", "mysql.session", "mysql.infoschema", "mariadb.sys", "PUBLIC", ""];

    private static readonly string[] OwnDatabases = ["mysql", "information_schema", "performance_schema", "sys"];

    private readonly MySqlConnection _connection;
    private readonly DatabaseBinding _binding;
    private readonly Deadline _deadline;

    // Whether what is sent in clear stays on this machine, or is inside TLS. Of MariaDB nobody asks.
    private bool _isPrivate;

    private MySqlServer(MySqlConnection connection, DatabaseBinding binding, Deadline deadline) =>
        (_connection, _binding, _deadline) = (connection, binding, deadline);

    public static ServerType Type { get; } = new OfMySql();

    private bool IsMariaDb => _connection.ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);

    public override async Task LockAsync(string name)
    {
        // A lock's name has at most 64 characters.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        var seconds = ((int)Math.Ceiling(_deadline.Left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (await ReadAsync($"select cast(get_lock(@name, {seconds}) as char)", ("@name", $"resetpassword.{hash}")) is not ["1"])
            throw new ServerException(ServerComplaint.Unreachable, $"{_binding.Name} did not answer in time: another session holds the instance's lock.");
    }

    public override async Task CreateAccountAsync(string name, Secret password, bool isPrivileged, bool mayExist)
    {
        var (how, value) = IdentifiedBy(password);
        var exists = mayExist && await ExistsAsync(name);
        await RunAsync($"{(exists ? "alter" : "create")} user @name@'%' {how}", ("@name", Named(name)), value);
        if (!isPrivileged)
            return;
        try
        {
            await RestorePermissionsAsync(name);
        }
        catch (ServerException refused) when (refused.Complaint != ServerComplaint.Unreachable && !exists)
        {
            await DropAccountAsync(name);
            throw;
        }
    }

    public override async Task SetPasswordAsync(string name, Secret password)
    {
        await RequireOneAsync(name);
        var (how, value) = IdentifiedBy(password);
        try
        {
            await RunAsync($"alter user @name@'%' {how}", ("@name", Named(name)), value);
        }
        catch (ServerException refused) when (refused.InnerException is MySqlException { Number: CannotUser })
        {
            // It does not say why: where the account is there, a plugin that checks passwords does not take a hash.
            if (!await ExistsAsync(name))
                throw;
            throw new ServerException(
                ServerComplaint.Password,
                $"{_binding.Name} takes no hash of a password: it has a plugin that checks passwords, and strict_password_validation is ON.");
        }
    }

    public override async Task DropAccountAsync(string name)
    {
        await RequireOneAsync(name);
        await RunAsync("drop user if exists @name@'%'", ("@name", name));
    }

    public override async Task SetLockedAsync(string name, bool isLocked)
    {
        await RequireOneAsync(name);
        await RunAsync($"alter user @name@'%' account {(isLocked ? "lock" : "unlock")}", ("@name", name));
    }

    public override async Task SetPrivilegeAsync(string name, string database, string? privilege)
    {
        // In a grant the name is a pattern; by hand it may have been written without minding that.
        var pattern = Quoted(database.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal));
        await RevokeAsync(name, pattern);
        if (pattern != Quoted(database))
            await RevokeAsync(name, Quoted(database));
        if (privilege is not null)
            await RunAsync($"grant {PrivilegesOf(privilege)} on {pattern}.* to @name@'%'", ("@name", name));
    }

    public override Task RestorePermissionsAsync(string name) => RunAsync($"""
        grant select, insert, update, delete, create, drop, references, index, alter, create temporary tables, lock tables, execute, create view, show view,
        create routine, alter routine, event, trigger, process on *.* to @name@'%'
        """, ("@name", name));

    public override async Task CreateDatabaseAsync(Database database, string? owner, bool mayExist)
    {
        var set = database.CharacterSet.Split(',')[0];
        if (set.Length == 0 || !set.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ServerException(ServerComplaint.Refused, "The character set is none that MySQL has.");
        await RunAsync($"create database {(mayExist ? "if not exists " : "")}{Quoted(database.Name)} character set {set}");
    }

    public override async Task DropDatabaseAsync(string name)
    {
        try
        {
            await RunAsync($"drop database {Quoted(name)}");
        }
        catch (ServerException failure) when (failure.InnerException is MySqlException { Number: DatabaseMissing })
        {
            // It is gone.
        }
    }

    public override async Task<IReadOnlyList<ServerAccount>> ListAccountsAsync()
    {
        const string Privileged = "if(create_priv = 'Y' and drop_priv = 'Y', '+', '-')";
        var rows = await ReadAsync(IsMariaDb
            ? $"""
            select concat({Privileged}, if(json_value(priv, '$.account_locked') = 'true' or json_value(priv, '$.account_locked') = '1', '-', '+'), u.user)
            from mysql.user u join mysql.global_priv p on p.user = u.user and p.host = u.host where u.host = '%' order by u.user
            """
            : $"select concat({Privileged}, if(account_locked = 'Y', '-', '+'), user) from mysql.user where host = '%' order by user");
        return [.. rows.Select(row => new ServerAccount(row[2..], row[0] == '+', row[1] == '+'))
            .Where(account => account.Name != _binding.User && !OwnAccounts.Contains(account.Name))];
    }

    public override async Task<IReadOnlyList<string>> ListDatabasesAsync() =>
    [
        .. (await ReadAsync("select schema_name from information_schema.schemata order by schema_name"))
            .Except(OwnDatabases, StringComparer.OrdinalIgnoreCase),
    ];

    public override Task<bool> IsOwnAccountAsync(string name) => Task.FromResult(OwnAccounts.Contains(name));

    public override bool IsOwnDatabase(string name) => OwnDatabases.Contains(name, StringComparer.OrdinalIgnoreCase);

    public override async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _deadline.Dispose();
    }

    // MariaDB is given what it keeps of a password, MySQL the password itself: its present plugins take nothing else that could be made here.
    private (string How, (string, string) Value) IdentifiedBy(Secret password)
    {
        if (IsMariaDb)
            return ("identified via mysql_native_password using @password", ("@password", NativeHash(password)));
        if (!_isPrivate)
            throw new ServerException(ServerComplaint.Refused, $"{_binding.Name} is reached without TLS, and MySQL needs the password itself: none is sent.");
        return ("identified by @password", ("@password", password.Reveal()));
    }


    /// <summary>What the plugin mysql_native_password keeps of a password: SHA-1 twice is the plugin's.</summary>
    private static string NativeHash(Secret password)
    {
#pragma warning disable CA5350 // The plugin's own hash.
        return "*" + Convert.ToHexString(SHA1.HashData(SHA1.HashData(Encoding.UTF8.GetBytes(password.Reveal()))));
#pragma warning restore CA5350
    }

    private static string PrivilegesOf(string word) => word switch
    {
        "ReadOnly" or "ReadIndex" => "select, lock tables, show view",
        "DDLOnly" => "create, drop, index, alter, create temporary tables, lock tables, create view, show view, create routine, alter routine, event",
        "DMLOnly" => "select, insert, update, delete, create temporary tables, lock tables, execute, show view, event, trigger",
        _ => "all privileges",
    };

    private static string Named(string name) => name.Length <= MaxNameLength
        ? name
        : throw new ServerException(ServerComplaint.Account, $"MySQL allows no account's name of more than {MaxNameLength} characters.");

    private static string Quoted(string identifier) => new MySqlCommandBuilder().QuoteIdentifier(identifier);

    private async Task RevokeAsync(string name, string pattern)
    {
        try
        {
            await RunAsync($"revoke all privileges on {pattern}.* from @name@'%'", ("@name", name));
        }
        catch (ServerException failure) when (failure.InnerException is MySqlException { Number: NoSuchGrant })
        {
            // It had none.
        }
    }

    // Who comes from a host that has an account of its own is that one, and its password would go on opening.
    private async Task RequireOneAsync(string name)
    {
        if (await ReadAsync("select host from mysql.user where user = @name and host <> '%'", ("@name", name)) is [var host, ..])
            throw new ServerException(ServerComplaint.Account, $"{_binding.Name} has '{name}'@'{host}' besides '{name}'@'%': calls change only the latter.");
    }

    private async Task<bool> ExistsAsync(string name) =>
        await ReadAsync("select user from mysql.user where host = '%' and user = @name", ("@name", name)) is not [];

    private async Task RunAsync(string sql, params (string Name, string Value)[] arguments) => _ = await ReadAsync(sql, arguments);

    private async Task<IReadOnlyList<string>> ReadAsync(string sql, params (string Name, string Value)[] arguments)
    {
        try
        {
            await using var command = new MySqlCommand(sql, _connection);
            foreach (var (name, value) in arguments)
                command.Parameters.AddWithValue(name, value);
            var texts = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(_deadline.Token);
            while (await reader.ReadAsync(_deadline.Token))
                texts.Add(await reader.IsDBNullAsync(0, _deadline.Token) ? "" : reader.GetString(0));
            return texts;
        }
        catch (Exception failure) when (failure is MySqlException or OperationCanceledException or IOException or InvalidOperationException)
        {
            throw Told(failure, _binding, _deadline);
        }
    }

    // What is wrong with a statement's text is not repeated, as a part of it may be a password.
    private static ServerException Told(Exception failure, DatabaseBinding binding, Deadline deadline)
    {
        if (deadline.IsOver || failure is OperationCanceledException)
            return new(ServerComplaint.Unreachable, $"{binding.Name} did not answer in time.", failure) { IsAway = true };
        if (failure is not MySqlException { Number: var number, Message: var message })
            return Unreachable(binding, failure);
        if (failure.InnerException is not null || number == (int)MySqlErrorCode.UnableToConnectToHost)
            return Unreachable(binding, failure);
        var complaint = number switch
        {
            CannotUser or 1470 or 1533 or 1133 or 1410 => ServerComplaint.Account,
            PasswordTooWeak or HashRefused or 1372 or 1827 => ServerComplaint.Password,
            WrongPassword or 1040 or 1042 or 1043 or 1053 or 1077 or 1129 or 1130 or 1158 or 1159 or 1160 or 1161 or 1203 or 1205 or 1698 or 2002 or 2003
                or 2006 or 2013 or 0 => ServerComplaint.Unreachable,
            _ => ServerComplaint.Refused,
        };
        var said = number == (int)MySqlErrorCode.ParseError ? "the statement cannot be read" : message.ReplaceLineEndings(" ");
        return new(complaint, string.Create(CultureInfo.InvariantCulture, $"{binding.Name} says: {said} ({number})"), failure)
        {
            IsAway = number == TooManyConnections,
            Exists = number == DatabaseExists || (number == CannotUser && message.Contains("CREATE USER", StringComparison.Ordinal)),
        };
    }

    private static MySqlConnection ConnectionOf(DatabaseBinding binding, string user, Secret? password, TimeSpan patience) => new(
        new MySqlConnectionStringBuilder
        {
            Server = binding.Host,
            Port = (uint)binding.Port,
            UserID = user,
            Password = password?.Reveal() ?? "",
            Database = binding.Database,
            Pooling = false,
            ApplicationName = "resetpassword",
            ConnectionTimeout = (uint)Math.Ceiling(patience.TotalSeconds),
            DefaultCommandTimeout = 0,
            CancellationTimeout = -1,
            CharacterSet = "utf8mb4",
            AllowLoadLocalInfile = false,
            SslMode = binding.Tls switch
            {
                ServerTls.Disable => MySqlSslMode.Disabled,
                ServerTls.Prefer => MySqlSslMode.Preferred,
                ServerTls.Require => MySqlSslMode.Required,
                ServerTls.VerifyCa => MySqlSslMode.VerifyCA,
                _ => MySqlSslMode.VerifyFull,
            },
            SslCa = binding.RootCertificate ?? "",

            // On this machine nobody stands between.
            AllowPublicKeyRetrieval = binding.IsLoopback,
        }.ConnectionString);

    private sealed class OfMySql : ServerType
    {
        public override async Task<ServerSession> OpenAsync(DatabaseBinding binding, Secret? password, TimeSpan patience)
        {
            var deadline = new Deadline(patience);
            var connection = ConnectionOf(binding, binding.User, password, patience);
            var session = new MySqlServer(connection, binding, deadline);
            try
            {
                await connection.OpenAsync(deadline.Token);

                // A grant makes no account that is not there, with no password: only MariaDB would.
                await session.RunAsync($"set session sql_mode = '{(session.IsMariaDb ? "NO_AUTO_CREATE_USER" : "")}'");
                session._isPrivate = binding.IsLoopback || session.IsMariaDb
                    || await session.ReadAsync("select variable_value from performance_schema.session_status where variable_name = 'Ssl_cipher'") is [not ""];
                return session;
            }
            catch (Exception failure)
            {
                await connection.DisposeAsync();
                using (deadline)
                    throw failure is not ServerException && IsOfServer(failure) ? Told(failure, binding, deadline) : failure;
            }
        }

        public override async Task<bool> CanLogInAsync(DatabaseBinding binding, string name, Secret password, TimeSpan patience)
        {
            if (password.Reveal().Contains('\0', StringComparison.Ordinal))
                return false;
            using var deadline = new Deadline(patience);
            try
            {
                await using var connection = ConnectionOf(binding with { Database = "" }, name, password, patience);
                await connection.OpenAsync(deadline.Token);
                return true;
            }
            catch (MySqlException failure) when (failure.Number == WrongPassword)
            {
                return false;
            }
            catch (Exception failure) when (IsOfServer(failure))
            {
                throw Told(failure, binding, deadline);
            }
        }

        private static bool IsOfServer(Exception failure) => failure is MySqlException or OperationCanceledException or IOException
            or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException or InvalidOperationException or ArgumentException
            or NotSupportedException;
    }
}
