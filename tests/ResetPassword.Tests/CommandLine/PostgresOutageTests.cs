using Npgsql;
using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.CommandLine;

/// <summary>The program with a store in PostgreSQL that cannot be used: at the start, and while it serves.</summary>
public sealed class PostgresOutageTests(PostgresServer server)
{
    private const string Password = "canary-db-password";

    [Fact]
    public async Task While_the_server_is_away_health_and_calls_say_so_and_when_it_is_back_all_is_well()
    {
        await using var own = new PostgresServer();
        var store = ("ResetPassword__Store", $"postgres:{await own.NewDatabaseAsync()};Password={Password}");
        await using var program = await ProgramUnderTest.ServeAsync([store], "--ResetPassword:LogLevel=Information");
        StateFolder.Reset(program);
        await own.StopAsync("immediate");

        var health = StateFolder.Control(program, "GET", "health");
        var live = StateFolder.Control(program, "GET", "health?live=true");
        var call = StateFolder.Call(program);
        var control = StateFolder.Control(program, "GET", "instances/rm-running");
        await own.StartServerAsync();
        var healthy = StateFolder.Control(program, "GET", "health");
        StateFolder.Reset(program);

        var output = (await program.StopAsync()).Output;
        Assert.Equal((503, 200, 503, 200), (health.Status, live.Status, control.Status, healthy.Status));
        Assert.StartsWith("The store cannot be used: PostgreSQL at 127.0.0.1:", (string?)health.Json["detail"], StringComparison.Ordinal);
        Assert.Equal((503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."), call.Error);
        Assert.Contains("The store cannot be used. PostgreSQL at 127.0.0.1:", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, output + health.Text + control.Text + healthy.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=canary-db-password", "Connection refused")]
    [InlineData("Host=127.0.0.1;Prot=1;Password=canary-db-password", "The connection string of the PostgreSQL store cannot be read.")]
    [InlineData("Database=x", "The connection string of the PostgreSQL store cannot be read.")]
    public async Task A_server_that_cannot_be_reached_ends_the_start_with_one_line(string store, string reason)
    {
        var result = await ProgramUnderTest.RunAsync([("ResetPassword__Store", $"postgres:{store}")], "--urls", ProgramUnderTest.FreePort);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_database_without_rights_ends_the_start_with_one_line()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresServer.RunSqlAsync(database, "create role without_rights login");
        var limited = new NpgsqlConnectionStringBuilder(database) { Username = "without_rights" };

        var result = await ProgramUnderTest.RunAsync([("ResetPassword__Store", $"postgres:{limited.ConnectionString}")], "--urls", ProgramUnderTest.FreePort);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("cannot be used: permission denied for database", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Another_seed_ends_the_start_while_others_live_and_is_adopted_when_they_are_gone()
    {
        (string, string)[] store = [("ResetPassword__Store", $"postgres:{await server.NewDatabaseAsync()}")];
        using var seed = new TemporaryFile("""{"instances":[{"product":"Rds","id":"rm-own","accounts":[{"name":"app"}]}]}""");
        await using var first = await ProgramUnderTest.ServeAsync(store);
        StateFolder.Reset(first);

        var refused = await ProgramUnderTest.RunAsync(store, "--urls", ProgramUnderTest.FreePort, "--seed", seed.Path);
        await first.StopAsync();
        await using var second = await ProgramUnderTest.ServeAsync(store, "--seed", seed.Path);

        var output = (await second.StopAsync()).Output;
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(" with another seed (", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("What was changed in it stays; everything else is as this seed says.", output, StringComparison.Ordinal);
    }
}
