using Npgsql;
using NpgsqlTypes;

namespace ResetPassword.Store.Postgres;

/// <summary>A statement with its parameters, in the order of their numbers in its text.</summary>
internal sealed class Statement(string text)
{
    private readonly NpgsqlBatchCommand _command = new(text);

    public static implicit operator NpgsqlBatchCommand(Statement statement) => statement._command;

    public Statement With(string? value) => Add(value, NpgsqlDbType.Text);

    public Statement With(long value) => Add(value, NpgsqlDbType.Bigint);

    public Statement With(long? value) => value is { } number ? With(number) : Add<object>(DBNull.Value, NpgsqlDbType.Bigint);

    public Statement With(bool value) => Add(value, NpgsqlDbType.Boolean);

    public Statement With(byte[] value) => Add(value, NpgsqlDbType.Bytea);

    public Statement With(string?[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public Statement With(long[] values) => Add(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    private Statement Add<T>(T value, NpgsqlDbType type)
    {
        _command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return this;
    }
}
