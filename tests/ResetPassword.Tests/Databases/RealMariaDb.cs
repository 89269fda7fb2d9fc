using System.Diagnostics;
using MySqlConnector;

namespace ResetPassword.Tests.Databases;

/// <summary>A server of MySQL's language: MariaDB, unless one is given.</summary>
internal sealed class RealMariaDb(Uri? given = null) : RealServer(given)
{
    private const string User = "mysql";
    private const string Missing = "This machine has no MariaDB (looked for mariadbd in PATH and in /usr/sbin): apt-get install mariadb-server";

    private static readonly string? Programs = ServerProgram.Find("mariadbd", "/usr/sbin");

    private readonly int _port = given?.Port ?? ServerProgram.FindFreePort();
    private readonly string _administrator = given?.UserInfo.Split(':')[0] ?? "administrator";
    private string _directory = "";
    private Process? _process;

    public override string Url => $"mysql://{_administrator}@127.0.0.1:{_port}";

    public override (string Host, string Port) Address => ("127.0.0.1", $"{_port}");

    public override async Task<bool> CanLogInAsync(string name, string password)
    {
        try
        {
            await using var connection = ConnectionOf(name, password);
            await connection.OpenAsync();
            return true;
        }
        catch (MySqlException refused) when (refused.Number is 1045 or 4151)
        {
            return false;
        }
    }

    public override async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var connection = ConnectionOf(_administrator, AdministratorPassword);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add($"{reader.GetValue(0)}");
        return values;
    }

    public override async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    public override async Task StartAsync()
    {
        if (IsGiven)
            return;
        Assert.SkipWhen(Programs is null, Missing);
        if (_directory == "")
            await MakeAsync();
        _process = ServerProgram.Start(
            User, Path.Combine(Programs ?? "", "mariadbd"), "--no-defaults", $"--datadir={Data}", $"--port={_port}", "--bind-address=127.0.0.1",
            $"--socket={Path.Combine(_directory, "socket")}", $"--pid-file={Path.Combine(_directory, "pid")}",
            $"--log-error={Path.Combine(_directory, "errors")}", $"--init-file={Path.Combine(_directory, "init.sql")}",
            "--general-log=1", $"--general-log-file={Path.Combine(_directory, "log")}",
            "--innodb-flush-log-at-trx-commit=0");
        await UntilItAnswersAsync(_process);
    }

    public Task FreezeAsync() => ServerProgram.SignalAsync("STOP", _process?.Id ?? 0);

    public Task ThawAsync() => ServerProgram.SignalAsync("CONT", _process?.Id ?? 0);

    public override Task<string> ReadLogAsync() => File.ReadAllTextAsync(Path.Combine(_directory, "log"));

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_directory != "")
            Directory.Delete(_directory, recursive: true);
    }

    private string Data => Path.Combine(_directory, "data");

    private async Task MakeAsync()
    {
        _directory = await ServerProgram.MakeDirectoryAsync("mariadb", User);
        await ServerProgram.RunAsync(
            User, ServerProgram.Find("mariadb-install-db", "/usr/bin") + "/mariadb-install-db", "--no-defaults", $"--datadir={Data}", "--skip-test-db",
            "--auth-root-authentication-method=normal");
        await File.WriteAllTextAsync(Path.Combine(_directory, "init.sql"), $"""
            create user if not exists 'administrator'@'%' identified by '{AdministratorPassword}';
            grant all on *.* to 'administrator'@'%' with grant option;
            """);
    }

    // It says nowhere that it is ready but by answering.
    private async Task UntilItAnswersAsync(Process process)
    {
        while (true)
        {
            try
            {
                await using var connection = ConnectionOf(_administrator, AdministratorPassword);
                await connection.OpenAsync();
                return;
            }
            catch (MySqlException) when (!process.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    private MySqlConnection ConnectionOf(string name, string password) =>
        new($"Server=127.0.0.1;Port={_port};User ID={name};Password={password};Pooling=false;Allow User Variables=true");
}
