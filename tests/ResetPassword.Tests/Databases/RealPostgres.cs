using Npgsql;
using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.Databases;

internal sealed class RealPostgres : RealServer
{
    private readonly PostgresServer _server;
    private NpgsqlConnectionStringBuilder _connection = new();
    private bool _isMade;

    public RealPostgres(Uri? given = null)
        : base(given)
    {
        _server = PostgresServer.WithPassword(AdministratorPassword);
        if (given is null)
            return;
        _isMade = true;
        _connection = new()
        {
            Host = given.Host,
            Port = given.Port,
            Username = given.UserInfo.Split(':')[0],
            Password = AdministratorPassword,
            Database = given.AbsolutePath.Trim('/'),
        };
    }

    public string ConnectionString => _connection.ConnectionString + ";Pooling=false";

    public override string Url => $"postgres://postgres@127.0.0.1:{_connection.Port}/{_connection.Database}";

    public override (string Host, string Port) Address => ("127.0.0.1", $"{_connection.Port}");

    public override async Task<bool> CanLogInAsync(string name, string password)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(_connection.ConnectionString)
            {
                Username = name,
                Password = password,
                Pooling = false,
                GssEncryptionMode = GssEncryptionMode.Disable,
            };
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync();
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState is "28P01" or "28000")
        {
            return false;
        }
    }

    public override async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add($"{reader.GetValue(0)}");
        return values;
    }

    public override Task StopAsync() => _server.StopAsync("immediate");

    public override async Task StartAsync()
    {
        if (IsGiven)
            return;
        if (_isMade)
            await _server.StartServerAsync();
        else
            _connection = new(await _server.NewDatabaseAsync(logsStatements: true));
        _isMade = true;
    }

    public override Task<string> ReadLogAsync() => _server.ReadLogAsync();

    public override ValueTask DisposeAsync() => _server.DisposeAsync();
}
