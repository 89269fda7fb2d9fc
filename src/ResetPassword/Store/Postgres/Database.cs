using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace ResetPassword.Store.Postgres;

/// <summary>The database server: connections to it, and what is done when one is lost. Thread-safe.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>How long anything may take to be settled.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int PieceSize = 1000;
    private const string IdleTransactionEnded = "25P03";
    private const string NoMoreConnections = "The connection pool has been exhausted";

    // The statements are few and the same again and again: to plan one anew takes longer than to run it. What a process that hangs holds is soon free again: it
    // has no reason to think between two steps.
    private static readonly string[] SessionSettings =
    [
        "set plan_cache_mode = force_generic_plan",
        "set idle_in_transaction_session_timeout = 2000",
        "set lock_timeout = 3000",
    ];

    // Seconds are those that a connection may take, and a statement.
    private static readonly (string Name, object Value)[] Needed =
    [
        ("Maximum Pool Size", 20),
        ("Timeout", 3),
        ("Command Timeout", (int)Patience.TotalSeconds),
        ("Max Auto Prepare", 64),
        ("Auto Prepare Min Usages", 2),
        ("Application Name", "resetpassword"),

        // The types of the tables are the driver's own: it need not ask for others, which takes longer than all else of a connection's beginning.
        ("Server Compatibility Mode", "NoTypeLoading"),
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _source;
    private readonly string _place;
    private volatile string? _trouble;
    private volatile string? _refusal;
    private volatile bool _isClosing;
    private long _trips;

    private Database(NpgsqlDataSource source, string place) => (_source, _place) = (source, place);

    /// <summary>Kind, host and database.</summary>
    public string Name => $"postgres {_place}";

    /// <summary>Why it cannot be used; null while it can.</summary>
    public string? Trouble => _refusal ?? _trouble;

    /// <summary>How many times something was sent to it and waited for.</summary>
    public long Trips => Volatile.Read(ref _trips);

    public static Database Of(string connectionString)
    {
        var settings = SettingsOf(connectionString);
        try
        {
            var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
            builder.EnableArrays();
            builder.EnableTransportSecurity();
            builder.UsePhysicalConnectionInitializer(_ => throw new NotSupportedException("Connections are opened asynchronously."), BeginSessionAsync);
            return new(builder.Build(), $"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}");
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new StoreRefusedException($"The connection string of the PostgreSQL store cannot be used: {unusable.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>What a connection string says, and for what it does not say what this store needs.</summary>
    public static NpgsqlConnectionStringBuilder SettingsOf(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (settings.Host is null)
                throw new ArgumentException(null, nameof(connectionString));
            foreach (var (name, value) in Needed)
            {
                if (!settings.ShouldSerialize(name))
                    settings[name] = value;
            }

            settings.NoResetOnClose = true;
            settings.IncludeErrorDetail = false;
            return settings;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // What is wrong in it may be a part of the password: it is not repeated.
            throw new StoreRefusedException(
                "The connection string of the PostgreSQL store cannot be read. Expected: Host=…;Database=…;Username=…, as Npgsql documents it.");
        }
    }

    /// <summary>
    /// The one rule for lost connections: what is attempted is attempted again, as a whole, until it is settled or patience ends. An attempt that may have
    /// been made before is told so.
    /// </summary>
    public async Task<T> RunAsync<T>(Func<bool, Task<T>> attempt)
    {
        var started = Stopwatch.GetTimestamp();
        for (var isAgain = false; ; isAgain = true)
        {
            if (_refusal is { } refusal)
                throw new StoreUnavailableException(refusal);
            try
            {
                var result = await attempt(isAgain);
                _trouble = null;
                return result;
            }
            catch (Exception failure) when (IsPassing(failure))
            {
                if (!IsBusy(failure))
                    Lost(failure);
                if (_isClosing || Stopwatch.GetElapsedTime(started) >= Patience)
                    throw Unavailable(failure);
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>The same with a connection.</summary>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, bool, Task<T>> attempt) => RunAsync(async isAgain =>
    {
        await using var connection = await _source.OpenConnectionAsync();
        return await attempt(connection, isAgain);
    });

    /// <summary>The same for one batch.</summary>
    public Task<T> RunAsync<T>(Func<NpgsqlDataReader, Task<T>> read, params Func<Statement>[] statements) =>
        RunAsync((connection, _) => ReadAsync(connection, read, [.. statements.Select(statement => statement())]));

    /// <summary>The same for statements of which nothing is to be read.</summary>
    public Task RunAsync(params Func<Statement>[] statements) => RunAsync(_ => Task.FromResult(true), statements);

    /// <summary>The same for several statements, which are one transaction wherever they run.</summary>
    public Task<T> RunInTransactionAsync<T>(Func<NpgsqlDataReader, Task<T>> read, params Func<Statement>[] statements) => RunAsync(async (connection, _) =>
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var result = await ReadAsync(connection, read, [.. statements.Select(statement => statement())]);
        await CommitAsync(transaction);
        return result;
    });

    /// <summary>Asks it once whether it can be used; what it says is <see cref="Trouble"/> from then on.</summary>
    public async Task AskAsync()
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await ReadAsync(connection, _ => Task.FromResult(true), new Statement("select 1"));
            _trouble = null;
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            if (!IsBusy(failure))
                Lost(failure);
        }
    }

    /// <summary>Deletes what nobody needs, a bounded piece at a time.</summary>
    /// <param name="statement">From how many rows at the most; it gives how many there were.</param>
    public async Task DeleteAsync(Func<int, Statement> statement, int pieceSize = PieceSize)
    {
        var deleted = (long)pieceSize;
        while (deleted >= pieceSize && !_isClosing)
            deleted = await RunAsync(async reader => await reader.ReadAsync() ? reader.GetInt64(0) : 0, () => statement(pieceSize));
    }

    /// <summary>Sends a batch: one trip, and one transaction if there is none.</summary>
    public async Task<T> ReadAsync<T>(NpgsqlConnection connection, Func<NpgsqlDataReader, Task<T>> read, params Statement[] statements)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement);
        return await ReadAsync(batch, read);
    }

    public Task ReadAsync(NpgsqlConnection connection, Func<NpgsqlDataReader, Task> read, Statement statement) => ReadAsync(
        connection,
        async reader =>
        {
            await read(reader);
            return true;
        },
        [statement]);

    /// <summary>The same, for what may take longer than a step of a call.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, TimeSpan longest, Statement statement)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = (int)longest.TotalSeconds };
        batch.BatchCommands.Add(statement);
        await ReadAsync(batch, _ => Task.FromResult(true));
    }

    public async Task<T> ReadAsync<T>(NpgsqlBatch batch, Func<NpgsqlDataReader, Task<T>> read)
    {
        Interlocked.Increment(ref _trips);
        await using var reader = await batch.ExecuteReaderAsync();
        var result = await read(reader);
        while (await reader.NextResultAsync())
            continue;
        return result;
    }

    /// <summary>For what somebody holds open over several steps: it is not tried again here.</summary>
    public async Task<NpgsqlConnection> OpenAsync() => await _source.OpenConnectionAsync();

    public async Task CommitAsync(NpgsqlTransaction transaction)
    {
        Interlocked.Increment(ref _trips);
        await transaction.CommitAsync();
    }

    public StoreUnavailableException Unavailable(Exception cause) => new(_trouble ?? ReasonOf(cause), cause);

    /// <summary>This process may not use it any more, and must be started again.</summary>
    public void Refuse(string reason) => _refusal = reason;

    /// <summary>Notes that it cannot be reached, and that the connections that were are none any more.</summary>
    public void Lost(Exception failure)
    {
        _trouble = ReasonOf(failure);
        _source.Clear();
    }

    /// <summary>The process ends: nothing is attempted again.</summary>
    public void Close() => _isClosing = true;

    /// <summary>Whether the same may succeed in a moment.</summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state } passing => passing.IsTransient || IsBusy(failure) || IsRefusal(passing) || state is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.ReadOnlySqlTransaction or IdleTransactionEnded,
        NpgsqlException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether it does not let this process in, or not to its tables: until somebody changes that.</summary>
    public static bool IsRefusal(PostgresException failure) =>
        failure.SqlState.StartsWith("28", StringComparison.Ordinal) || failure.SqlState is
            PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.InsufficientPrivilege;

    // It is there, and only others were first: the connections are as good as before.
    private static bool IsBusy(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state } => state is
            PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.QueryCanceled,
        NpgsqlException exhausted => exhausted.Message.StartsWith(NoMoreConnections, StringComparison.Ordinal),
        _ => false,
    };

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    // A database that does not know a setting keeps its own way.
    private static async Task BeginSessionAsync(NpgsqlConnection connection)
    {
        foreach (var setting in SessionSettings)
        {
            try
            {
                await using var command = new NpgsqlCommand(setting, connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException unknown) when (!IsPassing(unknown))
            {
            }
        }
    }

    private string ReasonOf(Exception failure) => $"PostgreSQL at {_place} cannot be used: {failure.GetBaseException().Message.ReplaceLineEndings(" ")}";
}
