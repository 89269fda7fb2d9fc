using System.Globalization;
using Microsoft.Data.Sqlite;
using ResetPassword.Documents;

namespace ResetPassword.Store.Sqlite;

/// <summary>
/// A database file, opened, locked for this process and with the tables of this version. What it says of itself are its <c>meta</c> rows: the seed it was
/// written beside, and when that was read.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private const string SeededAtName = "seeded_at";

    // "RsPw": by which the file's format tells whose it is.
    private const int ApplicationId = 0x52735077;

    private const int NotADatabase = 26;
    private const int Busy = 5;

    /// <summary>What makes the tables of each version from those of the one before it.</summary>
    private static readonly string[] Steps =
    [
        """
        create table meta (name text primary key, value text not null) strict, without rowid;
        create table tenants (
            owner_id text primary key, access_key_id text not null, seed text, state text, is_replaced integer not null default 0
        ) strict, without rowid;
        create table instances (
            owner_id text not null, instance_id text not null, is_seeded integer not null, is_removed integer not null, document text,
            primary key (owner_id, instance_id)
        ) strict, without rowid;
        create table accounts (
            owner_id text not null, instance_id text not null, name text not null, character_type text not null, document text,
            primary key (owner_id, instance_id, name, character_type)
        ) strict, without rowid;
        create table faults (
            owner_id text not null, fault_id text not null, matched integer not null, hits integer not null, primary key (owner_id, fault_id)
        ) strict, without rowid;
        create table temporary_keys (access_key_id text primary key, owner_id text not null, document text not null) strict, without rowid;
        create index temporary_keys_of_owner on temporary_keys (owner_id);
        create table nonces (sequence integer primary key, high integer not null, low integer not null, judged integer not null, real integer not null) strict;
        create table journal (sequence integer primary key, owner_id text not null, is_unsigned integer not null, document text not null) strict;
        create index journal_of_owner on journal (owner_id, is_unsigned, sequence);
        """,
    ];

    private SqliteFile(string path, SqliteConnection connection) => (Path, Connection) = (path, connection);

    public string Path { get; }

    public SqliteConnection Connection { get; }

    /// <summary>When the seed was read that its content differs from: now, in a new file, which says so from then on.</summary>
    /// <exception cref="StoreRefusedException">The file cannot be used, and is closed.</exception>
    public DateTimeOffset AgreeOnSeededAt(DateTimeOffset now)
    {
        try
        {
            if (FindMeta(SeededAtName) is { } text && JsonTime.TryRead(text, out var time))
                return time;
            SetMeta(SeededAtName, JsonTime.Write(now));
            return now;
        }
        catch (SqliteException refused)
        {
            Dispose();
            throw Refusal(Path, refused);
        }
    }

    /// <param name="isFull">Whether a commit is to survive the death of the machine, not only that of the process.</param>
    /// <exception cref="StoreRefusedException">The file cannot be used.</exception>
    public static SqliteFile Open(string path, bool isFull)
    {
        if (Directory.Exists(path))
            throw new StoreRefusedException($"{path} is a directory; sqlite:FILE names the file to keep everything in.");
        MakeForOwner(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var file = new SqliteFile(path, connection);
            file.Lock(isFull);
            file.MakeTables();
            return file;
        }
        catch (SqliteException refused)
        {
            connection.Dispose();
            throw Refusal(path, refused);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Why a file cannot be used that SQLite refuses at the start.</summary>
    public static StoreRefusedException Refusal(string path, SqliteException refused) => new(refused.SqliteErrorCode switch
    {
        Busy => $"{path} is in use by another process: a file of sqlite: is one emulator's. Several emulators share a postgres: store.",
        NotADatabase => $"{path} is not an SQLite database.",
        _ => $"{path} cannot be used: {Reason(refused)}.",
    }, refused);

    /// <summary>What went wrong, without the library's own preamble.</summary>
    public static string Reason(SqliteException exception)
    {
        var text = exception.Message;
        var (start, end) = (text.IndexOf('\'', StringComparison.Ordinal), text.LastIndexOf('\''));
        return end > start ? text[(start + 1)..end] : text;
    }

    public string? FindMeta(string name)
    {
        using var command = Command("select value from meta where name = $name");
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() as string;
    }

    public void SetMeta(string name, string value)
    {
        using var command = Command("insert into meta (name, value) values ($name, $value) on conflict (name) do update set value = excluded.value");
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    /// <summary>Says when it was opened: what cannot be written is known at the start.</summary>
    public void SetOpenedAt(DateTimeOffset now) => SetMeta("opened_at", JsonTime.Write(now));

    /// <summary>Does something as a whole or not at all.</summary>
    public void Transact(Action change)
    {
        Execute("begin immediate");
        try
        {
            change();
            Execute("commit");
        }
        catch
        {
            TryRollBack();
            throw;
        }
    }

    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    public void Dispose() => Connection.Dispose();

    // There are secrets in it. What the library makes beside it has the same mode. One that is there already keeps the mode it has.
    private static void MakeForOwner(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            new FileStream(path, options).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StoreRefusedException($"{path} cannot be written: {refused.Message}", refused);
        }
    }

    // The lock is the operating system's, and goes with the process, however that ends.
    private void Lock(bool isFull)
    {
        Execute("pragma locking_mode = exclusive");
        Execute("pragma busy_timeout = 0");
        Execute("pragma journal_mode = wal");
        Execute(isFull ? "pragma synchronous = full" : "pragma synchronous = normal");
        Execute("begin exclusive");
        Execute("commit");
    }

    private void MakeTables()
    {
        var (id, version) = (Number("pragma application_id"), Number("pragma user_version"));
        if (id != ApplicationId && (id != 0 || version != 0 || Number("select count(*) from sqlite_schema") > 0))
            throw new StoreRefusedException($"{Path} is a database of another program.");
        if (version > Steps.Length)
        {
            throw new StoreRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"{Path} was written by a newer version of the emulator (its tables are of version {version}; this one knows {Steps.Length})."));
        }

        if (version == Steps.Length)
            return;
        Transact(() =>
        {
            for (var step = (int)version; step < Steps.Length; step++)
                Execute(Steps[step]);
            Execute(string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {ApplicationId}"));
            Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {Steps.Length}"));
        });
    }

    // Some errors have ended the transaction already.
    private void TryRollBack()
    {
        try
        {
            Execute("rollback");
        }
        catch (SqliteException)
        {
        }
    }

    private long Number(string sql)
    {
        using var command = Command(sql);
        return (long)(command.ExecuteScalar() ?? 0L);
    }

    private SqliteCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
