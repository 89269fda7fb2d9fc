using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using ResetPassword.Tests.Databases;
using ResetPassword.Tests.Store.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace ResetPassword.Tests.Store.Postgres;

/// <summary>
/// A PostgreSQL server of the tests' own: from the machine's package, in a directory and on a port of its own, as a user without rights. It starts when it is
/// first asked for a database.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // A process that did not end well may have left its connections. Where a test's emulators had another store, there are no tables.
    private const string Empty = """
        select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
        do $$
        declare name text;
        begin
            for name in select tablename from pg_tables where schemaname = 'resetpassword' and tablename <> 'meta' loop
                execute format('delete from resetpassword.%I', name);
            end loop;
            if to_regclass('resetpassword.meta') is not null then
                delete from resetpassword.meta m where m.name <> 'schema' and m.name not like 'lock of %';
            end if;
        end $$;
        """;

    private const string User = "postgres";

    private const string Missing = "This machine has no PostgreSQL (looked for initdb in PATH and in /usr/lib/postgresql/*/bin): apt-get install postgresql";

    private static readonly string? Programs = FindPrograms();

    private static PostgresServer? s_current;

    private readonly ConcurrentBag<string> _givenBack = [];
    private readonly Lazy<Task> _start;
    private readonly int _port = ServerProgram.FindFreePort();
    private readonly string? _password;
    private string _directory = "";
    private int _databases;

    public PostgresServer() => (_start, s_current) = (new(StartAsync), s_current ?? this);

    private PostgresServer(string password) => (_start, _password) = (new(StartAsync), password);

    /// <summary>One that lets its administrator in by a password, and everybody else too.</summary>
    public static PostgresServer WithPassword(string password) => new(password);

    /// <summary>That of this run of the tests.</summary>
    public static PostgresServer Current => s_current ?? throw new InvalidOperationException("No test runs.");

    private string Data => Path.Combine(_directory, "data");

    private string Log => Path.Combine(_directory, "log");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a new database; the test is skipped where there can be none.</summary>
    /// <param name="logsStatements">Whether the server logs each statement, with its parameters.</param>
    public async Task<string> NewDatabaseAsync(bool logsStatements = false)
    {
        Assert.SkipWhen(Programs is null, Missing);
        await _start.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"store{Interlocked.Increment(ref _databases)}");
        await RunSqlAsync(To("postgres"), $"create database {name} template template0");
        if (logsStatements)
            await RunSqlAsync(To("postgres"), $"alter database {name} set log_statement = 'all'");
        return To(name);
    }

    /// <summary>A database that was given back, or a new one: nothing but the tables is in it. Much sooner than a new one.</summary>
    public async Task<string> TakeDatabaseAsync()
    {
        if (!_givenBack.TryTake(out var database))
            return await NewDatabaseAsync();
        await RunSqlAsync(database, Empty);
        return database;
    }

    /// <summary>For the next that takes one.</summary>
    /// <param name="database">Its connection string. Nobody uses it any more.</param>
    public void GiveBack(string database) => _givenBack.Add(database);

    /// <summary>Ends it at once, as a crash does, and starts it again.</summary>
    public async Task CrashAndRestartAsync()
    {
        await StopAsync("immediate");
        await StartServerAsync();
    }

    public Task StopAsync(string mode = "fast") => RunAsync("pg_ctl", "stop", "-D", Data, "-m", mode);

    public Task StartServerAsync() => RunAsync(
        "pg_ctl", "start", "-w", "-D", Data, "-l", Log, "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=1000 -c fsync=off");

    /// <summary>All rows of the store's tables, as text.</summary>
    public static async Task<string> DumpAsync(string database) => (string?)await RunSqlAsync(
        database,
        """
        select string_agg(query_to_xml(format('select * from resetpassword.%I', tablename), true, false, '')::text, '')
        from pg_tables where schemaname = 'resetpassword'
        """) ?? "";

    /// <summary>What the server has logged.</summary>
    public Task<string> ReadLogAsync() => File.ReadAllTextAsync(Log);

    public async ValueTask DisposeAsync()
    {
        if (_start.IsValueCreated && _start.Value.IsCompletedSuccessfully)
            await StopAsync("immediate");
        if (_directory != "")
            Directory.Delete(_directory, recursive: true);
    }

    private string To(string database) =>
        $"Host=127.0.0.1;Port={_port};Database={database};Username=postgres" + (_password is null ? "" : $";Password={_password}");

    /// <summary>Runs statements in a database, beside what the store does there.</summary>
    /// <returns>The first value that they give; null where there is none.</returns>
    public static async Task<object?> RunSqlAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task StartAsync()
    {
        _directory = await ServerProgram.MakeDirectoryAsync("postgres", User);
        var passwordFile = Path.Combine(_directory, "password");
        if (_password is not null)
            await File.WriteAllTextAsync(passwordFile, _password);
        await RunAsync(
            "initdb",
            ["-D", Data, "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C",
                .. _password is null ? (string[])["--auth=trust"] : ["--auth=scram-sha-256", $"--pwfile={passwordFile}"]]);
        await StartServerAsync();
    }

    private static Task RunAsync(string program, params string[] arguments) =>
        ServerProgram.RunAsync(User, Path.Combine(Programs ?? "", program), arguments);

    private static string? FindPrograms() => ServerProgram.Find(
        "initdb",
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : []);
}
