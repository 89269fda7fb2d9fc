using System.Globalization;
using System.Text;
using Npgsql;
using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Databases;

/// <summary>A session in PostgreSQL. All of an effect but a database's making and dropping, which cannot be, is one transaction.</summary>
internal sealed class PostgresServer : ServerSession
{
    /// <summary>What a name may have: of a longer one the server would take the beginning.</summary>
    private const int MaxNameBytes = 63;

    private const string Utf8 = "UTF8";
    private const string UniqueDatabase = "42P04";
    private const string DuplicateObject = "42710";
    private const string MissingObject = "42704";
    private const string DependentObjects = "2BP01";
    private const string WrongPassword = "28P01";

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly DatabaseBinding _binding;
    private readonly Deadline _deadline;

    private PostgresServer(NpgsqlDataSource source, NpgsqlConnection connection, DatabaseBinding binding, Deadline deadline) =>
        (_source, _connection, _binding, _deadline) = (source, connection, binding, deadline);

    public static ServerType Type { get; } = new OfPostgres();

    public override Task LockAsync(string name) => RunAsync("select pg_advisory_lock(hashtextextended($1, 0))", name);

    public override Task CreateAccountAsync(string name, Secret password, bool isPrivileged, bool mayExist) => InTransactionAsync(async () =>
    {
        var exists = mayExist && await ExistsAsync(name);
        await FormatAsync($"{(exists ? "alter" : "create")} role %I login password %L", Named(name), VerifierOf(password));
        if (isPrivileged)
            await RestoreAsync(name);
    });

    // An account that was made by an effect that was not committed is there, and one that somebody dropped is not.
    public override Task SetPasswordAsync(string name, Secret password) => FormatAsync("alter role %I password %L", Named(name), VerifierOf(password));

    public override Task DropAccountAsync(string name) => InTransactionAsync(async () =>
    {
        if (!await ExistsAsync(name))
            return;

        // What it was granted on databases would keep it; what it owns does.
        var granted = await ReadAsync("""
            select datname from pg_database where exists
                (select 1 from aclexplode(datacl) as acl join pg_roles on pg_roles.oid = acl.grantee where rolname = $1) and pg_get_userbyid(datdba) <> $1
            """, name);
        foreach (var database in granted)
            await FormatAsync("revoke all on database %I from %I", database, name);
        await FormatAsync("drop role %I", name);
    });

    public override Task SetLockedAsync(string name, bool isLocked) => FormatAsync($"alter role %I {(isLocked ? "nologin" : "login")}", Named(name));

    // The product's one privilege on PostgreSQL is to own the database; it goes back to the administrator.
    public override Task SetPrivilegeAsync(string name, string database, string? privilege) => InTransactionAsync(async () =>
    {
        if (privilege is null)
        {
            await FormatAsync("revoke all on database %I from %I", database, name);
            if (await ReadAsync("select 1::text from pg_database where datname = $1 and pg_get_userbyid(datdba) = $2", database, name) is [])
                return;
        }

        await GiveAsync(database, privilege is null ? _binding.User : name);
    });

    public override Task RestorePermissionsAsync(string name) => RestoreAsync(name);

    public override async Task CreateDatabaseAsync(Database database, string? owner, bool mayExist)
    {
        var name = Named(database.Name);
        if (mayExist && await ReadAsync("select datname from pg_database where datname = $1", name) is not [])
            return;
        if (owner is not null)
            await JoinAsync(owner);
        var encoding = EncodingOf(database);
        try
        {
            await FormatAsync(
                $"create database %I{(owner is null ? "" : " owner %I")} template template0 encoding %L{(encoding == Utf8 ? "" : " locale 'C'")}",
                owner is null ? [name, encoding] : [name, owner, encoding]);
        }
        catch (ServerException refused) when (!refused.Exists && refused.Complaint is ServerComplaint.Account or ServerComplaint.Password)
        {
            throw new ServerException(ServerComplaint.Refused, refused.Message, refused.InnerException);
        }
    }

    public override Task DropDatabaseAsync(string name) => FormatAsync("drop database if exists %I", name);

