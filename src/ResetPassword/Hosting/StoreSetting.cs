using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace ResetPassword.Hosting;

/// <summary>Where everything is kept: <c>memory</c>, <c>sqlite:FILE</c> or <c>postgres:CONNECTION STRING</c>.</summary>
internal abstract record StoreSetting
{
    public const string Expected = "memory, sqlite:FILE or postgres:CONNECTION STRING";

    private const string SqlitePrefix = "sqlite:";
    private const string PostgresPrefix = "postgres:";

    private StoreSetting()
    {
    }

    public static bool TryRead(string text, [NotNullWhen(true)] out StoreSetting? setting)
    {
        setting = text switch
        {
            "memory" => new Memory(),
            _ when text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length => new Sqlite(text[SqlitePrefix.Length..]),
            _ when text.StartsWith(PostgresPrefix, StringComparison.Ordinal) && text.Length > PostgresPrefix.Length =>
                new Postgres(text[PostgresPrefix.Length..]),
            _ => null,
        };
        return setting is not null;
    }

    internal sealed record Memory : StoreSetting;

    internal sealed record Sqlite(string Path) : StoreSetting;

    /// <param name="ConnectionString">There may be a password in it: it is never printed.</param>
    internal sealed record Postgres(string ConnectionString) : StoreSetting
    {
        /// <summary>Whether there is, under whichever of its names.</summary>
        public bool HasPassword => new NpgsqlConnectionStringBuilder(ConnectionString) is { Password.Length: > 0 } or { SslPassword.Length: > 0 };

        public override string ToString() => nameof(Postgres);
    }
}
