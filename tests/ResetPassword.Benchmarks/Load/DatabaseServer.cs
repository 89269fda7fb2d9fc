using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ResetPassword.Benchmarks.Load;

/// <summary>
/// A PostgreSQL server of the machine's package, with its own settings, so as durable as it is installed; in a directory and on a port of its own, as a user
/// without rights.
/// </summary>
internal sealed class DatabaseServer : IDisposable
{
    private const string Missing = "There is no PostgreSQL (looked for initdb in PATH and in /usr/lib/postgresql/*/bin): apt-get install postgresql";

    // Eight emulators run at the same time, of at most 20 connections each.
    private const int MaxConnections = 200;

    private readonly string _directory = Directory.CreateTempSubdirectory("resetpassword-postgres-").FullName;
    private readonly string _programs;
    private readonly int _port;
    private int _databases;

    private DatabaseServer(string programs, int port) => (_programs, _port) = (programs, port);

    private string Data => Path.Combine(_directory, "data");

    /// <summary>User and system time of all its processes so far.</summary>
    public TimeSpan ProcessorTime =>
        ProcessTimes.OfFamily(int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    /// <summary>The folder of its programs.</summary>
    public static string FindPrograms()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb"))) ?? throw new InvalidOperationException(Missing);
    }

    public static DatabaseServer Start(string programs)
    {
        var server = new DatabaseServer(programs, FindFreePort());
        try
        {
            if (Environment.IsPrivilegedProcess)
                Published.Run("/", "chown", "postgres", server._directory);
            server.Run("initdb", "-D", server.Data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C");
            server.Run(
                "pg_ctl", "start", "-w", "-D", server.Data, "-l", Path.Combine(server._directory, "log"), "-o",
                $"-p {server._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections={MaxConnections}");
            return server;
        }
        catch
        {
            Directory.Delete(server._directory, recursive: true);
            throw;
        }
    }

    /// <summary>Makes a database, and gives its name.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"emulator{++_databases}");
        using var connection = Open();
        using var command = new NpgsqlCommand($"create database {name}", connection);
        command.ExecuteNonQuery();
        return name;
    }

    public string To(string database) => $"Host=127.0.0.1;Port={_port};Database={database};Username=postgres";

    /// <summary>What has been done in a database; a connection that does nothing tells of its last ten seconds late.</summary>
    public Work WorkOf(string database)
    {
        const string Sql = "select xact_commit, xact_rollback, tup_inserted + tup_updated + tup_deleted, deadlocks from pg_stat_database where datname = $1";
        using var connection = Open();
        using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = database } } };
        using var reader = command.ExecuteReader();
        reader.Read();
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    public void Dispose()
    {
        Run("pg_ctl", "stop", "-D", Data, "-m", "fast");
        Directory.Delete(_directory, recursive: true);
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection($"{To("postgres")};Pooling=false");
        connection.Open();
        return connection;
    }

    // The server refuses to be root, and what it prints is not of the table.
    private void Run(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(_programs, program), .. arguments];
        string[] asUser = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
        Published.Run("/", "/bin/sh", ["-c", "exec \"$@\" >/dev/null", "sh", .. asUser]);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Counts of a database.</summary>
    /// <param name="Rows">Written or deleted.</param>
    internal sealed record Work(long Committed, long RolledBack, long Rows, long Deadlocks)
    {
        public static Work operator -(Work after, Work before) => new(
            after.Committed - before.Committed, after.RolledBack - before.RolledBack, after.Rows - before.Rows, after.Deadlocks - before.Deadlocks);
    }
}
