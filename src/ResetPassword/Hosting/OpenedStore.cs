using ResetPassword.Documents;
using ResetPassword.Model;
using ResetPassword.Seeds;
using ResetPassword.Store;
using ResetPassword.Store.Memory;
using ResetPassword.Store.Postgres;
using ResetPassword.Store.Sqlite;
using ResetPassword.Tenancy;

namespace ResetPassword.Hosting;

/// <summary>The store of the settings, opened as far as it can be before the seed is read.</summary>
internal abstract class OpenedStore
{
    // Processes of another one do not share a database.
    private static readonly string ProgramVersion = typeof(OpenedStore).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>When the seed was read that its content differs from: now, where it has none yet.</summary>
    public abstract DateTimeOffset SeededAt { get; }

    /// <summary>The salts of the seed's passwords: whoever reads the seed for the same store, or again, has the same.</summary>
    public virtual IdSource Salts => IdSource.Of(JsonTime.Write(SeededAt));

    /// <summary>The store over a seed. What was opened is the store's from then on.</summary>
    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public abstract IStore Create(Seed seed, KeyRing keys, TimeProvider clock, TenantLimits limits, ILoggerFactory logs);

    /// <exception cref="StoreRefusedException">It cannot be used as it is.</exception>
    public static OpenedStore Open(EmulatorOptions options) => options.Store switch
    {
        StoreSetting.Sqlite sqlite => new OfSqlite(SqliteFile.Open(sqlite.Path, options.SqliteSynchronous == "Full")),
        StoreSetting.Postgres postgres => new OfPostgres(Store.Postgres.Database.Of(postgres.ConnectionString)),
        _ => new OfMemory(Now),
    };

    /// <summary>A store in memory whose content comes from a state file.</summary>
    public static OpenedStore InMemory(DateTimeOffset? seededAt) => new OfMemory(seededAt ?? Now);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private sealed class OfMemory(DateTimeOffset seededAt) : OpenedStore
    {
        public override DateTimeOffset SeededAt => seededAt;

        public override IdSource Salts => IdSource.System;

        public override IStore Create(Seed seed, KeyRing keys, TimeProvider clock, TenantLimits limits, ILoggerFactory logs) =>
            new MemoryStore(seed, keys, clock, limits);
    }

    private sealed class OfSqlite(SqliteFile file) : OpenedStore
    {
        public override DateTimeOffset SeededAt { get; } = file.AgreeOnSeededAt(Now);

        public override IStore Create(Seed seed, KeyRing keys, TimeProvider clock, TenantLimits limits, ILoggerFactory logs) =>
            SqliteStore.Load(file, seed, keys, clock, limits, Progress.OnTerminal("read from the store"));
    }

    // The host makes its services without waiting for anything: the start waits here.
    private sealed class OfPostgres(Store.Postgres.Database database) : OpenedStore
    {
        public override DateTimeOffset SeededAt { get; } = Membership.AgreeOnSeededAtAsync(database, Now).GetAwaiter().GetResult();

        public override IStore Create(Seed seed, KeyRing keys, TimeProvider clock, TenantLimits limits, ILoggerFactory logs) =>
            PostgresStore.OpenAsync(database, seed, seed.Hash, ProgramVersion, keys, clock, limits, logs.CreateLogger<PostgresStore>(), CancellationToken.None)
                .GetAwaiter().GetResult();
    }
}
