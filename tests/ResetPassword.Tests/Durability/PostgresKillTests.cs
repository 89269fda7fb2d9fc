using ResetPassword.Tests.CommandLine;
using ResetPassword.Tests.Store.Postgres;

namespace ResetPassword.Tests.Durability;

/// <summary>As <see cref="SqliteKillTests"/>, of one of three emulators on one PostgreSQL, and of PostgreSQL itself.</summary>
public sealed class PostgresKillTests(PostgresServer server)
{
    private const int CallsBetweenKills = 200;
    private const string Quiet = "--ResetPassword:LogLevel=Fatal";

    [Fact]
    public async Task What_was_acknowledged_survives_the_death_of_one_of_three_emulators()
    {
        (string, string)[] store = [("ResetPassword__Store", $"postgres:{await server.NewDatabaseAsync()}")];
        using var work = new AcknowledgedWork();
        await using var first = await ProgramUnderTest.ServeAsync(store, Quiet);
        await using var second = await ProgramUnderTest.ServeAsync(store, Quiet);
        await work.PrepareAsync(first.Endpoint);

        for (var kills = Kills.Count; kills > 0; kills--)
        {
            await using var third = await ProgramUnderTest.ServeAsync(store, Quiet);
            await work.RunAsync([first.Endpoint, second.Endpoint, third.Endpoint], CallsBetweenKills, () => third.StopAsync("KILL"), isOver: false);
            await work.AssertIsKeptAsync(first.Endpoint);
            await work.AssertIsKeptAsync(second.Endpoint);
        }
    }

    [Fact]
    public async Task What_was_acknowledged_survives_the_death_of_the_database()
    {
        await using var own = new PostgresServer();
        (string, string)[] store = [("ResetPassword__Store", $"postgres:{await own.NewDatabaseAsync()}")];
        using var work = new AcknowledgedWork();
        await using var first = await ProgramUnderTest.ServeAsync(store, Quiet);
        await using var second = await ProgramUnderTest.ServeAsync(store, Quiet);
        await work.PrepareAsync(first.Endpoint);

        for (var kills = Kills.Count; kills > 0; kills--)
        {
            await work.RunAsync([first.Endpoint, second.Endpoint], CallsBetweenKills, own.CrashAndRestartAsync, isOver: false);
            await first.WaitUntilHealthyAsync();
            await second.WaitUntilHealthyAsync();
            await work.AssertIsKeptAsync(first.Endpoint);
        }
    }
}
