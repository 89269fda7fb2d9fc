using System.Globalization;
using ResetPassword.Tests.CommandLine;
using ResetPassword.Tests.Store.Sqlite;

namespace ResetPassword.Tests.Durability;

/// <summary>
/// <c>kill -9</c> in the middle of load: ten times, or as often as <c>RESETPASSWORD_KILLS</c> says. <c>RESETPASSWORD_KILLS=100 dotnet test --project
/// tests/ResetPassword.Tests --filter-class "*KillTests"</c> is the long form.
/// </summary>
public sealed class SqliteKillTests
{
    private const int CallsBetweenKills = 200;

    [Fact]
    public async Task What_was_acknowledged_survives_the_death_of_the_process()
    {
        using var folder = new SqliteFolder();
        using var work = new AcknowledgedWork();
        var store = $"sqlite:{folder.NewFile()}";
        await using (var first = await ProgramUnderTest.ServeAsync("--store", store, "--ResetPassword:LogLevel=Fatal"))
            await work.PrepareAsync(first.Endpoint);

        for (var kills = Kills.Count; kills > 0; kills--)
        {
            await using var program = await ProgramUnderTest.ServeAsync("--store", store, "--ResetPassword:LogLevel=Fatal");
            await work.AssertIsKeptAsync(program.Endpoint);
            await work.RunAsync([program.Endpoint], CallsBetweenKills, () => program.StopAsync("KILL"), isOver: true);
        }

        await using var last = await ProgramUnderTest.ServeAsync("--store", store, "--ResetPassword:LogLevel=Fatal");
        await work.AssertIsKeptAsync(last.Endpoint);
    }
}

/// <summary>How often a test of durability kills.</summary>
internal static class Kills
{
    public static int Count { get; } =
        int.Parse(Environment.GetEnvironmentVariable("RESETPASSWORD_KILLS") ?? "10", NumberStyles.None, CultureInfo.InvariantCulture);
}