    public override async Task<bool> IsOwnAccountAsync(string name) =>
        await ReadAsync("select rolname from pg_roles where rolname = $1 and (oid < 16384 or rolname ~ '^pg_')", name) is not [];

    public override bool IsOwnDatabase(string name) => name is "postgres" or "template0" or "template1";

    public override async Task<IReadOnlyList<ServerAccount>> ListAccountsAsync()
    {
        var names = await ReadAsync("""
            select (case when rolsuper or rolcreaterole then '+' else '-' end) || (case when rolcanlogin then '+' else '-' end) || rolname from pg_roles
            where rolname !~ '^pg_' and oid >= 16384 and rolname <> current_user order by rolname
            """);
        return [.. names.Select(name => new ServerAccount(name[2..], name[0] == '+', name[1] == '+'))];
    }

    public override Task<IReadOnlyList<string>> ListDatabasesAsync() =>
        ReadAsync("select datname from pg_database where not datistemplate and datname <> 'postgres' order by datname");

    public override async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
        _deadline.Dispose();
    }

    // RDS for PostgreSQL names the encoding, and after a comma how texts are compared.
    private static string EncodingOf(Database database) => database.CharacterSet.Split(',')[0] is var word
        && word.StartsWith("utf8", StringComparison.OrdinalIgnoreCase) ? Utf8 : word;

    private static string VerifierOf(Secret password) => Ascii.IsValid(password.Reveal())
        ? ScramVerifier.Of(password)
        : throw new ServerException(ServerComplaint.Password, "PostgreSQL is given passwords of ASCII characters only, as the products' passwords are.");

    private static string Named(string name) => Encoding.UTF8.GetByteCount(name) <= MaxNameBytes
        ? name
        : throw new ServerException(ServerComplaint.Account, $"PostgreSQL allows no name of more than {MaxNameBytes} bytes.");

    private async Task<bool> ExistsAsync(string role) => await ReadAsync("select rolname from pg_roles where rolname = $1", role) is not [];

    // May make accounts and databases, and never is a superuser.
    private Task RestoreAsync(string name) => FormatAsync("alter role %I createrole createdb login", Named(name));

    private async Task GiveAsync(string database, string owner)
    {
        await JoinAsync(owner);
        await FormatAsync("alter database %I owner to %I", database, owner);
    }

    // Only a member of a role can give it a database, unless it is a superuser.
    private async Task JoinAsync(string role)
    {
        if (await ReadAsync("select 1::text from pg_roles where rolname = $1 and not pg_has_role(current_user, oid, 'member')", role) is not [])
            await FormatAsync("grant %I to current_user", role);
    }

    private async Task InTransactionAsync(Func<Task> steps)
    {
        await RunAsync("begin");
        try
        {
            await steps();
            await RunAsync("commit");
        }
        catch (ServerException)
        {
            await TryRollBackAsync();
            throw;
        }
    }

    private async Task TryRollBackAsync()
    {
        try
        {
            await RunAsync("rollback");
        }
        catch (ServerException)
        {
            // The session is lost, and what it had begun with it.
        }
    }

    // The server itself writes names and values into the statement.
    private async Task FormatAsync(string format, params string[] arguments)
    {
        var places = string.Join(", ", arguments.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 2}::text")));
        var statement = await ReadAsync($"select format($1::text, {places})", [format, .. arguments]);
        await RunAsync(statement[0]);
    }

    private async Task RunAsync(string sql, params string[] arguments) => _ = await ReadAsync(sql, arguments);

    private async Task<IReadOnlyList<string>> ReadAsync(string sql, params string[] arguments)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, _connection);
            foreach (var argument in arguments)
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = argument });
            var texts = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(_deadline.Token);
            while (await reader.ReadAsync(_deadline.Token))
            {
                if (reader.FieldCount > 0 && await reader.GetFieldValueAsync<object>(0, _deadline.Token) is string text)
                    texts.Add(text);
            }

            return texts;
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException or IOException
            or InvalidOperationException)
        {
            throw Told(failure, _binding, _deadline);
        }
    }

    private static ServerException Told(Exception failure, DatabaseBinding binding, Deadline deadline)
    {
        if (deadline.IsOver || failure is OperationCanceledException or TimeoutException || failure is PostgresException { SqlState: "57014" or "55P03" })
            return new(ServerComplaint.Unreachable, $"{binding.Name} did not answer in time.", failure) { IsAway = true };
        if (failure is not PostgresException { SqlState: var state, MessageText: var text })
            return Unreachable(binding, failure);
        var complaint = state switch
        {
            DependentObjects => ServerComplaint.Dependents,
            DuplicateObject or MissingObject or "42939" or "42602" => ServerComplaint.Account,
            "22023" => ServerComplaint.Password,
            _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
                || state.StartsWith("28", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) => ServerComplaint.Unreachable,
            _ => ServerComplaint.Refused,
        };
        return new(complaint, $"{binding.Name} says: {text} ({state})", failure)
        {
            IsAway = state is "57P03" or "53300",
            Exists = state is DuplicateObject or UniqueDatabase,
        };
    }

    private static NpgsqlDataSource SourceOf(DatabaseBinding binding, string user, Secret? password, TimeSpan patience)
    {
        var milliseconds = (int)patience.TotalMilliseconds;
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = binding.Host,
            Port = binding.Port,
            Username = user,
            Database = binding.Database,
            Pooling = false,
            ApplicationName = "resetpassword",

            // A binding has a password: no Kerberos ticket is looked for.
            GssEncryptionMode = GssEncryptionMode.Disable,
            Timeout = (int)Math.Ceiling(patience.TotalSeconds),
            CommandTimeout = 0,
            IncludeErrorDetail = false,
            Options = string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}"),

            // Nobody waits for a server that hangs to say that it has stopped.
            CancellationTimeout = -1,
            SslMode = binding.Tls switch
            {
                ServerTls.Disable => SslMode.Disable,
                ServerTls.Prefer => SslMode.Prefer,
                ServerTls.Require => SslMode.Require,
                ServerTls.VerifyCa => SslMode.VerifyCA,
                _ => SslMode.VerifyFull,
            },
            RootCertificate = binding.RootCertificate,
        };

        // To whom nobody has verified, a password goes in no form that it could be read in.
        if (!binding.IsNear && binding.Tls < ServerTls.VerifyCa)
            settings.RequireAuth = "ScramSHA256,MD5,None";
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();

        // The driver would look for a password that nobody names in the environment and in the user's files.
        builder.UsePasswordProvider(_ => password?.Reveal() ?? "", (_, _) => ValueTask.FromResult(password?.Reveal() ?? ""));
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    private sealed class OfPostgres : ServerType
    {
        public override async Task<ServerSession> OpenAsync(DatabaseBinding binding, Secret? password, TimeSpan patience)
        {
            var deadline = new Deadline(patience);
            NpgsqlDataSource? source = null;
            try
            {
                source = SourceOf(binding, binding.User, password, patience);
                return new PostgresServer(source, await source.OpenConnectionAsync(deadline.Token), binding, deadline);
            }
            catch (Exception failure)
            {
                if (source is not null)
                    await source.DisposeAsync();
                using (deadline)
                    throw IsOfServer(failure) ? Told(failure, binding, deadline) : failure;
            }
        }

        public override async Task<bool> CanLogInAsync(DatabaseBinding binding, string name, Secret password, TimeSpan patience)
        {
            // No account has such a password, and it cannot be sent.
            if (password.Reveal().Contains('\0', StringComparison.Ordinal))
                return false;
            using var deadline = new Deadline(patience);
            try
            {
                await using var source = SourceOf(binding, name, password, patience);
                await using var connection = await source.OpenConnectionAsync(deadline.Token);
                return true;
            }
            catch (PostgresException wrong) when (wrong.SqlState == WrongPassword)
            {
                return false;
            }
            catch (Exception failure) when (IsOfServer(failure))
            {
                throw Told(failure, binding, deadline);
            }
        }

        private static bool IsOfServer(Exception failure) =>
            failure is NpgsqlException or OperationCanceledException or TimeoutException or IOException or System.Net.Sockets.SocketException
                or System.Security.Authentication.AuthenticationException or NotSupportedException or InvalidOperationException or ArgumentException;
    }
}
